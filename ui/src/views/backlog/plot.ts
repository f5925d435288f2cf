/**
 * Where everything on the plot of value stands, in pixels: the curves, the lines of the releases, the words. Pure, so that the
 * plot on the screen and the one in a file are the same.
 */
import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, curveStepBefore, line } from "d3-shape";
import type { BacklogView, CurvePoint, ReleaseView } from "../../host/bindings";
import { count } from "../../model/moment";
import { fitted, textWidth } from "../../model/picture";
import { m } from "../../paraglide/messages";
import { pointOfValue, visiblePoints, widestGap } from "./curve";
import { costText, daysText, perCent } from "./words";

/** In pixels; `rem` is the size of running text. */
export type Size = { readonly width: number; readonly height: number; readonly rem: number };
export type Anchor = "start" | "end";
/** What a word is about; the stylesheet has a colour for each. */
export type LabelKind = "this" | "proposed" | "by-hand" | "saved" | "batch" | "first";
export type Label = { kind: LabelKind; text: string; x: number; y: number; anchor: Anchor };
/** The line of a release; `name` is empty where there is no room for it. */
export type Flag = { key: string; name: string; x: number; textX: number; y: number; mvp: boolean };

export type Plot = {
  /** That of the size, and more where the names of releases need several rows. */
  height: number;
  x: (halfDays: number) => number;
  y: (value: number) => number;
  /** The moment at a place. */
  at: (x: number) => number;
  left: number;
  right: number;
  top: number;
  base: number;
  levels: { text: string; y: number }[];
  days: { text: string; x: number }[];
  steps: string;
  under: string;
  batch: string;
  dots: CurvePoint[];
  /** The proposed order and what lies between; absent while nothing is pinned. */
  proposed: { steps: string; between: string } | null;
  /** From the by-hand label to what it is about. */
  leader: { x: number; from: number; to: number } | null;
  first: { x: number; y: number } | null;
  flags: Flag[];
  labels: Label[];
};

/** More points than this are drawn without dots. */
const DOTS = 60;
const QUARTERS = [0, 25, 50, 75, 100];
/** Names of releases stand in so many rows above the plot at the most. */
const ROWS = 4;
const ROW = 1.35;
/** The size of the words on the plot, in rem. */
const WORDS = 0.786;

/** How high a plot of this width is, with one row of names above it. */
export function heightFor(width: number, rem: number, most: number): number {
  return Math.round(Math.max(rem * 17, Math.min(width * 0.5, most)));
}

export function plotOf(backlog: BacklogView, size: Size): Plot {
  const { width, rem } = size;
  const { curve } = backlog;
  const end = curve.at(-1) ?? { half_days: 0, value: 0 };
  const left = rem * 2.4;
  const right = Math.max(left + 1, width - rem * 0.6);
  const x = scaleLinear([0, Math.max(1, end.half_days)], [left, right]);
  const { flags, rows } = flagsOf(backlog, x, right, rem);
  const top = rem * 1.5 + rows * rem * ROW;
  const height = size.height + Math.max(0, rows - 1) * rem * ROW;
  const base = height - rem * 2.8;
  const y = scaleLinear([0, Math.max(1, end.value)], [base, top]);
  const frame: Frame = { x, y, left, right, top, base, rem };
  const drawn = visiblePoints(curve, width);
  const proposed = betterCurve(backlog);
  return {
    ...{ height, x, y, at: x.invert, left, right, top, base, flags },
    levels: QUARTERS.map((quarter) => ({ text: count(quarter), y: y((end.value * quarter) / 100) })),
    days: dayTicks(frame, end.half_days, width),
    steps: stepsOf(drawn, frame),
    under:
      area<CurvePoint>(
        ({ half_days }) => x(half_days),
        base,
        ({ value }) => y(value),
      ).curve(curveStepAfter)(drawn) ?? "",
    batch: `M${x(0)},${base}H${x(end.half_days) - 1}V${y(end.value)}`,
    dots: curve.length <= DOTS ? curve.slice(1) : [],
    proposed: proposed === null ? null : betweenOf(visiblePoints(proposed, width), drawn, frame),
    leader: leaderOf(backlog, frame),
    first: firstOf(curve, frame),
    labels: arranged(wantedLabels(backlog, frame), leaderBox(leaderOf(backlog, frame)), frame),
  };
}

/** The curve of the proposed order where it is another one. */
function betterCurve({ proposed_curve, facts }: BacklogView): CurvePoint[] | null {
  return proposed_curve.length > 0 && facts.cost !== facts.proposed_cost ? proposed_curve : null;
}

type Frame = Pick<Plot, "x" | "y" | "left" | "right" | "top" | "base"> & { rem: number };

function stepsOf(points: CurvePoint[], { x, y }: Frame): string {
  return (
    line<CurvePoint>(
      ({ half_days }) => x(half_days),
      ({ value }) => y(value),
    ).curve(curveStepAfter)(points) ?? ""
  );
}

