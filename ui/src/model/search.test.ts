import { expect, test } from "vitest";
import { best, matchScore } from "./search";

test("every word must occur, in any order and case", () => {
  expect(matchScore("Attach a receipt to an expense", "EXPENSE attach")).toBeGreaterThan(0);
  expect(matchScore("Attach a receipt to an expense", "attach card")).toBe(0);
});

test("the start of a text beats the start of a word, which beats its middle", () => {
  const titles = ["Unpaid bills", "Get paid", "Paid by card"];
  expect(best(titles, (title) => title, "paid", 9)).toEqual(["Paid by card", "Get paid", "Unpaid bills"]);
});

test("without a query everything is offered in its order, up to the limit", () => {
  expect(best(["b", "a", "c"], (title) => title, " ", 2)).toEqual(["b", "a"]);
});
