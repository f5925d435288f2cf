import { expect, test } from "vitest";
import type { AdviceView, DraftView, RemarkView } from "../../../host/bindings";
import { type Column, ofTen, Proposals } from "./proposals.svelte";

const ADVICE: AdviceView = {
  verdict: "split",
  says: "Two cases hide in it.",
  children: [],
  suggestions: (["data-variations", "simple-complex"] as const).map((pattern) => ({
    pattern,
    strength: 70,
    why: [],
    question: "",
    trade_off: "",
    remarks: [],
    drafts: [
      { title: "one", kind: "slice" },
      { title: "two", kind: "slice" },
    ],
  })),
};

const noRemarks = async (): Promise<RemarkView[]> => [];

function titles(column: Column | undefined): string {
  return column?.drafts.map(({ title }) => title).join(" ") ?? "";
}

test("drafts are added behind another, moved and taken away", () => {
  const column = new Proposals(ADVICE, noRemarks).columns[0] as Column;
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
  const proposals = new Proposals(ADVICE, noRemarks);
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

test("splitting by hand begins blank, with any pattern, and is nothing until something is written", () => {
  const proposals = new Proposals({ ...ADVICE, suggestions: [] }, noRemarks);
  expect(proposals.gesture("7")).toBeUndefined();
  proposals.splitByHand();
  expect(proposals.gesture("7")).toBeUndefined();
  const { column } = proposals;
  if (column) column.pattern = "roles-personas";
  column?.retitle(1, "for guests");
  expect(proposals.gesture("7")).toMatchObject({ pattern: "roles-personas", drafts: [{ title: "for guests" }] });
});

test("asked for twice, the split by hand is the same column", () => {
  const proposals = new Proposals(ADVICE, noRemarks);
  proposals.splitByHand();
  const { byHand } = proposals;
  proposals.choose(0);
  proposals.splitByHand();
  expect(proposals.byHand).toBe(byHand);
  expect(proposals.chosen).toBe(2);
});

test("after a rest the drafts are judged anew, without the blank ones", async () => {
  let judged: DraftView[] = [];
  const judge = async (drafts: DraftView[]): Promise<RemarkView[]> => {
    judged = drafts;
    return [{ good: true, message: "fine" }];
  };
  const column = new Proposals(ADVICE, judge).columns[0] as Column;
  column.add();
  column.retitle(1, "uno");
  await expect.poll(() => column.remarks).toEqual([{ good: true, message: "fine" }]);
  expect(judged.map(({ title }) => title)).toEqual(["uno", "two"]);
});

test("a strength is said in tenths, and never as certain", () => {
  expect([0, 34, 80, 100].map(ofTen)).toEqual([1, 3, 8, 9]);
});
