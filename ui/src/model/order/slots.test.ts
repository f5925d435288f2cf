import { expect, test } from "vitest";
import { gapAt, gapOfRank, lineAcross, rankInGap, sliceIn, slicesAbove, slotCount, slotOf, topOf } from "./slots";

/** Five slices, three of them above the line. */
const SLOTS = { slices: 5, line: 3 };
const HEIGHTS = { row: 10, line: 14 };

test("the line has a slot of its own between the slices", () => {
  expect([0, 2, 3, 4].map((index) => slotOf(SLOTS, index))).toEqual([0, 2, 4, 5]);
  expect([0, 2, 3, 4, 5].map((slot) => sliceIn(SLOTS, slot))).toEqual([0, 2, null, 3, 4]);
  expect([slotCount(SLOTS), slotCount({ slices: 5, line: null }), slotOf({ slices: 5, line: null }, 4)]).toEqual([6, 5, 4]);
});

test("rows below the line stand lower by what the line is higher", () => {
  expect([0, 3, 4, 6].map((slot) => topOf(SLOTS, HEIGHTS, slot))).toEqual([0, 30, 44, 64]);
});

test("a gap is found from the nearest edge", () => {
  expect([-9, 4, 6, 36, 38, 999].map((y) => gapAt(SLOTS, HEIGHTS, y))).toEqual([0, 0, 1, 3, 4, 6]);
});

test("the line dropped in a gap has the slices above it", () => {
  expect([0, 2, 3, 4, 5, 6].map((gap) => slicesAbove(SLOTS, gap))).toEqual([0, 2, 3, 3, 4, 5]);
});

test("a slice dropped in the gaps around itself stays", () => {
  for (let index = 0; index < 5; index++) {
    const slot = slotOf(SLOTS, index);
    expect([rankInGap(SLOTS, index, slot), rankInGap(SLOTS, index, slot + 1)]).toEqual([index + 1, index + 1]);
  }
});

test("next to the line a slice is seen on the side that it comes from", () => {
  expect(gapOfRank(SLOTS, 4, rankInGap(SLOTS, 4, 3))).toBe(4);
  expect(gapOfRank(SLOTS, 0, rankInGap(SLOTS, 0, 4))).toBe(3);
  expect(gapOfRank(SLOTS, 4, rankInGap(SLOTS, 4, 2))).toBe(2);
  expect(gapOfRank(SLOTS, 0, rankInGap(SLOTS, 0, 5))).toBe(5);
});

test("only a slice next to the line changes sides when it is dropped beyond it", () => {
  expect([lineAcross(SLOTS, 3, 3), lineAcross(SLOTS, 2, 4)]).toEqual([4, 2]);
  const crossing = [0, 1, 2, 3, 4].flatMap((index) => [0, 1, 2, 3, 4, 5, 6].filter((gap) => lineAcross(SLOTS, index, gap) !== null));
  expect(crossing).toEqual([4, 3]);
  expect(lineAcross({ slices: 5, line: null }, 3, 3)).toBeNull();
});
