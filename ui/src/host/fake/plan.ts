/**
 * The fake's planner: the most value a day first, but never before what it needs; one release behind the other; what is pinned
 * where it is held. Not the planner's optimum, and predictable in a test.
 */
import type { CutView, SliceId } from "../bindings";
import { estimate } from "./scores";
import { Draft, type FakeSlice, type FakeState } from "./state";

/** The share of the value that is left which a proposed release reaches. */
const PROPOSED = 0.8;

export type Weight = (slice: FakeSlice) => number;
export type Weights = { value: Weight; effort: Weight };

export type Plan = {
  ordered: readonly FakeSlice[];
  /** How many slices are above each line. */
  counts: readonly number[];
  mvp: ReadonlySet<SliceId>;
  circle: readonly FakeSlice[];
};

type Without = { pins?: boolean; lines?: boolean };

export const effortOf: Weight = (slice) => slice.row.effort ?? estimate(slice).effort;
export const worthOf: Weight = (slice) => slice.row.value ?? estimate(slice).value;
export const ratioOf: Weight = (slice) => Math.round((2 * worthOf(slice)) / effortOf(slice));
const SET: Weights = { value: worthOf, effort: effortOf };

export const refused = (message: string) => ({ code: "refused" as const, message, detail: "" });
export const quoted = (slice: FakeSlice) => `“${slice.row.title}”`;
export const isAhead = ({ row }: FakeSlice) => row.status === "open" || row.status === "doing";

/** The open leaves in outline order. */
export function leavesOf(state: FakeState): FakeSlice[] {
  const draft = new Draft(state);
  const ids = draft.all().filter((id) => draft.children(id).length === 0);
  return ids.map((id) => draft.slice(id)).filter(isAhead);
}

const made = new WeakMap<FakeState, Plan>();

/** The order, as it is or as it would be without pins, or without the lines of the releases. */
export function plan(state: FakeState, weights?: Weights, without?: Without): Plan {
  // A state never changes, but a draft does.
  if (weights || without || state instanceof Draft) return work(state, weights, without);
  const known = made.get(state) ?? work(state);
  made.set(state, known);
  return known;
}

function work(state: FakeState, weights: Weights = SET, without: Without = {}): Plan {
  const open = leavesOf(state);
  const { ordered: best, circle } = inOrder(open, (a, b) => ratio(b, weights) - ratio(a, weights));
  if (circle.length > 0) return { ordered: open, counts: [], mvp: new Set(), circle };
  const ordered: FakeSlice[] = [];
  const counts: number[] = [];
  const links = new Links(open);
  const pins = without.pins ? () => null : ({ plan: { pin } }: FakeSlice) => (pin === null ? null : pin - 1);
  let rest = best;
  for (const at of without.lines ? [] : state.releases.keys()) {
    const above = aboveLine(state, at, { rest, before: ordered, all: best, weights, links, pins });
    ordered.push(...hold(inPlace(rest, above), ordered.length, pins, links));
    counts.push(ordered.length);
    rest = rest.filter(({ row }) => !above.has(row.id));
  }
  ordered.push(...hold(rest, ordered.length, pins, links));
  return { ordered, counts, mvp: new Set(ordered.slice(0, counts[0] ?? 0).map(({ row }) => row.id)), circle };
}

const ratio = (slice: FakeSlice, { value, effort }: Weights) => value(slice) / effort(slice);

function inPlace(slices: readonly FakeSlice[], ids: ReadonlySet<SliceId>): FakeSlice[] {
  return slices.filter(({ row }) => ids.has(row.id));
}

/** Sorts by `before`, then pulls what is needed in front of what needs it. Ends early in a circle, and returns it. */
function inOrder(
  slices: readonly FakeSlice[],
  before: (a: FakeSlice, b: FakeSlice) => number,
): { ordered: FakeSlice[]; circle: FakeSlice[] } {
  const byId = new Map(slices.map((slice) => [slice.row.id, slice]));
  const placed = new Set<FakeSlice>();
  const path: FakeSlice[] = [];
  let circle: FakeSlice[] = [];
  const place = (slice: FakeSlice): void => {
    if (placed.has(slice) || circle.length > 0) return;
    if (path.includes(slice)) {
      circle = path.slice(path.indexOf(slice));
      return;
    }
    path.push(slice);
    for (const need of slice.needs) {
      const needed = byId.get(need);
      if (needed) place(needed);
    }
    path.pop();
    placed.add(slice);
  };
  for (const slice of slices.toSorted(before)) place(slice);
  return { ordered: [...placed], circle };
}

/** Who needs whom among slices, directly and through others. */
export class Links {
  readonly #needs = new Map<SliceId, SliceId[]>();
  readonly #neededBy = new Map<SliceId, SliceId[]>();

  constructor(slices: Iterable<FakeSlice>) {
    const list = [...slices];
    const ids = new Set(list.map(({ row }) => row.id));
    for (const { row, needs } of list) {
      const inside = needs.filter((need) => ids.has(need));
      this.#needs.set(row.id, inside);
      for (const need of inside) this.#neededBy.set(need, [...(this.#neededBy.get(need) ?? []), row.id]);
    }
  }

  needs(id: SliceId): readonly SliceId[] {
    return this.#needs.get(id) ?? [];
  }

