import { expect, test } from "vitest";
import { effortText, readEffort, readValue } from "./effort";

test("half days read as people say them", () => {
  expect([1, 2, 3, 8].map(effortText)).toEqual(["½ d", "1 d", "1½ d", "4 d"]);
});

test("every common way to write an effort is read", () => {
  const typed = ["2", "1.5", "1,5", "1½", "½", "3 d", "2 days", "4h", "1w", "0.1"];
  expect(typed.map(readEffort)).toEqual([4, 3, 3, 3, 1, 6, 4, 1, 10, 1]);
});

test("nothing typed means estimated, nonsense is told apart from it", () => {
  expect(readEffort("  ")).toBeNull();
  expect([readEffort("soon"), readEffort("0"), readEffort("-1"), readEffort("2000")]).toEqual([undefined, undefined, undefined, undefined]);
});

test("a value is a whole number from 1 to 100", () => {
  expect(["80", "1", "100", ""].map(readValue)).toEqual([80, 1, 100, null]);
  expect(["0", "101", "8.5", "x"].map(readValue)).toEqual([undefined, undefined, undefined, undefined]);
});
