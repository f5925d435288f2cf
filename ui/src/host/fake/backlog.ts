/** What the fake says about its order. */
import type { AnswerView, BacklogEntry, BacklogView, CurvePoint, Named, OrderFacts, SliceId, WhyView } from "../bindings";
import { costOf, days, effortOf, Links, many, type Plan, perCent, plan, quoted, ratioOf, refused, tenths, total, worthOf } from "./plan";
import { releaseViews } from "./releases";
import { Draft, type FakeSlice, type FakeState } from "./state";

export function backlogOf(state: FakeState, revision: number): BacklogView {
  const made = plan(state);
  const circular = made.circle.length > 0;
  const entries = entriesOf(made);
  const pins = made.ordered.filter((slice) => slice.plan.pin !== null).length;
  const proposed = pins === 0 ? made : plan(state, undefined, { pins: true });
  const facts = factsOf(state, made, proposed, pins);
  return {
    revision,
    entries,
    releases: circular ? [] : releaseViews(state, made),
    pins,
    set_aside: setAside(state),
    worth: state.frame.worth,
    facts,
    order_says: orderSays(facts, pins, circular),
    curve: circular ? [] : curveOf(entries),
    proposed_curve: circular || pins === 0 ? [] : curveOf(entriesOf(proposed)),
    curve_says: circular ? "There is no curve without an order." : curveSays(entries, facts),
    circle: made.circle.map(({ row }): Named => ({ id: row.id, title: row.title })),
  };
}

function factsOf(state: FakeState, { ordered, circle }: Plan, proposed: Plan, pins: number): OrderFacts {
  const cost = costOf(ordered);
  const best = Math.min(cost, costOf(plan(state, undefined, { pins: true, lines: true }).ordered));
  const batch = total(ordered, worthOf) * total(ordered, effortOf);
  const proven = circle.length === 0 && pins === 0;
  return {
    cost: String(cost),
    lower_bound: String(proven ? cost : best),
    proven,
    proposed_cost: String(costOf(proposed.ordered)),
    over_proposed: tenths(cost - costOf(proposed.ordered), costOf(proposed.ordered)),
    best_cost: String(best),
    big_batch_cost: String(batch),
    over_best: tenths(cost - best, best),
    under_batch: tenths(batch - cost, batch),
    blocks: ordered.map((slice) => ({ ids: [slice.row.id], value: worthOf(slice), effort: effortOf(slice), settled: "single" })),
  };
}

function orderSays({ over_proposed }: OrderFacts, pins: number, circular: boolean): string {
  if (circular) return "No order keeps these dependencies. Remove one of the circle first.";
  const beyond = "What the model does not cover: how people, deadlines and learning change the values.";
  if (pins === 0) return `No order that keeps the dependencies and the lines of the releases costs less. ${beyond}`;
  return `${many(pins, "slice stands", "slices stand")} where the team put ${pins === 1 ? "it" : "them"}: ${perCent(over_proposed, 1000)} more than the proposed order. ${beyond}`;
}

/** Dropped slices in outline order. */
function setAside(state: FakeState): BacklogView["set_aside"] {
  const draft = new Draft(state);
  const dropped = draft
    .all()
    .map((id) => draft.slice(id))
    .filter(({ row }) => row.status === "dropped");
  return dropped.map(({ row, plan: { because } }) => ({ id: row.id, title: row.title, because }));
}

function entriesOf({ ordered, counts, circle }: Plan): BacklogEntry[] {
  const rank = new Map(circle.length > 0 ? [] : ordered.map((slice, at) => [slice.row.id, at + 1]));
  const links = new Links(circle.length > 0 ? [] : ordered);
  const ranks = (ids: readonly SliceId[]) => ids.flatMap((id) => rank.get(id) ?? []).sort((a, b) => a - b);
  return ordered.map((slice, at) => ({
    id: slice.row.id,
    title: slice.row.title,
    kind: slice.row.kind,
    rank: at + 1,
    value: worthOf(slice),
    value_estimated: slice.row.value == null,
    effort: effortOf(slice),
    effort_estimated: slice.row.effort == null,
    ratio: ratioOf(slice),
    needs: ranks(slice.needs),
    needed_by: ranks(links.neededBy(slice.row.id)),
    in_mvp: at < (counts[0] ?? 0),
    release: counts.filter((count) => at >= count).length,
    pinned: slice.plan.pin !== null,
    wish: slice.plan.wish,
  }));
}

export function curveOf(entries: readonly BacklogEntry[]): CurvePoint[] {
  const curve: CurvePoint[] = [{ half_days: 0, value: 0, id: null }];
  let [time, value] = [0, 0];
  for (const entry of entries) {
    time += entry.effort;
    value += entry.value;
    curve.push({ half_days: time, value, id: entry.id });
  }
  return curve;
}

