/**
 * The rows of the backlog as places: a slot for each slice, and one for the line of each release between them. Slices and lines
 * count from 0 here; a gap is the place above the slot of the same number.
 */

export type Slots = {
  /** How many slices there are. */
  readonly slices: number;
  /** How many of them stand above each line, from the first line to the last. */
  readonly lines: readonly number[];
};

export function slotCount({ slices, lines }: Slots): number {
  return slices + lines.length;
}

/** The slot of a slice. */
export function slotOf({ lines }: Slots, index: number): number {
  return index + lines.filter((count) => count <= index).length;
}

/** The slot of a line. */
export function slotOfLine({ lines }: Slots, line: number): number {
  return (lines[line] ?? 0) + line;
}

/** The line in a slot; `null` for a slice. */
export function lineIn(slots: Slots, slot: number): number | null {
  const line = slots.lines.findIndex((count, at) => count + at === slot);
  return line < 0 ? null : line;
}

/** The slice in a slot; `null` for a line. */
export function sliceIn(slots: Slots, slot: number): number | null {
  return lineIn(slots, slot) === null ? slicesAbove(slots, slot) : null;
}

/** How many slices stand above a gap. */
export function slicesAbove({ lines }: Slots, gap: number): number {
  return gap - lines.filter((count, at) => count + at < gap).length;
}

/** The rank that a slice gets when it is dropped in a gap. */
export function rankInGap(slots: Slots, index: number, gap: number): number {
  const above = slicesAbove(slots, gap);
  return above > index ? above : above + 1;
}

/** The gap where a slice is seen once it has a rank: next to a line it stays on the side that it comes from. */
export function gapOfRank(slots: Slots, index: number, rank: number): number {
  return rank - 1 <= index ? slotOf(slots, rank - 1) : slotOf(slots, rank - 1) + 1;
}

/** How many slices a line may have above it: it never passes another. */
export function reachOf({ slices, lines }: Slots, line: number): { least: number; most: number } {
  return { least: lines[line - 1] ?? 0, most: lines[line + 1] ?? slices };
}

/** As near as a line may come to having so many slices above it. */
export function within(slots: Slots, line: number, count: number): number {
  const { least, most } = reachOf(slots, line);
  return Math.max(least, Math.min(count, most));
}

/** The gap where a line is seen once it has so many slices above it. */
export function gapOfLine(slots: Slots, line: number, count: number): number {
  return count <= (slots.lines[line] ?? 0) ? count + line : count + line + 1;
}

export type Crossing = { readonly line: number; readonly count: number };

/**
 * Where a line goes when a slice next to it is dropped on its other side: that is all such a drop can mean. `null` for every
 * other slice and gap; a slice from farther away gets the rank next to the line and stays on the side that it comes from.
 */
export function lineAcross(slots: Slots, index: number, gap: number): Crossing | null {
  for (const [line, count] of slots.lines.entries()) {
    const slot = count + line;
    if (index === count && gap === slot) return { line, count: count + 1 };
    if (index === count - 1 && gap === slot + 1) return { line, count: count - 1 };
  }
  return null;
}

/** The line that a slice passes when it goes one place up or down; `null` where none is in the way. */
export function lineBeside({ lines }: Slots, index: number, by: 1 | -1): Crossing | null {
  const line = by < 0 ? lines.lastIndexOf(index) : lines.indexOf(index + 1);
  return line < 0 ? null : { line, count: by < 0 ? index + 1 : index };
}

export type Heights = { readonly row: number; readonly line: number };

/** The upper edge of a slot, in the unit of the heights. */
export function topOf(slots: Slots, { row, line: lineHeight }: Heights, slot: number): number {
  return slot * row + (slot - slicesAbove(slots, slot)) * (lineHeight - row);
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
