/** What the fake answers when it is asked about a state: details, advice, the backlog. */
import type { AdviceView, BacklogEntry, BacklogView, Details, Named, SliceId, WhyView } from "../bindings";
import { findings, score, verdicts } from "./scores";
import { Draft, type FakeSlice, type FakeState } from "./state";

export function detailsOf(state: FakeState, id: SliceId): Details {
  const draft = new Draft(state);
  const slice = draft.slice(id);
  const named = (other: SliceId): Named => ({ id: other, title: draft.slice(other).row.title });
  const at = backlogOrder(state).findIndex((entry) => entry.row.id === id);
  return {
    row: { ...slice.row, score: score(slice), needs: slice.needs.length },
    path: ancestors(draft, id).map(named),
    narrative: slice.narrative,
    notes: slice.notes,
    acceptance: slice.acceptance,
    needs: slice.needs.map(named),
    needed_by: [...state.slices.values()].filter((other) => other.needs.includes(id)).map((other) => named(other.row.id)),
    questions: slice.questions,
    deferrals: slice.deferrals,
    in_mvp: slice.inMvp,
    rank: at < 0 ? null : at + 1,
    value_says: "Someone outside the team gains something they can see.",
    testability_says: "A test can be written from the card as it stands.",
    verdicts: verdicts(slice),
    findings: findings(slice),
  };
}

function ancestors(draft: Draft, id: SliceId): SliceId[] {
  const parent = draft.slice(id).row.parent;
  return parent == null ? [] : [...ancestors(draft, parent), parent];
}

export function adviceOf(state: FakeState, id: SliceId): AdviceView {
  const draft = new Draft(state);
  const { title } = draft.slice(id).row;
  const to = [...title].length;
  const why = [{ place: { field: "title" as const, item: 0, from: 0, to }, message: "hides more than one case" }];
  const drafts = (...titles: string[]) => titles.map((draftTitle) => ({ title: draftTitle, kind: "slice" as const }));
  const remarks = [
    { good: true, message: "the first one works from end to end" },
    { good: false, message: "the second needs what the first one stores" },
  ];
  return {
    verdict: "split",
    says: "Split it: it hides several cases.",
    children: draft.children(id).map((child) => ({ id: child, title: draft.slice(child).row.title })),
    suggestions: [
      {
        pattern: "data-variations",
        strength: 80,
        why,
        question: "Which one case do nine of ten people have?",
        trade_off: "The first one is useful alone; the others may never come.",
        drafts: drafts(`${title}: the most common case`, `${title}: the next one`, `${title}: the rest`),
        remarks,
      },
      {
        pattern: "simple-complex",
        strength: 60,
        why,
        question: "What is the simplest version that somebody would thank you for?",
        trade_off: "Early use, and a second visit to the same place.",
        drafts: drafts(`${title}, by hand`, `${title}, automatically`),
        remarks: remarks.slice(0, 1),
      },
    ],
  };
}

function leaves(state: FakeState): FakeSlice[] {
  const draft = new Draft(state);
  const open = (slice: FakeSlice) => slice.row.status === "open" || slice.row.status === "doing";
  const isLeaf = (id: SliceId) => draft.children(id).length === 0;
  return draft
    .all()
    .filter(isLeaf)
    .map((id) => draft.slice(id))
    .filter(open);
}

const effortOf = (slice: FakeSlice) => slice.row.effort ?? score(slice).effort;
const worthOf = (slice: FakeSlice) => slice.row.value ?? score(slice).value;
const ratioOf = (slice: FakeSlice) => Math.round((2 * worthOf(slice)) / effortOf(slice));

/** The MVP first, then by value a day, then what was ranked by hand put in its place. */
function backlogOrder(state: FakeState): FakeSlice[] {
  const byWorth = leaves(state).sort((a, b) => Number(b.inMvp) - Number(a.inMvp) || ratioOf(b) - ratioOf(a));
  const byHand = state.frame.order === "by-hand" ? byWorth.filter((slice) => slice.handRank !== null) : [];
  const rest = byWorth.filter((slice) => !byHand.includes(slice));
  for (const slice of byHand.sort((a, b) => (a.handRank ?? 0) - (b.handRank ?? 0))) rest.splice((slice.handRank ?? 1) - 1, 0, slice);
  return rest;
}

export function backlogOf(state: FakeState, revision: number): BacklogView {
  const ordered = backlogOrder(state);
  const rank = new Map(ordered.map((slice, at) => [slice.row.id, at + 1]));
  const entries = ordered.map(
    (slice, at): BacklogEntry => ({
      id: slice.row.id,
      title: slice.row.title,
      kind: slice.row.kind,
      rank: at + 1,
      value: worthOf(slice),
      value_estimated: slice.row.value == null,
      effort: effortOf(slice),
      effort_estimated: slice.row.effort == null,
      ratio: ratioOf(slice),
      needs: slice.needs.flatMap((need) => rank.get(need) ?? []),
      in_mvp: slice.inMvp,
    }),
  );
  const proven = state.frame.order === "proposed";
  return {
    revision,
    entries,
    mvp_count: entries.filter((entry) => entry.in_mvp).length,
    mvp: state.frame.mvp,
    mvp_says: "The shortest start that reaches 80 % of the value.",
    order: state.frame.order,
    facts: {
      cost: "1318",
      lower_bound: "1318",
      proven,
      best_cost: "1300",
      big_batch_cost: "2234",
      over_best: 14,
      under_batch: 410,
      blocks: entries.map((entry) => ({ ids: [entry.id], value: entry.value, effort: entry.effort, settled: "single" })),
    },
    order_says: proven ? "No order that keeps the dependencies costs less." : "The order by hand costs 1.4 % more than the best one.",
    curve: curveOf(entries),
    curve_says: "Half of the value is in people’s hands after a third of the work.",
    circle: [],
  };
}

function curveOf(entries: readonly BacklogEntry[]): BacklogView["curve"] {
  const curve: BacklogView["curve"] = [{ half_days: 0, value: 0, id: null }];
  let [days, value] = [0, 0];
  for (const entry of entries) {
    days += entry.effort;
    value += entry.value;
    curve.push({ half_days: days, value, id: entry.id });
  }
  return curve;
}

export function whyOf(state: FakeState, id: SliceId): WhyView {
  const ordered = backlogOrder(state);
  const at = ordered.findIndex((slice) => slice.row.id === id);
  const slice = ordered[at];
  if (!slice) throw { code: "bad-input", message: "This slice is not in the backlog.", detail: id };
  return {
    heading: `Why “${slice.row.title}” is number ${at + 1}`,
    sentences: [`It returns ${ratioOf(slice)} a day, the most among the slices that can start.`],
    first_rank: slice.needs.length + 1,
    last_rank: ordered.length,
  };
}

/** The slices that contain the words, in outline order. */
export function found(state: FakeState, text: string): SliceId[] {
  const words = text.toLowerCase();
  const draft = new Draft(state);
  const hay = ({ row, narrative, notes, acceptance }: FakeSlice) =>
    [row.title, narrative, notes, ...(row.tags ?? []), ...acceptance.map((item) => item.text)].join("\n").toLowerCase();
  return draft.all().filter((id) => hay(draft.slice(id)).includes(words));
}
