/** Scores by a rule that anybody can predict in a test: words in, numbers out. */
import type { Criterion, FindingView, Frame, RowScore, VerdictView } from "../bindings";
import type { FakeSlice } from "./state";

const VAGUE = /\b(fast|quickly|easily|easy|user-friendly|nice|modern|robust|flexible|all|any|etc|some|appropriate)\b/gi;
const LAYER = /\b(database|schema|backend|frontend|endpoint|service|table)\b/i;
export const CRITERIA: Criterion[] = ["vertical", "valuable", "testable", "small", "atomic", "independent", "negotiable", "estimable"];

const clamp = (value: number) => Math.max(0, Math.min(100, value));

const spread = (slice: FakeSlice) => ([...slice.row.title].length * 7) % 30;

/** Value and effort, which nothing that a team settles changes here. */
export function estimate(slice: FakeSlice): { value: number; effort: number } {
  const benefits = /so that/i.test(`${slice.row.title} ${slice.narrative}`);
  const value = clamp((LAYER.test(slice.row.title) ? 10 : 48) + spread(slice) + (benefits ? 15 : 0));
  return { value, effort: 1 + (spread(slice) % 4) };
}

/** How the fake scores a slice: the value grows with a benefit, testability with criteria, vague words cost. */
export function score(slice: FakeSlice, frame: Frame): RowScore {
  const vague = findings(slice, frame).told.filter(({ check }) => check === "vague-term").length;
  const layer = LAYER.test(slice.row.title);
  const testability = clamp(58 + spread(slice) - vague * 14 + Math.min(3, slice.acceptance.length) * 8);
  const facts = { vague, layer, testability };
  const fails = CRITERIA.filter((criterion) => !holds(criterion, facts) && !frame.ignored.includes(criterion));
  return { ...estimate(slice), testability, failing: fails, vague, layer };
}

function holds(criterion: Criterion, facts: { vague: number; layer: boolean; testability: number }): boolean {
  if (criterion === "vertical" || criterion === "valuable") return !facts.layer;
  if (criterion === "testable") return facts.vague === 0 && facts.testability >= 60;
  return true;
}

export function verdicts(slice: FakeSlice, frame: Frame): VerdictView[] {
  const judged = score(slice, { ...frame, ignored: [] });
  return CRITERIA.map((criterion) => ({
    criterion,
    score: criterion === "testable" ? judged.testability : judged.value,
    holds: !judged.failing.includes(criterion),
    counts: !frame.ignored.includes(criterion),
  }));
}

/** What is told about a slice and what was dismissed: a finding for each vague word and one for a benefit. */
export function findings(slice: FakeSlice, frame: Frame): { told: FindingView[]; dismissed: FindingView[] } {
  const isDismissed = ({ check, words }: FindingView) => slice.dismissed.some((one) => one.check === check && one.words === words);
  const all = vagueWords(slice).filter(({ words, criterion }) => !frame.fine_words.includes(words) && !frame.ignored.includes(criterion));
  return { told: [...all.filter((one) => !isDismissed(one)), ...benefit(slice)], dismissed: all.filter(isDismissed) };
}

function vagueWords(slice: FakeSlice): FindingView[] {
  return (["title", "text"] as const).flatMap((field) => {
    const text = field === "title" ? slice.row.title : slice.narrative;
    return [...text.matchAll(VAGUE)].map(
      (match): FindingView => ({
        check: "vague-term",
        criterion: "testable",
        speaks: "against",
        place: { field, item: 0, from: characters(text, match.index), to: characters(text, match.index) + match[0].length },
        words: match[0].toLowerCase(),
        lets_pass: true,
        message: `“${match[0]}” has no number`,
        question: "How would a tester know?",
        source: "Femmer et al., requirements smells",
      }),
    );
  });
}

function benefit(slice: FakeSlice): FindingView[] {
  const at = slice.narrative.search(/so that/i);
  if (at < 0) return [];
  const [from, to] = [characters(slice.narrative, at), [...slice.narrative].length];
  return [
    {
      check: "benefit",
      criterion: "valuable",
      speaks: "for",
      place: { field: "text", item: 0, from, to },
      words: slice.narrative.slice(at).toLowerCase(),
      lets_pass: false,
      message: "A benefit of its own, not the wish again",
      question: "Keep it: it says when this slice is worth nothing.",
      source: "Wake, INVEST",
    },
  ];
}

/** Spans count characters, not UTF-16 units. */
function characters(text: string, units: number): number {
  return [...text.slice(0, units)].length;
}
