/** A report as people read it: what matters most first, alike together. */
import type { NoteSeverity, NoteView } from "../host/bindings";

/** The severities, the gravest first. */
export const SEVERITIES: readonly NoteSeverity[] = ["skipped", "lost", "cut", "flattened", "guessed", "told"];

/** Notes of one severity, in the order in which they were made. */
export type NoteGroup = { severity: NoteSeverity; notes: NoteView[] };

/** The notes by their severity, the gravest first. */
export function bySeverity(notes: readonly NoteView[]): NoteGroup[] {
  const groups = SEVERITIES.map((severity) => ({ severity, notes: notes.filter((note) => note.severity === severity) }));
  return groups.filter((group) => group.notes.length > 0);
}
