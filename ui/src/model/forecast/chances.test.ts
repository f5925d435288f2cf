import { expect, test } from "vitest";
import type { ForecastLine } from "../../host/bindings";
import { dayNumber } from "../plain-date";
import { chanceBy, lastDate, nearestDate, shownDates } from "./chances";

/** A line whose weeks end on May 10, 17, 24 … */
function line(...chances: number[]): ForecastLine {
  const weeks = chances.map((chance, at) => ({ date: `2026-05-${10 + 7 * at}`, chance }));
  return { name: "MVP", slices: 5, p50: null, p85: null, p95: null, chance: null, weeks };
}

test("a week that is not over does not count", () => {
  const early = line(100, 600, 990);
  expect(["2026-05-09", "2026-05-10", "2026-05-16", "2026-05-17", "2030-01-01"].map((date) => chanceBy(early, date))).toEqual([
    0, 100, 100, 600, 990,
  ]);
  expect(chanceBy(line(), "2026-05-10")).toBe(0);
});

test("dates are shown until the last line is nearly certain", () => {
  expect(shownDates({ from: "2026-05-04", lines: [line(990, 1000, 1000), line(0, 995, 1000)] })).toEqual(["2026-05-10", "2026-05-17"]);
  expect(shownDates({ from: "2026-05-04", lines: [line(10, 20, 30)] })).toHaveLength(3);
  expect(shownDates({ from: "2026-05-04", lines: [line(), line()] })).toEqual([]);
  expect(shownDates({ from: "2026-05-11", lines: [line(0, 995)] })).toEqual(["2026-05-17"]);
});

test("the picture ends with the wanted day, unless that is far away", () => {
  const dates = ["2026-05-10", "2026-05-17"];
  expect(lastDate("2026-05-03", dates, null)).toBe("2026-05-17");
  expect(lastDate("2026-05-03", dates, "2026-05-12")).toBe("2026-05-17");
  expect(lastDate("2026-05-03", dates, "2026-05-30")).toBe("2026-05-30");
  expect(lastDate("2026-05-03", dates, "2026-09-30")).toBe("2026-05-17");
  expect(lastDate("2026-05-03", [], null)).toBe("2026-05-10");
});

test("a place means the nearest week", () => {
  const dates = ["2026-05-10", "2026-05-17"];
  expect(["2026-01-01", "2026-05-13", "2026-05-14", "2026-12-01"].map((date) => nearestDate(dates, dayNumber(date)))).toEqual([0, 0, 1, 1]);
  expect(nearestDate([], 3)).toBe(-1);
});
