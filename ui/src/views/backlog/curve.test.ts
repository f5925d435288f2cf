import { expect, test } from "vitest";
import type { CurvePoint } from "../../host/bindings";
import { nearest, visiblePoints, widestGap } from "./curve";

const curve = (...halfDays: number[]): CurvePoint[] =>
  halfDays.map((half_days, at) => ({ half_days, value: at, id: at === 0 ? null : String(at) }));

test("a curve with fewer points than pixels is drawn whole", () => {
  const points = curve(0, 2, 4, 10);
  expect(visiblePoints(points, 400)).toEqual(points);
});

test("of the points in one column the last one is drawn, and always the first and the last of all", () => {
  const points = curve(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  expect(visiblePoints(points, 2).map(({ half_days }) => half_days)).toEqual([0, 4, 9, 10]);
  expect(visiblePoints([], 2)).toEqual([]);
});

test("a place means the nearest finished slice, never the start", () => {
  const points = curve(0, 2, 4, 10);
  expect([-5, 0, 2.9, 3.2, 6.9, 7.1, 99].map((at) => nearest(points, at))).toEqual([1, 1, 1, 2, 2, 3, 3]);
  expect([nearest([], 3), nearest(curve(0), 3)]).toEqual([-1, -1]);
});

test("two curves differ most where height times time is the most", () => {
  const above: CurvePoint[] = [
    { half_days: 0, value: 0, id: null },
    { half_days: 2, value: 90, id: "a" },
    { half_days: 12, value: 100, id: "b" },
  ];
  const below: CurvePoint[] = [
    { half_days: 0, value: 0, id: null },
    { half_days: 10, value: 10, id: "b" },
    { half_days: 12, value: 100, id: "a" },
  ];
  expect(widestGap(above, below)).toEqual({ from: 2, to: 10, lower: 0, upper: 90 });
  expect([widestGap(below, above), widestGap(above, above), widestGap([], [])]).toEqual([null, null, null]);
});
