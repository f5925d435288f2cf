/**
 * The rows of the backlog as places: a slot for each slice, and one for the MVP line between them. Slices count from 0 here;
 * a gap is the place above the slot of the same number.
 */

export type Slots = {
  /** How many slices there are. */
  readonly slices: number;
  /** How many of them stand above the line; `null` without a line. */
  readonly line: number | null;
};

export function slotCount({ slices, line }: Slots): number {
  return slices + (line === null ? 0 : 1);
}

/** The slot of a slice. */
export function slotOf({ line }: Slots, index: number): number {
  return line === null || index < line ? index : index + 1;
}

/** The slice in a slot; `null` for the line. */
export function sliceIn({ line }: Slots, slot: number): number | null {
  if (line === null || slot < line) return slot;
  return slot === line ? null : slot - 1;
}

/** How many slices stand above a gap. */
export function slicesAbove({ line }: Slots, gap: number): number {
  return line !== null && gap > line ? gap - 1 : gap;
}

/** The rank that a slice gets when it is dropped in a gap. */
export function rankInGap(slots: Slots, index: number, gap: number): number {
  const above = slicesAbove(slots, gap);
  return above > index ? above : above + 1;
}

/** The gap where a slice is seen once it has a rank: next to the line it stays on the side that it comes from. */
export function gapOfRank(slots: Slots, index: number, rank: number): number {
  return rank - 1 <= index ? slotOf(slots, rank - 1) : slotOf(slots, rank - 1) + 1;
}

/**
 * Where the line goes when a slice next to it is dropped on its other side: that is all such a drop can mean. `null` for every
 * other slice and gap; a slice from farther away gets the rank next to the line and stays on the side that it comes from.
 */
export function lineAcross({ line }: Slots, index: number, gap: number): number | null {
  if (line === null) return null;
  if (index === line && gap === line) return line + 1;
  return index === line - 1 && gap === line + 1 ? line - 1 : null;
}

export type Heights = { readonly row: number; readonly line: number };

/** The upper edge of a slot, in the unit of the heights. */
export function topOf({ line }: Slots, { row, line: lineHeight }: Heights, slot: number): number {
  return slot * row + (line !== null && slot > line ? lineHeight - row : 0);
}

/** The gap that is nearest to a place. */
export function gapAt(slots: Slots, heights: Heights, y: number): number {
  const last = slotCount(slots);
  let gap = Math.max(0, Math.min(Math.round(y / heights.row), last));
  const away = (candidate: number) => Math.abs(topOf(slots, heights, candidate) - y);
  while (gap > 0 && away(gap - 1) < away(gap)) gap -= 1;
  while (gap < last && away(gap + 1) < away(gap)) gap += 1;
  return gap;
}
