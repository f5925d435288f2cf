import { expect, test } from "vitest";
import type { ForecastLine, ForecastView } from "../../../host/bindings";
import { shownDates } from "../../../model/forecast/chances";
import { addDays } from "../../../model/plain-date";
import { chancePlot } from "./plot";

const FROM = "2026-05-04";
const SIZE = { width: 460, height: 240, rem: 14 };

/** A line that is reached for certain after so many weeks, evenly before. */
function line(name: string, weeks: number): ForecastLine {
  const ends = Array.from({ length: weeks }, (_, at) => ({
    date: addDays(FROM, 7 * at + 6),
    chance: Math.round((1000 * (at + 1)) / weeks),
  }));
  return { name, slices: 5, p50: null, p85: null, p95: null, chance: null, weeks: ends };
}

function view(lines: ForecastLine[], due: string | null = null): ForecastView {
  return { revision: 1, samples: 8, refusal: "", runs: 10, of: 10, from: FROM, due, lines, says: "", assumes: [] };
}

const plotOf = (shown: ForecastView, width = SIZE.width) => chancePlot(shown, shownDates(shown), { ...SIZE, width });

test("P50, P85 and P95 are levels of their own", () => {
  const { levels, y } = plotOf(view([line("MVP", 4)]));
  expect(levels.map(({ text }) => text)).toEqual(["0", "P50", "P85", "P95"]);
  expect(levels.map((level) => level.y)).toEqual([0, 500, 850, 950].map(y));
});

test("every line has its curve and its name, each at another height, within the plot", () => {
  for (const width of [380, 460, 1_800]) {
    const plot = plotOf(view(Array.from({ length: 6 }, (_, at) => line(`Release ${at}`, 4 + at))), width);
    const heights = plot.curves.map(({ y }) => y).sort((a, b) => a - b);
    expect(heights.every((height, at) => at === 0 || height - (heights[at - 1] ?? 0) > 10)).toBe(true);
    expect(plot.curves.every(({ x, anchor }) => (anchor === "start" ? x < plot.right : x <= plot.right))).toBe(true);
    expect(plot.curves.map(({ kind }) => kind)).toEqual(["mvp", "release", "release", "release", "release", "all"]);
  }
});

test("a day within a week has the chance of the week before, on the curve as in words", () => {
  const plot = plotOf(view([line("MVP", 2)], "2026-05-14"));
  const [start, first, second] = ["2026-05-04", "2026-05-10", "2026-05-17"].map(plot.x);
  const [none, half, all] = [0, 500, 1000].map(plot.y);
  const rounded = (path: string) => path.replaceAll(/[\d.]+/g, (number) => String(Math.round(Number(number))));
  const path = `M${start},${none}L${first},${none}L${first},${half}L${second},${half}L${second},${all}`;
  expect(rounded(plot.curves[0]?.path ?? "")).toBe(rounded(path));
});

test("what is done already has no curve", () => {
  expect(plotOf(view([{ ...line("MVP", 4), slices: 0 }, line("Everything", 4)])).curves.map(({ name }) => name)).toEqual(["Everything"]);
  expect(plotOf(view([])).curves).toEqual([]);
});

test("the wanted day stands on the plot, unless it is before it or far behind it", () => {
  const due = (date: string) => plotOf(view([line("MVP", 4)], date)).due;
  expect(due("2026-05-20")?.x).toBeGreaterThan(0);
  expect([due("2026-05-01"), due("2027-05-01")]).toEqual([null, null]);
});

test("there is room for every date below, in a few weeks and in ten years", () => {
  for (const weeks of [1, 3, 12, 40, 120, 520]) {
    const { ticks, left, right } = plotOf(view([line("MVP", weeks)]));
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.every(({ x }) => x >= left - 1 && x <= right + 1)).toBe(true);
    expect(ticks.every(({ x }, at) => at === 0 || x - (ticks[at - 1]?.x ?? 0) > 4 * SIZE.rem)).toBe(true);
  }
});
