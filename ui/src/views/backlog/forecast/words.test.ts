import { expect, test } from "vitest";
import { casesText, chanceText, someOf, withDates } from "./words";

test("a chance is never told as certain or impossible", () => {
  expect([0, 9, 10, 724, 990, 991, 1000].map(chanceText)).toEqual([
    "under 1 %",
    "under 1 %",
    "1 %",
    "72 %",
    "99 %",
    "over 99 %",
    "over 99 %",
  ]);
  expect([0, 724, 1000].map(casesText)).toEqual(["less than 1", "72", "more than 99"]);
});

test("days in a sentence are told as people read them", () => {
  expect(withDates("Done by 2026-05-09, not 2026-06-01.")).toBe("Done by May\u00a09,\u00a02026, not Jun\u00a01,\u00a02026.");
  expect(withDates("SHOP-2026-05-1 and 1 day")).toBe("SHOP-2026-05-1 and 1 day");
});

test("of many words the first are told", () => {
  expect(someOf(["a", "b"])).toBe("“a”, “b”");
  expect(someOf(["a", "b", "c", "d", "e", "f"])).toBe("“a”, “b”, “c”, “d” and 2 more");
  expect(someOf(["x".repeat(300)]).length).toBe(26);
});
