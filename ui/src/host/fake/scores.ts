/** Scores by a rule that anybody can predict in a test: words in, numbers out. */
import type { Criterion, FindingView, RowScore, VerdictView } from "../bindings";
import type { FakeSlice } from "./state";

const VAGUE = /\b(fast|quickly|easily|easy|user-friendly|nice|modern|robust|flexible|all|any|etc|some|appropriate)\b/gi;
const LAYER = /\b(database|schema|backend|frontend|endpoint|service|table)\b/i;
const CRITERIA: Criterion[] = ["vertical", "valuable", "testable", "small", "atomic", "independent", "negotiable", "estimable"];

const clamp = (value: number) => Math.max(0, Math.min(100, value));

/** How the fake scores a slice: the value grows with a benefit, testability with criteria, vague words cost. */
export function score(slice: FakeSlice): RowScore {
  const text = `${slice.row.title} ${slice.narrative}`;
  const vague = text.match(VAGUE)?.length ?? 0;
  const layer = LAYER.test(slice.row.title);
  const spread = ([...slice.row.title].length * 7) % 30;
  const value = clamp((layer ? 10 : 48) + spread + (/so that/i.test(text) ? 15 : 0));
  const testability = clamp(58 + spread - vague * 14 + Math.min(3, slice.acceptance.length) * 8);
  const failing = CRITERIA.filter((criterion) => !holds(criterion, { vague, layer, testability, effort: 1 }));
  return { value, testability, effort: 1 + (spread % 4), failing, vague, layer };
}

function holds(criterion: Criterion, facts: { vague: number; layer: boolean; testability: number; effort: number }): boolean {
  if (criterion === "vertical" || criterion === "valuable") return !facts.layer;
  if (criterion === "testable") return facts.vague === 0 && facts.testability >= 60;
  return true;
}

export function verdicts(slice: FakeSlice): VerdictView[] {
  const { failing, value, testability } = score(slice);
  return CRITERIA.map((criterion) => ({
    criterion,
    score: criterion === "testable" ? testability : value,
    holds: !failing.includes(criterion),
  }));
}

/** A finding for each vague word and one for a benefit. */
export function findings(slice: FakeSlice): FindingView[] {
  const against = (["title", "text"] as const).flatMap((field) => {
    const text = field === "title" ? slice.row.title : slice.narrative;
    return [...text.matchAll(VAGUE)].map(
      (match): FindingView => ({
        check: "vague-term",
        criterion: "testable",
        speaks: "against",
        place: { field, item: 0, from: characters(text, match.index), to: characters(text, match.index) + match[0].length },
        message: `“${match[0]}” has no number`,
        question: "How would a tester know?",
        source: "Femmer et al., requirements smells",
      }),
    );
  });
  return [...against, ...benefit(slice)];
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
