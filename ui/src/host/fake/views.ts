/** What the fake answers when it is asked about a state: details, advice, what was found. */
import type { AdviceView, Details, Named, SliceId } from "../bindings";
import { isInMvp, rankOf } from "./backlog";
import { findings, score, verdicts } from "./scores";
import { Draft, type FakeSlice, type FakeState } from "./state";

export function detailsOf(state: FakeState, id: SliceId): Details {
  const draft = new Draft(state);
  const slice = draft.slice(id);
  const named = (other: SliceId): Named => ({ id: other, title: draft.slice(other).row.title });
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
    in_mvp: isInMvp(state, id),
    rank: rankOf(state, id),
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

/** The slices that contain the words, in outline order. */
export function found(state: FakeState, text: string): SliceId[] {
  const words = text.toLowerCase();
  const draft = new Draft(state);
  const hay = ({ row, narrative, notes, acceptance }: FakeSlice) =>
    [row.title, narrative, notes, ...(row.tags ?? []), ...acceptance.map((item) => item.text)].join("\n").toLowerCase();
  return draft.all().filter((id) => hay(draft.slice(id)).includes(words));
}