function curveSays(entries: readonly BacklogEntry[], { under_batch }: OrderFacts): string {
  const points = curveOf(entries);
  const all = points.at(-1);
  if (!all || entries.length === 0) return "There is no value to show yet.";
  const half = points.find(({ value }) => value * 2 >= all.value) ?? all;
  return `Half of the value is there after ${days(half.half_days)}, all of it after ${days(all.half_days)}; against one big batch this saves ${perCent(under_batch, 1000)} of the cost of delay.`;
}

export function rankOf(state: FakeState, id: SliceId): number | null {
  const at = plan(state).ordered.findIndex(({ row }) => row.id === id);
  return at < 0 ? null : at + 1;
}

export function isInMvp(state: FakeState, id: SliceId): boolean {
  return plan(state).mvp.has(id);
}

type Standing = { made: Plan; at: number; slice: FakeSlice };

function standing(state: FakeState, id: SliceId): Standing {
  const made = plan(state);
  const at = made.ordered.findIndex(({ row }) => row.id === id);
  const slice = made.ordered[at];
  if (!slice) throw refused("This slice is not in the backlog: only open leaves are.");
  return { made, at, slice };
}

export function whyOf(state: FakeState, id: SliceId): WhyView {
  const { made, at, slice } = standing(state, id);
  const { ordered } = made;
  const needed = ordered.filter(({ row }) => slice.needs.includes(row.id));
  const needing = ordered.findIndex((other) => other.needs.includes(id));
  return {
    heading: `Why ${quoted(slice)} is number ${at + 1}`,
    sentences: [
      ...(slice.plan.pin === null ? [] : [`The team has pinned it to rank ${slice.plan.pin}.`]),
      `It returns ${ratioOf(slice)} a day.`,
      ...needed.map((other) => `It needs ${quoted(other)}, directly or through others.`),
      ...(needing < 0 ? [] : [`${quoted(ordered[needing] as FakeSlice)} needs it.`]),
    ],
    first_rank: needed.reduce((last, other) => Math.max(last, ordered.indexOf(other) + 1), 0) + 1,
    last_rank: needing < 0 ? ordered.length : needing,
  };
}

/** Why one of two slices stands before the other. */
export function compareOf(state: FakeState, first: SliceId, second: SliceId): AnswerView {
  const [one, other] = [standing(state, first), standing(state, second)].sort((a, b) => a.at - b.at) as [Standing, Standing];
  const links = new Links(one.made.ordered);
  const heading = `Why ${quoted(one.slice)} stands before ${quoted(other.slice)}`;
  return { heading, sentences: [reasonBefore(one, other, links)] };
}

function reasonBefore(one: Standing, other: Standing, links: Links): string {
  if (links.withNeeds([other.slice.row.id]).has(one.slice.row.id)) return `${quoted(other.slice)} needs ${quoted(one.slice)} first.`;
  const line = one.made.counts.findIndex((count) => one.at < count && other.at >= count);
  if (line >= 0)
    return `${quoted(one.slice)} is above the line ${line === 0 ? "of the MVP" : `of release ${line + 1}`}, ${quoted(other.slice)} below it.`;
  if (one.slice.plan.pin !== null || other.slice.plan.pin !== null) return "The team has pinned one of them to its rank.";
  return `${quoted(one.slice)} returns ${ratioOf(one.slice)} a day, ${quoted(other.slice)} ${ratioOf(other.slice)}.`;
}

/** Above this many slices the fake does not try what would change. */
const TRIED = 500;

/** What would have to change for a slice to come into the MVP, or to leave it: the value or the effort that turns it. */
export function changeOf(state: FakeState, id: SliceId): AnswerView {
  const { made, slice } = standing(state, id);
  const isIn = made.mvp.has(id);
  const heading = `What would bring ${quoted(slice)} ${isIn ? "out of" : "into"} the MVP`;
  const edge = made.ordered[made.mvp.size - 1];
  if (made.ordered.length > TRIED)
    return { heading, sentences: [`It would have to return ${isIn ? "less" : "more"} a day than ${edge ? quoted(edge) : "the others"}.`] };
  const turns = (change: { value?: number; effort?: number }) => {
    const draft = new Draft(state);
    draft.patchRow(id, change);
    return plan(draft.finish()).mvp.has(id) !== isIn;
  };
  const value = nearest(worthOf(slice), isIn ? 1 : 100, (candidate) => turns({ value: candidate }));
  const effort = nearest(effortOf(slice), isIn ? 40 : 1, (candidate) => turns({ effort: candidate }));
  const sentences = [
    value === null ? "No value would do it." : `A value of ${value} instead of ${worthOf(slice)} would do it.`,
    effort === null ? "No effort would do it." : `An effort of ${days(effort)} instead of ${days(effortOf(slice))} would do it.`,
  ];
  return { heading, sentences };
}

/** The number between two that is nearest to the first and turns something; `null` when the second does not. */
function nearest(from: number, to: number, turns: (number: number) => boolean): number | null {
  if (!turns(to)) return null;
  let [before, after] = [from, to];
  while (Math.abs(after - before) > 1) {
    const middle = Math.trunc((before + after) / 2);
    if (turns(middle)) after = middle;
    else before = middle;
  }
  return after;
}
