/** What differs between a workshop and a tracker, counted and laid out in lines. */
import type { ChangedSlice, ChangeKind, FieldChange } from "../host/bindings";

/** How many slices are new, changed and gone; how many were changed on both sides, and how many in nothing else. */
export type ChangeCounts = Record<ChangeKind, number> & { conflicts: number; onlyConflicts: number };

export function counted(slices: readonly ChangedSlice[]): ChangeCounts {
  const counts = { new: 0, changed: 0, gone: 0, conflicts: 0, onlyConflicts: 0 };
  for (const slice of slices) {
    counts[slice.what] += 1;
    const conflicts = slice.fields.filter((field) => field.conflict).length;
    if (conflicts > 0) counts.conflicts += 1;
    if (conflicts > 0 && conflicts === slice.fields.length) counts.onlyConflicts += 1;
  }
  return counts;
}

/** A line of the list: a slice, or a field of the one above. */
export type ChangeLine = { slice: ChangedSlice; field: FieldChange | null };

/** A line for every slice, with one for each of its fields below it. */
export function inLines(slices: readonly ChangedSlice[]): ChangeLine[] {
  return slices.flatMap((slice): ChangeLine[] => [{ slice, field: null }, ...slice.fields.map((field) => ({ slice, field }))]);
}

/** How much that is the same is shown before the first difference, in characters. */
const LEAD = 16;

/**
 * Both texts from shortly before they differ, with `…` for what is left out, so that a change deep in a long text is seen in
 * one line. Line ends become spaces; a text that is short enough stays whole.
 */
export function narrowed(before: string, after: string): [string, string] {
  const [old, now] = [before, after].map((text) => [...text.replaceAll(/\s+/g, " ").trim()]) as [string[], string[]];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  const lead = old.slice(same - LEAD, same);
  const from = same > 2 * LEAD ? same - LEAD + lead.indexOf(" ") + 1 : 0;
  const cut = (text: string[]) => (from === 0 ? text.join("") : `…${text.slice(from).join("")}`);
  return [cut(old), cut(now)];
}
