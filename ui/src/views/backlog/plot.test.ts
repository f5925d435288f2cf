import { expect, test } from "vitest";
import { textWidth } from "../../model/picture";
import { boxOf, heightFor, type Plot, plotOf, type Size } from "./plot";
import { backlogOf, type Job } from "./plot.fixture";

const SIZES: Size[] = [
  { width: 420, height: 238, rem: 14 },
  { width: 800, height: 380, rem: 14 },
  { width: 1900, height: 520, rem: 14 },
  { width: 560, height: 306, rem: 18 },
];
const SHOP: Job[] = [
  [90, 2],
  [80, 4],
  [60, 2],
  [20, 1],
  [10, 2],
];
const BY_HAND: Job[] = [
  [10, 2],
  [20, 1],
  [90, 2],
  [80, 4],
  [60, 2],
];

const label = (plot: Plot, kind: string) => plot.labels.find((one) => one.kind === kind);

/** Jobs that are worth less and less. */
function falling(count: number): Job[] {
  return Array.from({ length: count }, (_, at) => [1 + Math.round((100 * (count - at)) / count), 1 + (at % 5)]);
}

function expectNothingCovered(plot: Plot, rem: number): void {
  const boxes = plot.labels.map(({ text, x, y, anchor }) => boxOf(text, x, y, anchor, rem));
  for (const [at, a] of boxes.entries()) {
    for (const b of boxes.slice(at + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    expect(a.left).toBeGreaterThanOrEqual(plot.left);
    expect(a.right).toBeLessThanOrEqual(plot.right + 1);
  }
}

test.each(SIZES)("no word covers another or leaves the plot, $width wide", (size) => {
  for (const jobs of [
    SHOP,
    BY_HAND,
    falling(60),
    [[1, 1]] as Job[],
    [
      [5, 200],
      [100, 1],
    ] as Job[],
  ]) {
    expectNothingCovered(plotOf(backlogOf(jobs, [["MVP", 1]]), size), size.rem);
    expectNothingCovered(plotOf(backlogOf(jobs.toReversed(), [["MVP", 1]], jobs), size), size.rem);
  }
});

test("what the order saves and when the first value is there stands on the plot", () => {
  const plot = plotOf(backlogOf(SHOP, [["MVP", 3]]), SIZES[1] as Size);
  expect(label(plot, "saved")?.text).toContain("this order saves");
  expect(label(plot, "first")?.text).toBe("first value after 1 day");
  expect(label(plot, "this")?.text).toBe("this order");
  expect([label(plot, "by-hand"), label(plot, "proposed"), plot.proposed, plot.leader]).toEqual([undefined, undefined, null, null]);
  expect(plot.first?.x).toBe(plot.x(2));
});

test("the cost of moving by hand is told in value-days, and in money only where a point has a worth", () => {
  const backlog = backlogOf(BY_HAND, [["MVP", 3]], SHOP);
  const more = (Number(backlog.facts.cost) - Number(backlog.facts.proposed_cost)) / 2;
  const text = label(plotOf(backlog, SIZES[1] as Size), "by-hand")?.text;
  expect(text).toContain(`${more} value-days`);
  expect(text).not.toContain("€");
  const worth = plotOf({ ...backlog, worth: { amount: 10, unit: "€" } }, SIZES[2] as Size);
  expect(label(worth, "by-hand")?.text).toMatch(/value-days = [\d,]+\u202f€/);
});

test("the area between the curves closes, and its label hangs on it", () => {
  const plot = plotOf(backlogOf(BY_HAND, [], SHOP), SIZES[1] as Size);
  expect(plot.proposed?.between).toMatch(/^M[^M]*Z$/);
  expect(plot.leader && plot.leader.to > plot.leader.from).toBe(true);
});

test("no line of a release goes through the name of another", () => {
  for (const size of SIZES) {
    const lines = [3, 4, 5, 9, 10, 30, 58].map((count, at): [string, number] => [`Everybody can pay by card ${at}`, count]);
    const { flags, right } = plotOf(backlogOf(falling(60), lines), size);
    expect(flags.length).toBe(7);
    for (const flag of flags.filter(({ name }) => name !== "")) {
      const end = flag.textX + textWidth(flag.name, size.rem * 0.786);
      expect(end).toBeLessThanOrEqual(right + 1);
      const crossing = flags.filter((other) => other !== flag && other.x > flag.x && other.x < end && other.name !== "");
      for (const other of crossing) expect(other.y).toBeGreaterThan(flag.y);
    }
  }
});

test("a release that is empty or beyond the last slice has no line; the last slice may have one", () => {
  const { flags } = plotOf(
    backlogOf(SHOP, [
      ["MVP", 0],
      ["Release 2", 5],
      ["Release 3", 9],
    ]),
    SIZES[0] as Size,
  );
  expect(flags.map(({ name }) => name)).toEqual(["Release 2"]);
});

test("nothing at all, and slices without value, are drawn without numbers that are none", () => {
  for (const jobs of [[], [[0, 1]] as Job[]]) {
    const plot = plotOf(backlogOf(jobs, [["MVP", 0]]), SIZES[0] as Size);
    expect(JSON.stringify(plot)).not.toMatch(/NaN|Infinity|null,null/);
    expect(plot.first).toBeNull();
  }
});

test("of 10,000 points no more are drawn than there are pixels", () => {
  const from = performance.now();
  const plot = plotOf(backlogOf(falling(10_000), [["MVP", 400]], falling(10_000)), SIZES[1] as Size);
  expect(plot.steps.match(/[LHV]/g)?.length).toBeLessThan(2 * (800 + 2));
  expect(plot.dots).toEqual([]);
  expect(performance.now() - from).toBeLessThan(200);
});

test("a plot grows with its pane up to what the window shows", () => {
  expect([heightFor(420, 14, 440), heightFor(800, 14, 440), heightFor(1900, 14, 440)]).toEqual([238, 400, 440]);
});
