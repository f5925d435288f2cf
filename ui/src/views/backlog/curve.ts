/** The curves of value as numbers: which of their points are worth drawing, which is meant by a place, what lies between two. */
import type { CurvePoint } from "../../host/bindings";

/** The points that can be told apart when each column of `width` shows one: the first, the last, and the last of each column. */
export function visiblePoints(points: readonly CurvePoint[], width: number): CurvePoint[] {
  const end = points.at(-1)?.half_days ?? 0;
  const columnOf = (point: CurvePoint) => Math.floor((point.half_days / Math.max(1, end)) * Math.max(1, width));
  return points.filter((point, at) => {
    const next = points[at + 1];
    return at === 0 || next === undefined || columnOf(next) !== columnOf(point);
  });
}

/** The index of the finished slice that is nearest to a moment; -1 when there is none. */
export function nearest(points: readonly CurvePoint[], halfDays: number): number {
  let [low, high] = [1, points.length - 1];
  if (high < low) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.half_days ?? 0) < halfDays) low = middle + 1;
    else high = middle;
  }
  const before = points[low - 1];
  const nearer = low > 1 && before && halfDays - before.half_days < (points[low]?.half_days ?? 0) - halfDays;
  return nearer ? low - 1 : low;
}

/** A stretch of time in which two curves differ. */
export type Gap = { from: number; to: number; lower: number; upper: number };

/** The stretch in which `above` is the farthest above `below`, by value × time; `null` when it nowhere is. */
export function widestGap(above: readonly CurvePoint[], below: readonly CurvePoint[]): Gap | null {
  let widest: Gap | null = null;
  for (const gap of stretches(above, below)) if (sizeOf(gap) > (widest === null ? 0 : sizeOf(widest))) widest = gap;
  return widest;
}

/** The stretches between the steps of either curve; what is above may be below. */
function* stretches(above: readonly CurvePoint[], below: readonly CurvePoint[]): Generator<Gap> {
  let [a, b, from] = [0, 0, 0];
  while (a < above.length - 1 || b < below.length - 1) {
    const next = [above[a + 1]?.half_days ?? Infinity, below[b + 1]?.half_days ?? Infinity] as const;
    const to = Math.min(...next);
    yield { from, to, lower: below[b]?.value ?? 0, upper: above[a]?.value ?? 0 };
    from = to;
    a += Number(next[0] === to);
    b += Number(next[1] === to);
  }
}

/** Negative where the upper one is below. */
function sizeOf({ from, to, lower, upper }: Gap): number {
  return (to - from) * (upper - lower);
}

/** The first point at which so much value is there. */
export function pointOfValue(points: readonly CurvePoint[], value: number): CurvePoint | undefined {
  return points.find((point) => point.value >= value);
}
