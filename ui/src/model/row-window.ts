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
  /** The height of every row. Constant: a place is a multiplication. */
  readonly rowHeight: number;
  /** The row that must stay mounted because it has the focus; -1 for none. */
  readonly pinned: number;
}

/** The indices of the rows to mount, in order. */
export function rowWindow({ scrollTop, height, limit, count, rowHeight, pinned }: View): number[] {
  const seen = Math.min(height, limit);
  const from = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight), count) - OVERSCAN);
  const to = Math.min(count, Math.ceil((scrollTop + seen) / rowHeight) + OVERSCAN);
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  if (pinned < 0 || pinned >= count) return rows;
  if (pinned < from) return [pinned, ...rows];
  return pinned >= to ? [...rows, pinned] : rows;
}

/** Where to scroll so that a row is seen whole with a row to spare; the same place when it already is. */
export function scrollTo(index: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = index * rowHeight;
  const spare = height > 4 * rowHeight ? rowHeight : 0;
  if (top - spare < scrollTop) return Math.max(0, top - spare);
  if (top + rowHeight + spare > scrollTop + height) return top + rowHeight + spare - height;
  return scrollTop;
}

/**
 * Where to scroll after the rows changed so that what is read stays in place.
 * The first row of the view that is still there keeps its distance from the edge.
 */
export function keepPlace(
  before: readonly string[],
  after: readonly string[],
  rowHeight: number,
  scrollTop: number,
  height: number,
): number {
  const first = Math.floor(scrollTop / rowHeight);
  if (before[first] === after[first]) return scrollTop;
  const last = Math.min(before.length, Math.ceil((scrollTop + height) / rowHeight));
  const seen = new Map(before.slice(first, last).map((id, offset) => [id, first + offset]));
  let nearest: { was: number; now: number } | undefined;
  for (let now = 0; now < after.length && nearest?.was !== first; now++) {
    const was = seen.get(after[now] as string);
    if (was !== undefined && was < (nearest?.was ?? last)) nearest = { was, now };
  }
  return nearest === undefined ? scrollTop : Math.max(0, scrollTop + (nearest.now - nearest.was) * rowHeight);
}
