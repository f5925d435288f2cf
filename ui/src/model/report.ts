/** A report as people read it: what matters most first, alike together. */
import type { NoteView } from "../host/bindings";

/** Notes that matter alike, in the order in which they were made. */
export type NoteGroup = { lost: boolean; notes: NoteView[] };

/** What is lost, then what is only worth knowing; a group with nothing in it is left out. */
export function byGravity(notes: readonly NoteView[]): NoteGroup[] {
  const groups = [true, false].map((lost) => ({ lost, notes: notes.filter((note) => note.lost === lost) }));
  return groups.filter((group) => group.notes.length > 0);
}
