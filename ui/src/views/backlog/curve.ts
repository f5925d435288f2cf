/** The curve as numbers: which of its points are worth drawing, and which is meant by a place. */
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