  neededBy(id: SliceId): readonly SliceId[] {
    return this.#neededBy.get(id) ?? [];
  }

  /** The slices and all that they need. */
  withNeeds(ids: Iterable<SliceId>): Set<SliceId> {
    return along(ids, (id) => this.needs(id));
  }

  /** The slices and all that waits for them. */
  withWaiting(ids: Iterable<SliceId>): Set<SliceId> {
    return along(ids, (id) => this.neededBy(id));
  }
}

function along(ids: Iterable<SliceId>, next: (id: SliceId) => readonly SliceId[]): Set<SliceId> {
  const found = new Set(ids);
  for (const id of found) for (const other of next(id)) found.add(other);
  return found;
}

type Pin = (slice: FakeSlice) => number | null;
type Ground = {
  rest: readonly FakeSlice[];
  before: readonly FakeSlice[];
  all: readonly FakeSlice[];
  weights: Weights;
  links: Links;
  pins: Pin;
};

/** Which of the slices that are left are above a line. What is above it needs nothing of what is below. */
function aboveLine(state: FakeState, at: number, ground: Ground): Set<SliceId> {
  const { rest, links } = ground;
  const { id, cut } = state.releases[at] ?? { id: null, cut: { by: "proposed" } };
  const wanting = (wish: "must" | "not-now") =>
    at > 0 ? [] : rest.filter(({ plan: decided }) => decided.wish === wish).map(({ row }) => row.id);
  const forced = links.withNeeds(wanting("must"));
  const unwanted = new Set(wanting("not-now"));
  if (cut.by === "hand") {
    const marked = rest.filter(({ row, plan: decided }) => decided.release === (id ?? "") && !unwanted.has(row.id));
    return links.withNeeds([...forced, ...marked.map(({ row }) => row.id)]);
  }
  const waits = links.withWaiting(unwanted);
  const free = rest.filter(({ row }) => !forced.has(row.id) && !waits.has(row.id));
  const chosen = inPlace(rest, forced);
  const admits = limit(cut, ground);
  for (const slice of hold(free, ground.before.length + chosen.length, ground.pins, links)) {
    if (!admits(chosen, slice)) break;
    chosen.push(slice);
  }
  const left = new Set(rest.map(({ row }) => row.id));
  return new Set([...links.withNeeds(chosen.map(({ row }) => row.id))].filter((other) => left.has(other)));
}

function limit(cut: CutView, { rest, before, all, weights }: Ground): (above: readonly FakeSlice[], next: FakeSlice) => boolean {
  const value = (slices: readonly FakeSlice[]) => total(slices, weights.value);
  if (cut.by === "capacity") return (above, next) => total([...above, next], weights.effort) <= cut.half_days;
  const least = cut.by === "share" ? (value(all) * cut.percent) / 100 - value(before) : PROPOSED * value(rest);
  let [counted, sum] = [0, 0];
  return (above) => {
    for (; counted < above.length; counted += 1) sum += weights.value(above[counted] as FakeSlice);
    return sum < least;
  };
}

/** The slices with the pinned ones at their places, counted from 0 behind so many others; the others flow around them. */
function hold(slices: readonly FakeSlice[], behind: number, pin: Pin, links: Links): FakeSlice[] {
  const pinned = slices.filter((slice) => pin(slice) !== null).sort((a, b) => (pin(a) ?? 0) - (pin(b) ?? 0));
  if (pinned.length === 0) return [...slices];
  const inside = new Set(slices.map(({ row }) => row.id));
  const placed = new Set<FakeSlice>();
  const done = new Set<SliceId>();
  const place = (slice: FakeSlice) => {
    placed.add(slice);
    done.add(slice.row.id);
  };
  const isReady = ({ row }: FakeSlice) => links.needs(row.id).every((need) => done.has(need) || !inside.has(need));
  const next = () => slices.find((slice) => !placed.has(slice) && pin(slice) === null && isReady(slice));
  for (const slice of pinned) {
    const missing = () => inPlace(slices, links.withNeeds([slice.row.id])).filter((other) => other !== slice && !placed.has(other));
    while (placed.size + missing().length < (pin(slice) ?? 0) - behind) {
      const free = next();
      if (!free) break;
      place(free);
    }
    for (const needed of missing()) place(needed);
    place(slice);
  }
  for (let free = next(); free !== undefined; free = next()) place(free);
  return [...placed];
}

export function total(slices: readonly FakeSlice[], weight: Weight): number {
  return slices.reduce((sum, slice) => sum + weight(slice), 0);
}

/** Value × the half days until it is done, summed up. */
export function costOf(ordered: readonly FakeSlice[]): number {
  let [time, cost] = [0, 0];
  for (const slice of ordered) {
    time += effortOf(slice);
    cost += worthOf(slice) * time;
  }
  return cost;
}

export const tenths = (part: number, whole: number) => (whole === 0 ? 0 : Math.max(0, Math.round((part * 1000) / whole)));
export const perCent = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))} %`;
export const days = (halfDays: number) =>
  `${halfDays === 1 ? "" : Math.floor(halfDays / 2)}${halfDays % 2 === 1 ? "½" : ""} ${halfDays < 3 ? "day" : "days"}`;
export const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
