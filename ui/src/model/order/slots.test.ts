import { expect, test } from "vitest";
import {
  gapAt,
  gapOfLine,
  gapOfRank,
  lineAcross,
  lineBeside,
  lineIn,
  rankInGap,
  sliceIn,
  slicesAbove,
  slotCount,
  slotOf,
  slotOfLine,
  topOf,
  within,
} from "./slots";

/** Five slices, three of them above the line. */
const SLOTS = { slices: 5, lines: [3] };
/** Six slices: two in the MVP, two in the next release, none in the one after that. */
const THREE = { slices: 6, lines: [2, 4, 4] };
const HEIGHTS = { row: 10, line: 14 };

test("the line has a slot of its own between the slices", () => {
  expect([0, 2, 3, 4].map((index) => slotOf(SLOTS, index))).toEqual([0, 2, 4, 5]);
  expect([0, 2, 3, 4, 5].map((slot) => sliceIn(SLOTS, slot))).toEqual([0, 2, null, 3, 4]);
  expect([slotCount(SLOTS), slotCount({ slices: 5, lines: [] }), slotOf({ slices: 5, lines: [] }, 4)]).toEqual([6, 5, 4]);
});

test("several lines stand between the slices, also directly under each other", () => {
  expect([0, 1, 2, 3, 4, 5].map((index) => slotOf(THREE, index))).toEqual([0, 1, 3, 4, 7, 8]);
  expect([0, 1, 2].map((line) => slotOfLine(THREE, line))).toEqual([2, 5, 6]);
  const slots = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  expect(slots.map((slot) => sliceIn(THREE, slot))).toEqual([0, 1, null, 2, 3, null, null, 4, 5]);
  expect(slots.map((slot) => lineIn(THREE, slot))).toEqual([null, null, 0, null, null, 1, 2, null, null]);
});

test("rows below a line stand lower by what the line is higher", () => {
  expect([0, 3, 4, 6].map((slot) => topOf(SLOTS, HEIGHTS, slot))).toEqual([0, 30, 44, 64]);
  expect([2, 3, 6, 7, 9].map((slot) => topOf(THREE, HEIGHTS, slot))).toEqual([20, 34, 68, 82, 102]);
});

test("a gap is found from the nearest edge", () => {
  expect([-9, 4, 6, 36, 38, 999].map((y) => gapAt(SLOTS, HEIGHTS, y))).toEqual([0, 0, 1, 3, 4, 6]);
});

test("a line dropped in a gap has the slices above it, and never passes another line", () => {
  expect([0, 2, 3, 4, 5, 6].map((gap) => slicesAbove(SLOTS, gap))).toEqual([0, 2, 3, 3, 4, 5]);
  expect([within(THREE, 0, 5), within(THREE, 1, 1), within(THREE, 2, 9)]).toEqual([4, 2, 6]);
  expect([gapOfLine(THREE, 0, 1), gapOfLine(THREE, 0, 3), gapOfLine(THREE, 2, 5)]).toEqual([1, 4, 8]);
});

test("a slice dropped in the gaps around itself stays", () => {
  for (const slots of [SLOTS, THREE]) {
    for (let index = 0; index < slots.slices; index++) {
      const slot = slotOf(slots, index);
      expect([rankInGap(slots, index, slot), rankInGap(slots, index, slot + 1)]).toEqual([index + 1, index + 1]);
    }
  }
});

test("next to a line a slice is seen on the side that it comes from", () => {
  expect(gapOfRank(SLOTS, 4, rankInGap(SLOTS, 4, 3))).toBe(4);
  expect(gapOfRank(SLOTS, 0, rankInGap(SLOTS, 0, 4))).toBe(3);
  expect(gapOfRank(SLOTS, 4, rankInGap(SLOTS, 4, 2))).toBe(2);
  expect(gapOfRank(SLOTS, 0, rankInGap(SLOTS, 0, 5))).toBe(5);
});

test("only a slice next to a line changes sides when it is dropped beyond it", () => {
  expect([lineAcross(SLOTS, 3, 3), lineAcross(SLOTS, 2, 4)]).toEqual([
    { line: 0, count: 4 },
    { line: 0, count: 2 },
  ]);
  const crossing = [0, 1, 2, 3, 4].flatMap((index) => [0, 1, 2, 3, 4, 5, 6].filter((gap) => lineAcross(SLOTS, index, gap) !== null));
  expect(crossing).toEqual([4, 3]);
  expect(lineAcross({ slices: 5, lines: [] }, 3, 3)).toBeNull();
  expect(lineAcross(THREE, 4, 6)).toEqual({ line: 2, count: 5 });
});

test("a step up or down meets the nearest line", () => {
  expect(lineBeside(THREE, 4, -1)).toEqual({ line: 2, count: 5 });
  expect(lineBeside(THREE, 3, 1)).toEqual({ line: 1, count: 3 });
  expect([lineBeside(THREE, 1, -1), lineBeside(THREE, 2, 1)]).toEqual([null, null]);
});