function betweenOf(proposed: CurvePoint[], own: CurvePoint[], frame: Frame): { steps: string; between: string } {
  const { x, y } = frame;
  const back =
    line<CurvePoint>(
      ({ half_days }) => x(half_days),
      ({ value }) => y(value),
    ).curve(curveStepBefore)(own.toReversed()) ?? "";
  const steps = stepsOf(proposed, frame);
  return { steps, between: `${steps}${back.replace("M", "L")}Z` };
}

function dayTicks({ x, rem }: Frame, halfDays: number, width: number): { text: string; x: number }[] {
  const most = Math.max(2, Math.min(16, Math.round(width / rem / 5)));
  const days = scaleLinear([0, halfDays / 2], [0, 1]).ticks(most);
  return days.filter(Number.isInteger).map((day) => ({ text: count(day), x: x(day * 2) }));
}

function firstOf(curve: readonly CurvePoint[], { x, y }: Frame): { x: number; y: number } | null {
  const point = curve.find(({ value }) => value > 0);
  return point ? { x: x(point.half_days), y: y(point.value) } : null;
}

/** The middle of what the order by hand costs, where its label hangs. */
function gapOf(backlog: BacklogView, { x, y, base, rem }: Frame): { x: number; y: number; label: number } | null {
  const gap = backlog.facts.over_proposed > 0 ? widestGap(betterCurve(backlog) ?? [], backlog.curve) : null;
  if (!gap) return null;
  const label = Math.min(y(gap.lower) + rem * 1.6, base - rem * 0.6);
  return { x: x((gap.from + gap.to) / 2), y: y((gap.lower + gap.upper) / 2), label };
}

function leaderOf(backlog: BacklogView, frame: Frame): Plot["leader"] {
  const gap = gapOf(backlog, frame);
  return gap && { x: gap.x, from: gap.y, to: gap.label - frame.rem * 0.7 };
}

type Wanted = { kind: LabelKind; text: string; places: [x: number, y: number, anchor: Anchor][] };

/** The words in the order of their weight, each with the places that it may stand in, the best first. */
function wantedLabels(backlog: BacklogView, frame: Frame): Wanted[] {
  return [byHandLabel(backlog, frame), ...savedLabels(backlog, frame), firstLabel(backlog, frame), ...curveLabels(backlog, frame)].filter(
    (wanted) => wanted !== null,
  );
}

function byHandLabel(backlog: BacklogView, frame: Frame): Wanted | null {
  const gap = gapOf(backlog, frame);
  if (!gap) return null;
  const { facts, worth } = backlog;
  const cost = costText(String(BigInt(facts.cost) - BigInt(facts.proposed_cost)), worth);
  const text = m.value_plot_by_hand({ share: perCent(facts.over_proposed), cost });
  const gapX = frame.rem * 0.4;
  return {
    kind: "by-hand",
    text,
    places: [
      [gap.x - gapX, gap.label, "start"],
      [gap.x + gapX, gap.label, "end"],
      [frame.right, gap.label, "end"],
    ],
  };
}

function savedLabels({ facts, worth, curve }: BacklogView, { right, base, rem }: Frame): Wanted[] {
  if ((curve.at(-1)?.value ?? 0) === 0) return [];
  const [x, low, high] = [right - rem * 0.6, base - rem * 0.55, base - rem * 1.75];
  const batch: Wanted = {
    kind: "batch",
    text: m.value_plot_batch(),
    places: [
      [x, low, "end"],
      [x, high, "end"],
    ],
  };
  if (facts.under_batch === 0) return [batch];
  const cost = costText(String(BigInt(facts.big_batch_cost) - BigInt(facts.cost)), worth);
  const text = m.value_plot_saved({ share: perCent(facts.under_batch), cost });
  const places: Wanted["places"] = [high, base - rem * 2.95].map((y) => [x, y, "end"]);
  return [batch, { kind: "saved", text, places }];
}

function firstLabel({ curve }: BacklogView, { x, y, base, rem }: Frame): Wanted | null {
  const point = curve.find(({ value }) => value > 0);
  if (!point) return null;
  const text = m.value_plot_first({ days: daysText(point.half_days) });
  const at = x(point.half_days);
  const [low, higher, over] = [base - rem * 0.55, base - rem * 1.75, y(point.value) - rem * 0.7];
  const places = [low, higher, over].flatMap((level): Wanted["places"] => [
    [at + rem * 0.5, level, "start"],
    [at - rem * 0.5, level, "end"],
  ]);
  return { kind: "first", text, places };
}

