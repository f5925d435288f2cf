/**
 * The fake's backlog: the most value a day first, but never before what it needs; the MVP first; what was ordered by hand as it
 * was ordered. Not the planner's optimum, and predictable in a test.
 */
import type { BacklogEntry, BacklogView, CurvePoint, Named, SliceId, WhyView } from "../bindings";
import { estimate } from "./scores";
import { Draft, type FakeSlice, type FakeState } from "./state";

/** The share of the value that a proposed MVP reaches. */
const PROPOSED = 0.8;

type Plan = { ordered: readonly FakeSlice[]; mvp: ReadonlySet<SliceId>; circle: readonly FakeSlice[] };
type Costs = { cost: number; best: number; batch: number };

const effortOf = (slice: FakeSlice) => slice.row.effort ?? estimate(slice).effort;
const worthOf = (slice: FakeSlice) => slice.row.value ?? estimate(slice).value;
const ratioOf = (slice: FakeSlice) => Math.round((2 * worthOf(slice)) / effortOf(slice));
const refused = (message: string) => ({ code: "refused" as const, message, detail: "" });
const quoted = (slice: FakeSlice) => `“${slice.row.title}”`;

/** The open leaves in outline order. */
function leaves(state: FakeState): FakeSlice[] {
  const draft = new Draft(state);
  const ids = draft.all().filter((id) => draft.children(id).length === 0);
  return ids.map((id) => draft.slice(id)).filter(({ row }) => row.status === "open" || row.status === "doing");
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

function proposedMvp(ordered: readonly FakeSlice[]): Set<SliceId> {
  const enough = PROPOSED * ordered.reduce((sum, slice) => sum + worthOf(slice), 0);
  const mvp = new Set<SliceId>();
  let value = 0;
  for (const slice of ordered) {
    if (value >= enough) break;
    value += worthOf(slice);
    mvp.add(slice.row.id);
  }
  return mvp;
}

function plan(state: FakeState): Plan {
  const open = leaves(state);
  const { ordered: best, circle } = inOrder(open, (a, b) => ratioOf(b) - ratioOf(a));
  if (circle.length > 0) return { ordered: open, mvp: new Set(), circle };
  const chosen = () => new Set(open.filter((slice) => slice.inMvp).map(({ row }) => row.id));
  const mvp = state.frame.mvp === "proposed" ? proposedMvp(best) : chosen();
  const side = (slice: FakeSlice) => Number(!mvp.has(slice.row.id));
  const hand = (slice: FakeSlice) => (state.frame.order === "by-hand" ? (slice.handRank ?? Infinity) : 0);
  const { ordered } = inOrder(best, (a, b) => side(a) - side(b) || Math.sign(hand(a) - hand(b)) || 0);
  return { ordered, mvp, circle };
}

/** Value × the half days until it is done, summed up. */
function costOf(ordered: readonly FakeSlice[]): number {
  let [time, cost] = [0, 0];
  for (const slice of ordered) {
    time += effortOf(slice);
    cost += worthOf(slice) * time;
  }
  return cost;
}

function sums(slices: readonly FakeSlice[]): { value: number; effort: number } {
  return {
    value: slices.reduce((sum, slice) => sum + worthOf(slice), 0),
    effort: slices.reduce((sum, slice) => sum + effortOf(slice), 0),
  };
}

function costsOf(state: FakeState, { ordered }: Plan): Costs {
  const { value, effort } = sums(ordered);
  const best = plan({ ...state, frame: { ...state.frame, order: "proposed", mvp: "proposed" } }).ordered;
  return { cost: costOf(ordered), best: costOf(best), batch: value * effort };
}

const tenths = (part: number, whole: number) => (whole === 0 ? 0 : Math.max(0, Math.round((part * 1000) / whole)));
const perCent = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))} %`;
const days = (halfDays: number) =>
  `${halfDays === 1 ? "" : Math.floor(halfDays / 2)}${halfDays % 2 === 1 ? "½" : ""} ${halfDays < 3 ? "day" : "days"}`;

export function backlogOf(state: FakeState, revision: number): BacklogView {
  const made = plan(state);
  const { ordered, mvp, circle } = made;
  const { cost, best, batch } = costsOf(state, made);
  const rank = new Map(ordered.map((slice, at) => [slice.row.id, at + 1]));
  const circular = circle.length > 0;
  const entries = ordered.map((slice, at) => entryOf(slice, at, circular ? new Map() : rank, mvp));
  const proven = !circular && state.frame.order === "proposed";
  return {
    revision,
    entries,
    mvp_count: mvp.size,
    mvp: state.frame.mvp,
    mvp_says: mvpSays(state, made),
    order: state.frame.order,
    facts: {
      cost: String(cost),
      lower_bound: String(proven ? cost : best),
      proven,
      best_cost: String(best),
      big_batch_cost: String(batch),
      over_best: tenths(cost - best, best),
      under_batch: tenths(batch - cost, batch),
      blocks: entries.map((entry) => ({ ids: [entry.id], value: entry.value, effort: entry.effort, settled: "single" })),
    },
    order_says: proven
      ? "No order that keeps the dependencies costs less."
      : `Ordered by hand: ${perCent(cost - best, best)} more than the proposed order.`,
    curve: circular ? [] : curveOf(entries),
    curve_says: circular ? "There is no curve without an order." : curveSays(entries, batch, cost),
    circle: circle.map(({ row }): Named => ({ id: row.id, title: row.title })),
  };
}

function entryOf(slice: FakeSlice, at: number, rank: ReadonlyMap<SliceId, number>, mvp: ReadonlySet<SliceId>): BacklogEntry {
  const { row } = slice;
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    rank: at + 1,
    value: worthOf(slice),
    value_estimated: row.value == null,
    effort: effortOf(slice),
    effort_estimated: row.effort == null,
    ratio: ratioOf(slice),
    needs: slice.needs.flatMap((need) => rank.get(need) ?? []),
    in_mvp: mvp.has(row.id),
  };
}

function mvpSays(state: FakeState, { ordered, mvp }: Plan): string {
  const above = sums(ordered.filter(({ row }) => mvp.has(row.id)));
  const why =
    state.frame.mvp === "proposed"
      ? "the shortest start of the order that reaches 80 % of the value"
      : "chosen by hand, with what it needs";
  return `${mvp.size} ${mvp.size === 1 ? "slice" : "slices"}, ${days(above.effort)}, ${perCent(above.value, sums(ordered).value)} of the value: ${why}.`;
}

function curveOf(entries: readonly BacklogEntry[]): CurvePoint[] {
  const curve: CurvePoint[] = [{ half_days: 0, value: 0, id: null }];
  let [time, value] = [0, 0];
  for (const entry of entries) {
    time += entry.effort;
    value += entry.value;
    curve.push({ half_days: time, value, id: entry.id });
  }
  return curve;
}

function curveSays(entries: readonly BacklogEntry[], batch: number, cost: number): string {
  const points = curveOf(entries);
  const all = points.at(-1);
  if (!all || entries.length === 0) return "There is no value to show yet.";
  const half = points.find(({ value }) => value * 2 >= all.value) ?? all;
  return `Half of the value is there after ${days(half.half_days)}, all of it after ${days(all.half_days)}; against one big batch this saves ${perCent(batch - cost, batch)} of the cost of delay.`;
}

export function rankOf(state: FakeState, id: SliceId): number | null {
  const at = plan(state).ordered.findIndex(({ row }) => row.id === id);
  return at < 0 ? null : at + 1;
}

export function isInMvp(state: FakeState, id: SliceId): boolean {
  return plan(state).mvp.has(id);
}

export function whyOf(state: FakeState, id: SliceId): WhyView {
  const { ordered } = plan(state);
  const at = ordered.findIndex(({ row }) => row.id === id);
  const slice = ordered[at];
  if (!slice) throw refused("This slice is not in the backlog: only open leaves are.");
  const needed = ordered.filter(({ row }) => slice.needs.includes(row.id));
  const needing = ordered.findIndex((other) => other.needs.includes(id));
  return {
    heading: `Why ${quoted(slice)} is number ${at + 1}`,
    sentences: [
      `It returns ${ratioOf(slice)} a day.`,
      ...needed.map((other) => `It needs ${quoted(other)}, directly or through others.`),
      ...(needing < 0 ? [] : [`${quoted(ordered[needing] as FakeSlice)} needs it.`]),
    ],
    first_rank: needed.reduce((last, other) => Math.max(last, ordered.indexOf(other) + 1), 0) + 1,
    last_rank: needing < 0 ? ordered.length : needing,
  };
}

/** Gives a slice a rank by hand. Everything else stays as it is; across the MVP line it changes sides. */
export function rankByHand(draft: Draft, id: SliceId, rank: number): void {
  const { ordered, mvp } = plan(draft);
  const from = ordered.findIndex(({ row }) => row.id === id);
  const slice = ordered[from];
  if (!slice) throw refused("Only open leaves are in the backlog.");
  const rest = ordered.toSpliced(from, 1);
  const at = Math.max(0, Math.min(rank - 1, rest.length));
  const needed = rest.slice(at).find(({ row }) => slice.needs.includes(row.id));
  if (needed) throw refused(`${quoted(slice)} needs ${quoted(needed)} first. Move ${quoted(needed)} up before it.`);
  const needing = rest.slice(0, at).find((other) => other.needs.includes(id));
  if (needing) throw refused(`${quoted(needing)} needs ${quoted(slice)} first. Move ${quoted(needing)} down before it.`);
  const wasIn = mvp.has(id);
  const line = mvp.size - Number(wasIn);
  const isIn = wasIn ? at <= line : at < line;
  const count = wasIn === isIn ? mvp.size : line + Number(isIn);
  for (const [place, other] of rest.toSpliced(at, 0, slice).entries()) {
    draft.patch(other.row.id, { handRank: place, inMvp: place < count });
  }
  draft.frame = { ...draft.frame, order: "by-hand", mvp: wasIn === isIn ? draft.frame.mvp : "by-hand" };
}

/** Puts the MVP line behind the first `count` slices. */
export function lineByHand(draft: Draft, count: number): void {
  const ids = plan(draft).ordered.map(({ row }) => row.id);
  chooseMvp(draft, new Set(ids.slice(0, count)));
}

/** Takes slices into the MVP with what they need, or out of it with what needs them. */
export function mvpByHand(draft: Draft, ids: readonly SliceId[], isIn: boolean): void {
  const { ordered, mvp } = plan(draft);
  const chosen = new Set(mvp);
  const next = ({ row, needs }: FakeSlice) =>
    isIn ? needs : ordered.filter((other) => other.needs.includes(row.id)).map((other) => other.row.id);
  const open = ids.flatMap((id) => draft.subtree(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (isIn) chosen.add(id);
    else chosen.delete(id);
    open.push(...next(draft.slice(id)).filter((other) => chosen.has(other) !== isIn));
  }
  chooseMvp(draft, chosen);
}

function chooseMvp(draft: Draft, mvp: ReadonlySet<SliceId>): void {
  for (const [id, slice] of draft.slices) if (slice.inMvp !== mvp.has(id)) draft.patch(id, { inMvp: mvp.has(id) });
  draft.frame = { ...draft.frame, mvp: "by-hand" };
}
