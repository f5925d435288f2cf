/** What the fake answers when it is asked about a state: details, advice, what was found. */

import { failing } from "../../model/failing";
import type { AdviceView, Criterion, Details, Named, OverviewView, SliceId, SplitView } from "../bindings";
import { isInMvp, rankOf } from "./backlog";
import { CRITERIA, findings, score, verdicts } from "./scores";
import { Draft, type FakeSlice, type FakeState } from "./state";

export function detailsOf(state: FakeState, id: SliceId): Details {
  const draft = new Draft(state);
  const slice = draft.slice(id);
  const judged = findings(slice, state.frame);
  const named = (other: SliceId): Named => ({ id: other, title: draft.slice(other).row.title });
  return {
    row: { ...slice.row, score: score(slice, state.frame), needs: slice.needs.length },
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
    verdicts: verdicts(slice, state.frame),
    findings: judged.told,
    dismissed: judged.dismissed,
    tracker_keys: slice.keys ?? [],
  };
}

/** How many leaves fail which criterion. The fake has judged all of them from the start. */
export function overviewOf(state: FakeState): OverviewView {
  const draft = new Draft(state);
  const leaves = draft.all().filter((id) => draft.children(id).length === 0);
  const rows = leaves.map((id) => draft.slice(id)).map((slice) => ({ ...slice.row, score: score(slice, state.frame) }));
  const ahead = rows.filter(({ status }) => status === "open" || status === "doing");
  const count = (criterion: Criterion) => ahead.filter((row) => failing(row).includes(criterion)).length;
  const criteria = CRITERIA.filter((criterion) => !state.frame.ignored.includes(criterion));
  return {
    leaves: ahead.length,
    judged: ahead.length,
    criteria: criteria.map((criterion) => ({ criterion, leaves: count(criterion) })).sort((a, b) => b.leaves - a.leaves),
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
  const byCase = drafts(`${title}: the most common case`, `${title}: the next one`, `${title}: the rest`);
  const byHand = drafts(`${title}, by hand`, `${title}, automatically`);
  const children = draft.children(id).map((child) => ({ id: child, title: draft.slice(child).row.title }));
  return {
    verdict: "split",
    says: "Split it: it hides several cases.",
    question: "",
    children,
    children_judged: children.length === 0 ? null : judgedSplit(children),
    suggestions: [
      {
        pattern: "data-variations",
        strength: 80,
        why,
        question: "Which one case do nine of ten people have?",
        trade_off: "The first one is useful alone; the others may never come.",
        drafts: byCase,
        judgement: judgedSplit(byCase),
      },
      {
        pattern: "simple-complex",
        strength: 60,
        why,
        question: "What is the simplest version that somebody would thank you for?",
        trade_off: "Early use, and a second visit to the same place.",
        drafts: byHand,
        judgement: judgedSplit(byHand),
      },
    ],
  };
}

/** A judgement that praises three parts more than two, and sees what is deleted before it is created. */
export function judgedSplit(parts: readonly { title: string }[]): SplitView {
  const remark = (check: string, good: boolean, message: string, question: string) => ({
    check,
    good,
    parts: [0],
    message,
    question,
    source: "Story splitting flowchart, Lawrence and Green (Humanizing Work)",
  });
  const makes = parts.findIndex(({ title }) => /^create /iu.test(title));
  const uses = parts.findIndex(({ title }) => /^delete /iu.test(title));
  return {
    score: Math.min(90, 20 + 24 * parts.length),
    remarks: [
      parts.length > 1
        ? remark("droppable", true, `“${parts.at(-1)?.title ?? ""}” can wait, or never come.`, "Who would miss it?")
        : remark("alone", false, "One part is not a split.", "What of it could come later, or never?"),
    ],
    needs: makes < 0 || uses < 0 ? [] : [{ part: uses, needs: makes, thing: parts[makes]?.title.replace(/^\S+ (an? )?/u, "") ?? "" }],
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
