import { expect, test } from "vitest";
import { daysText, perCent, share, shortTitle, slicesText, tenths, valueDays } from "./words";

test("half days read as people say them", () => {
  expect([0, 1, 2, 3, 11, 2000].map(daysText)).toEqual(["0 days", "½ day", "1 day", "1½ days", "5½ days", "1,000 days"]);
});

test("shares have a decimal only while it matters", () => {
  expect([0, 42, 414, 1000].map(perCent)).toEqual(["0 %", "4.2 %", "41 %", "100 %"]);
  expect([share(1, 3), share(0, 0), tenths(1, 3), tenths(5, 0)]).toEqual(["33 %", "0 %", 333, 0]);
});

test("costs are told in value-days", () => {
  expect(valueDays("2637")).toBe("1,319 value-days");
});

test("titles in sentences are cut between characters, and an empty one is named", () => {
  expect(shortTitle("👍🏽".repeat(3), 4)).toBe("👍🏽👍🏽…");
  expect([shortTitle("  "), slicesText(1), slicesText(1200)]).toEqual(["Without a title", "1 slice", "1,200 slices"]);
});
