/** Where everything on the plot of chances stands, in pixels. Pure. */
import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { ForecastLine, ForecastView } from "../../../host/bindings";
import { chanceBy, lastDate } from "../../../model/forecast/chances";
import { addDays, dateOf, dayNumber, monthText, shortDateText } from "../../../model/plain-date";

/** In pixels; `rem` is the size of running text. */
export type Size = { readonly width: number; readonly height: number; readonly rem: number };
export type Anchor = "start" | "end";
/** `mvp` and `all` look the same in every plot; releases between them differ by their dashes. */
export type CurveKind = "mvp" | "release" | "all";
export type Curve = { key: string; kind: CurveKind; dashes: string; path: string; name: string; x: number; y: number; anchor: Anchor };
export type ChancePlot = {
  x: (date: string) => number;
  /** Of a chance in tenths of a per cent. */
  y: (chance: number) => number;
  /** The number of the day at a place. */
  dayAt: (x: number) => number;
  left: number;
  right: number;
  top: number;
  base: number;
  levels: { text: string; y: number; percent: number }[];
  ticks: { text: string; x: number }[];
  curves: Curve[];
  /** The day that is wanted, where it is on the plot. */
  due: { x: number; anchor: Anchor } | null;
};

const LEVELS = [0, 50, 85, 95];
const DASHES = ["", "7 3", "2 3", "7 3 2 3"];
/** More days than this and months are told instead. */
const MANY_DAYS = 240;

export function heightFor(width: number, rem: number): number {
  return Math.round(Math.max(rem * 16, Math.min(width * 0.42, rem * 30)));
}

/** `dates` are the days at which chances are told, `due` the wanted day. */
export function chancePlot(view: ForecastView, dates: readonly string[], { width, height, rem }: Size): ChancePlot {
  const left = rem * 2.6;
  const right = Math.max(left + 1, width - rem * 0.8);
  const [top, base] = [rem * 2.6, height - rem * 1.7];
  const end = lastDate(view.from, dates, view.due);
  const days = scaleLinear([dayNumber(view.from), Math.max(dayNumber(view.from) + 7, dayNumber(end))], [left, right]);
  const x = (date: string) => days(dayNumber(date));
  const y = scaleLinear([0, 1000], [base, top]);
  const due = view.due !== null && view.due >= view.from && view.due <= end ? x(view.due) : null;
  return {
    ...{ x, y, left, right, top, base },
    dayAt: (place) => days.invert(place),
    levels: LEVELS.map((percent) => ({ percent, text: percent === 0 ? "0" : `P${percent}`, y: y(percent * 10) })),
    ticks: ticksOf(view.from, end, x, Math.max(2, Math.floor((right - left) / (rem * 6.5)))),
    curves: view.lines.flatMap((one, at) => curveOf(one, at, view, dates, { x, y, right, rem })),
    due: due === null ? null : { x: due, anchor: due > (left + right) / 2 ? "end" : "start" },
  };
}

type Frame = { x: (date: string) => number; y: (chance: number) => number; right: number; rem: number };

function curveOf(one: ForecastLine, at: number, { lines, from }: ForecastView, dates: readonly string[], frame: Frame): Curve[] {
  if (one.slices === 0 || dates.length === 0) return [];
  const { x, y, right, rem } = frame;
  const points = [{ date: from, chance: 0 }, ...dates.map((date) => ({ date, chance: chanceBy(one, date) }))];
  const path = line<{ date: string; chance: number }>(
    ({ date }) => x(date),
    ({ chance }) => y(chance),
  ).curve(curveStepAfter)(points);
  const kind: CurveKind = at === lines.length - 1 ? "all" : at === 0 ? "mvp" : "release";
  const dashes = kind === "release" ? (DASHES[at % DASHES.length] ?? "") : "";
  const level = labelLevel(at, lines.length);
  const beside = placeAt(points, level, x) + rem * 0.5;
  const fits = beside + rem * 6 < right;
  return [
    {
      ...{ key: `${at} ${one.name}`, kind, dashes, path: path ?? "", name: one.name },
      ...{ x: fits ? beside : beside - rem, y: y(level) + rem * 0.3, anchor: fits ? "start" : "end" },
    },
  ];
}

/** The names stand at different heights, so that none covers another. */
function labelLevel(at: number, count: number): number {
  const step = Math.min(160, 720 / Math.max(1, count));
  return 740 - at * step;
}

/** Where a curve passes a chance: at the end of a week, when all that was finished in it counts. Its end where it does not. */
function placeAt(points: readonly { date: string; chance: number }[], chance: number, x: Frame["x"]): number {
  const after = points.find((point) => point.chance >= chance) ?? points.at(-1);
  return x(after?.date ?? "");
}

function ticksOf(from: string, end: string, x: Frame["x"], most: number): ChancePlot["ticks"] {
  const days = dayNumber(end) - dayNumber(from);
  const dates = days > MANY_DAYS ? monthsBetween(from, end, most) : weeksBetween(from, days, most);
  return dates.map((date) => ({ text: days > MANY_DAYS ? monthText(date) : shortDateText(date, from), x: x(date) }));
}

function weeksBetween(from: string, days: number, most: number): string[] {
  const step = 7 * Math.max(1, Math.ceil(days / 7 / most));
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, at) => addDays(from, at * step));
}

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 36];

/** The first days of months, in whole steps of the year. */
function monthsBetween(from: string, end: string, most: number): string[] {
  const months = (dayNumber(end) - dayNumber(from)) / 30.4;
  const step = MONTH_STEPS.find((candidate) => months / candidate <= most) ?? 60;
  const firsts: string[] = [];
  for (let month = Number(from.slice(0, 4)) * 12; ; month += step) {
    const date = dateOf(Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000);
    if (date > end) return firsts;
    if (date >= from) firsts.push(date);
  }
}
