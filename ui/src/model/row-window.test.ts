import { expect, test } from "vitest";
import { keepPlace, rowWindow, scrollTo } from "./row-window";

const ROW_HEIGHT = 34;

const VIEW = { scrollTop: 0, height: 680, limit: 800, count: 100_000, rowHeight: ROW_HEIGHT, pinned: -1 };

test("of 100,000 rows only the seen ones and a few around them are mounted", () => {
  expect(rowWindow(VIEW).length).toBeLessThan(40);
  expect(rowWindow({ ...VIEW, scrollTop: 50_000 * ROW_HEIGHT }).at(0)).toBe(49_992);
});

test("a scroller without its stylesheet does not mount everything", () => {
  expect(rowWindow({ ...VIEW, height: 100_000 * ROW_HEIGHT }).length).toBeLessThan(50);
});

test("the focused row stays mounted, in order, above or below the view", () => {
  expect(rowWindow({ ...VIEW, scrollTop: 34_000, pinned: 3 }).at(0)).toBe(3);
  expect(rowWindow({ ...VIEW, pinned: 90_000 }).at(-1)).toBe(90_000);
  expect(rowWindow({ ...VIEW, pinned: 5 })).toEqual(rowWindow(VIEW));
});

test("a focused row that is gone is not mounted", () => {
  expect(rowWindow({ ...VIEW, count: 2, pinned: 7 })).toEqual([0, 1]);
});

test("scrolling past the end mounts nothing that does not exist", () => {
  expect(rowWindow({ ...VIEW, count: 3, scrollTop: 9_999 })).toEqual([0, 1, 2]);
});

test("a row is scrolled to only when it is not in view", () => {
  expect(scrollTo(5, ROW_HEIGHT, 0, 680)).toBe(0);
  expect(scrollTo(0, ROW_HEIGHT, 340, 680)).toBe(0);
  expect(scrollTo(30, ROW_HEIGHT, 0, 680)).toBe(30 * ROW_HEIGHT + 2 * ROW_HEIGHT - 680);
});

test("rows that come in above the view push it down", () => {
  const before = ["a", "b", "c", "d"];
  expect(keepPlace(before, ["x", "y", ...before], ROW_HEIGHT, 2 * ROW_HEIGHT + 5, 68)).toBe(4 * ROW_HEIGHT + 5);
});

test("rows that go above the view pull it up, even when the first one seen is gone", () => {
  expect(keepPlace(["a", "b", "c", "d"], ["b", "d"], ROW_HEIGHT, 2 * ROW_HEIGHT, 68)).toBe(0);
});

test("rows that change below the view leave it alone", () => {
  expect(keepPlace(["a", "b", "c"], ["a", "x", "b", "c"], ROW_HEIGHT, 0, 68)).toBe(0);
});
