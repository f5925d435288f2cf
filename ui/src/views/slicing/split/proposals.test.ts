import { expect, test } from "vitest";
import type { AdviceView, DraftView, SplitView } from "../../../host/bindings";
import { type Column, ofTen, Proposals, standing } from "./proposals.svelte";

const judged = (score: number): SplitView => ({ score, remarks: [], needs: [] });

const ADVICE: AdviceView = {
  verdict: "split",
  says: "Two cases hide in it.",
  question: "",
  children: [],
  children_judged: null,
  suggestions: (["data-variations", "simple-complex"] as const).map((pattern) => ({
    pattern,
    strength: 70,
    why: [],
    question: "",
    trade_off: "",
    judgement: judged(60),
    drafts: [
      { title: "one", kind: "slice" },
      { title: "two", kind: "slice" },
    ],
  })),
};

const unjudged = async (): Promise<SplitView> => judged(0);

function titles(column: Column | undefined): string {
  return column?.drafts.map(({ title }) => title).join(" ") ?? "";
}

test("drafts are added behind another, moved and taken away", () => {
  const column = new Proposals(ADVICE, unjudged).columns[0] as Column;
  const [first, second] = column.drafts.map(({ key }) => key) as [number, number];
  column.retitle(column.add(first), "between");
  expect(titles(column)).toBe("one between two");
  column.move(second, -1);
  expect(titles(column)).toBe("one two between");
  column.move(first, -1);
  expect(titles(column)).toBe("one two between");
  expect(column.remove(second)).toBe(first);
  expect(titles(column)).toBe("one between");
});

test("the gesture holds the chosen pattern and the drafts that say something", () => {
  const proposals = new Proposals(ADVICE, unjudged);
  proposals.choose(1);
  proposals.column?.add();
  proposals.column?.retitle(1, "  the \n first ");
  expect(proposals.gesture("7")).toEqual({
    do: "split",
    id: "7",
    pattern: "simple-complex",
    drafts: [
      { title: "the first", kind: "slice" },
      { title: "two", kind: "slice" },
    ],
  });
});

test("a pattern that was asked for is chosen where it is proposed, else begun by hand with its drafts", () => {
  const drafts: DraftView[] = [{ title: "the least", kind: "slice" }];
  const proposals = new Proposals(ADVICE, unjudged);
  proposals.begin("simple-complex", drafts);
  expect([proposals.chosen, titles(proposals.column)]).toEqual([1, "one two"]);
  proposals.begin("workflow-steps", drafts);
  expect(proposals.gesture("7")).toEqual({ do: "split", id: "7", pattern: "workflow-steps", drafts });
  const untouched = new Proposals(ADVICE, unjudged);
  untouched.begin("spike", []);
  expect(untouched.chosen).toBe(0);
});

test("splitting by hand begins blank, with any pattern, and is nothing until something is written", () => {
  const proposals = new Proposals({ ...ADVICE, suggestions: [] }, unjudged);
  expect(proposals.gesture("7")).toBeUndefined();
  proposals.splitByHand();
  expect(proposals.gesture("7")).toBeUndefined();
  const { column } = proposals;
  if (column) column.pattern = "roles-personas";
  column?.retitle(1, "for guests");
  expect(proposals.gesture("7")).toMatchObject({ pattern: "roles-personas", drafts: [{ title: "for guests" }] });
});

test("asked for twice, the split by hand is the same column", () => {
  const proposals = new Proposals(ADVICE, unjudged);
  proposals.splitByHand();
  const { byHand } = proposals;
  proposals.choose(0);
  proposals.splitByHand();
  expect(proposals.byHand).toBe(byHand);
  expect(proposals.chosen).toBe(2);
});

test("after a rest the drafts are judged anew, without the blank ones", async () => {
  let seen: DraftView[] = [];
  const judge = async (drafts: DraftView[]): Promise<SplitView> => {
    seen = drafts;
    return judged(80);
  };
  const column = new Proposals(ADVICE, judge).columns[0] as Column;
  column.add();
  column.retitle(1, "uno");
  await expect.poll(() => column.judgement).toEqual(judged(80));
  expect(seen.map(({ title }) => title)).toEqual(["uno", "two"]);
});

test("without a draft there is no judgement", async () => {
  const column = new Proposals(ADVICE, unjudged).columns[0] as Column;
  expect(column.judgement?.score).toBe(60);
  column.remove(1);
  column.remove(2);
  await expect.poll(() => column.judgement).toBeUndefined();
});

test("a split is the strongest only when it leads clearly and is worth something", async () => {
  const strongest = async (...scores: [number, number]) => {
    const proposals = new Proposals(ADVICE, async ([draft]) => judged(Number(draft?.title)));
    for (const [at, column] of proposals.columns.entries()) column.retitle(1, `${scores[at]}`);
    await expect.poll(() => proposals.columns.map(({ judgement }) => judgement?.score)).toEqual(scores);
    const { strongest: best } = proposals;
    return best && proposals.columns.indexOf(best);
  };
  expect(await strongest(60, 70)).toBe(1);
  expect(await strongest(79, 70)).toBeUndefined();
  expect(await strongest(40, 10)).toBeUndefined();
});

test("a split alone is not the strongest of any", () => {
  expect(new Proposals({ ...ADVICE, suggestions: ADVICE.suggestions.slice(0, 1) }, unjudged).strongest).toBeUndefined();
});

test("a score has a word", () => {
  expect([0, 49, 50, 74, 75, 100].map(standing)).toEqual(["weak", "weak", "fair", "fair", "strong", "strong"]);
});

test("a strength is said in tenths, and never as certain", () => {
  expect([0, 34, 80, 100].map(ofTen)).toEqual([1, 3, 8, 9]);
});
