import { expect, test } from "vitest";
import { MOST_WEEKS, newest, readFinished, readNumbers, readWithin } from "./numbers";

test.each([
  ["3, 5, 2", [3, 5, 2]],
  ["3 5 2", [3, 5, 2]],
  ["3;5;0", [3, 5, 0]],
  ["3\n5\r\n2\n", [3, 5, 2]],
  ["3\t5\t2", [3, 5, 2]],
  [" 3,,5, ", [3, 5]],
  ["3.0\n5.00", [3, 5]],
  ["10000", [10_000]],
  ["", []],
])("%j is read", (text, numbers) => {
  expect(readNumbers(text)).toEqual({ numbers, leftOut: [] });
});

test.each([
  ["Finished\n3\n5", [3, 5], ["Finished"]],
  ["3, two, 4", [3, 4], ["two"]],
  ["3 5 two 4", [3, 5, 4], ["two"]],
  ["Week 10\t3\nWeek 11\t5", [3, 5], ["Week 10", "Week 11"]],
  ["2026-03-02\t3", [3], ["2026-03-02"]],
  ["10 March; 4", [4], ["10 March"]],
  ["-1, 2.5, 10001, 6", [6], ["-1", "2.5", "10001"]],
])("of %j what is no number is left out and told", (text, numbers, leftOut) => {
  expect(readNumbers(text)).toEqual({ numbers, leftOut });
});

test("the number of one week is a whole one, or nothing", () => {
  expect([" 7 ", "0", "", "x", "-1", "1.5"].map(readFinished)).toEqual([7, 0, null, undefined, undefined, undefined]);
});

test("a number is only taken within its range", () => {
  expect(["99", "100", "300", "301", "", "1e2"].map((text) => readWithin(text, 100, 300))).toEqual([
    undefined,
    100,
    300,
    undefined,
    undefined,
    undefined,
  ]);
});

test("of many weeks the newest are kept", () => {
  const weeks = Array.from({ length: MOST_WEEKS + 2 }, (_, at) => at);
  expect(newest(weeks)).toHaveLength(MOST_WEEKS);
  expect(newest(weeks)[0]).toBe(2);
  expect([newest(weeks, 2), newest(weeks, 0)]).toEqual([[520, 521], []]);
});