/** The names of the curves: the upper one stands above it, where nothing is, the lower one below it. */
function curveLabels(backlog: BacklogView, frame: Frame): Wanted[] {
  const { curve } = backlog;
  const proposed = betterCurve(backlog);
  if (curve.length < 2) return [];
  if (proposed === null) return [{ kind: "this", text: m.value_plot_this(), places: [...above(curve, frame), ...below(curve, frame)] }];
  return [
    { kind: "proposed", text: m.value_plot_proposed(), places: overGap(proposed, curve, frame) },
    { kind: "this", text: m.value_plot_this(), places: [...below(curve, frame), ...above(curve, frame)] },
  ];
}

/** The name of the proposed curve stands where it is another one. */
function overGap(proposed: readonly CurvePoint[], curve: readonly CurvePoint[], { x, y, rem, left }: Frame): Wanted["places"] {
  const gap = widestGap(proposed, curve);
  if (!gap) return [];
  const [from, level] = [Math.max(left, x(gap.from)), y(gap.upper) - rem * 0.4];
  return [
    [from - rem * 0.4, level + rem * 0.6, "end"],
    [from, level, "start"],
    [x(gap.to), level, "end"],
    [from, level - rem * 1.2, "start"],
  ];
}

const HEIGHTS = [0.6, 0.45, 0.7, 0.8, 0.3, 0.9];

function above(curve: readonly CurvePoint[], frame: Frame): Wanted["places"] {
  return steepest(curve, HEIGHTS).map(({ half_days, value }, at) => {
    const level = Math.min(value, (HEIGHTS[at] ?? 1) * (curve.at(-1)?.value ?? 0));
    return [frame.x(half_days) - frame.rem * 0.5, frame.y(level) - frame.rem * 0.15, "end"];
  });
}

function below(curve: readonly CurvePoint[], { x, y, rem }: Frame): Wanted["places"] {
  return steepest(curve, HEIGHTS).map(({ half_days, value }) => [x(half_days) + rem * 0.5, y(value) + rem * 1.15, "start"]);
}

/** Where a curve first reaches parts of its height. */
function steepest(curve: readonly CurvePoint[], parts: readonly number[]): CurvePoint[] {
  return parts.flatMap((part) => pointOfValue(curve, part * (curve.at(-1)?.value ?? 0)) ?? []);
}

type Box = { left: number; right: number; top: number; bottom: number };

/** Each label at the first of its places where it covers no other; one that has none is left out. */
function arranged(wanted: readonly Wanted[], before: readonly Box[], frame: Frame): Label[] {
  const taken: Box[] = [...before];
  return wanted.flatMap(({ kind, text, places }) => {
    for (const [x, y, anchor] of places) {
      const box = boxOf(text, x, y, anchor, frame.rem);
      const fits = box.left >= frame.left && box.right <= frame.right + 1 && box.top >= frame.top - frame.rem * 0.3;
      if (!fits || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return [{ kind, text, x, y, anchor }];
    }
    return [];
  });
}

function leaderBox(leader: Plot["leader"]): Box[] {
  return leader === null ? [] : [{ left: leader.x - 1, right: leader.x + 1, top: leader.from, bottom: leader.to - 2 }];
}

/** The place that a label takes. */
export function boxOf(text: string, x: number, y: number, anchor: Anchor, rem: number): Box {
  const width = textWidth(text, rem * WORDS);
  const left = anchor === "start" ? x : x - width;
  return { left, right: left + width, top: y - rem * 0.75, bottom: y + rem * 0.25 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * The lines of the releases with their names in rows above the plot. A name stands to the right of its line, higher than every
 * name and line that it would cover: so no line goes through a name.
 */
function flagsOf({ releases, curve }: BacklogView, x: Plot["x"], right: number, rem: number): { flags: Flag[]; rows: number } {
  const shown = releases.filter(({ count: slices }) => slices > 0 && slices < curve.length);
  const placed: { row: number; from: number; to: number }[] = [];
  const flags: Flag[] = [];
  let rows = 0;
  for (const release of shown.toReversed()) {
    const at = x(curve[release.count]?.half_days ?? 0);
    const name = fitted(release.name, rem * WORDS, rem * 11);
    const wide = textWidth(name, rem * WORDS) + rem * 0.7;
    const from = Math.min(at, right - wide);
    const row = placed.reduce((most, other) => (other.from < from + wide && from < other.to ? Math.max(most, other.row + 1) : most), 0);
    const named = row < ROWS;
    if (named) placed.push({ row, from, to: from + wide });
    rows = Math.max(rows, named ? row + 1 : 0);
    flags.unshift(flagOf(release, named ? name : "", at, from + rem * 0.35, row));
  }
  const y = (row: number) => rem * 1.5 + (rows - 1 - row) * rem * ROW + rem * 0.75;
  return { flags: flags.map((flag) => ({ ...flag, y: flag.name === "" ? y(0) : y(flag.y) })), rows };
}

function flagOf({ id, name: whole }: ReleaseView, name: string, x: number, textX: number, y: number): Flag {
  return { key: id ?? `mvp ${whole}`, name, x, textX, y, mvp: id === null };
}
