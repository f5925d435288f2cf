/** The height of every row in pixels. Constant: a place is a multiplication. */
export const ROW_HEIGHT = 34;

/** Rows mounted above and below the view, so that a flick of the wheel meets no gap. */
const OVERSCAN = 8;

/** What is known of the scroller. */
export interface View {
  readonly scrollTop: number;
  /** The scroller's height as laid out, which is the whole list's before its stylesheet applies. */
  readonly height: number;
  /** The window's height, the most that can be seen. */
  readonly limit: number;
  readonly count: number;
  /** The row that must stay mounted because it has the focus; -1 for none. */
  readonly pinned: number;
}

/** The indices of the rows to mount, in order. */
export function rowWindow({ scrollTop, height, limit, count, pinned }: View): number[] {
  const seen = Math.min(height, limit);
  const from = Math.max(0, Math.min(Math.floor(scrollTop / ROW_HEIGHT), count) - OVERSCAN);
  const to = Math.min(count, Math.ceil((scrollTop + seen) / ROW_HEIGHT) + OVERSCAN);
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  if (pinned < 0 || pinned >= count) return rows;
  if (pinned < from) return [pinned, ...rows];
  return pinned >= to ? [...rows, pinned] : rows;
}

/** Where to scroll so that a row is seen whole with a row to spare; the same place when it already is. */
export function scrollTo(index: number, scrollTop: number, height: number): number {
  const top = index * ROW_HEIGHT;
  const spare = height > 4 * ROW_HEIGHT ? ROW_HEIGHT : 0;
  if (top - spare < scrollTop) return Math.max(0, top - spare);
  if (top + ROW_HEIGHT + spare > scrollTop + height) return top + ROW_HEIGHT + spare - height;
  return scrollTop;
}

/**
 * Where to scroll after the rows changed so that what is read stays in place.
 * The first row of the view that is still there keeps its distance from the edge.
 */
export function keepPlace(before: readonly string[], after: readonly string[], scrollTop: number, height: number): number {
  const first = Math.floor(scrollTop / ROW_HEIGHT);
  if (before[first] === after[first]) return scrollTop;
  const last = Math.min(before.length, Math.ceil((scrollTop + height) / ROW_HEIGHT));
  const places = new Map(after.map((id, index) => [id, index]));
  for (let index = first; index < last; index++) {
    const id = before[index];
    const now = id === undefined ? undefined : places.get(id);
    if (now !== undefined) return Math.max(0, scrollTop + (now - index) * ROW_HEIGHT);
  }
  return scrollTop;
}
