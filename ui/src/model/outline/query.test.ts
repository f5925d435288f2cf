import { expect, test } from "vitest";
import type { Frame, Row } from "../../host/bindings";
import { asksForScores, complete, isEmpty, matches, parseQuery, suggestions } from "./query";

const FRAME: Frame = {
  title: "Shop",
  goal: "",
  product: "app",
  time_box: 3,
  worth: null,
  pace: { throughput: [], growth: 100, people_then: 1, people: 1, from: null, due: null },
  most_criteria: null,
  fine_words: [],
  ignored: [],
  personas: [{ id: "p1", name: "Night guard" }],
  steps: [{ id: "s1", name: "Pay", essential: true }],
};

const ROW: Row = { id: "r", key: "a", title: "Pay by card", kind: "slice", status: "open", needs: 0, questions: 0 };

function check(text: string, row: Partial<Row>, found: string[] = []): boolean {
  return matches({ ...ROW, ...row }, parseQuery(text), { frame: FRAME, isLeaf: () => true, found: new Set(found) });
}

test("every word must stand in the title, whatever its case and place", () => {
  expect(check("CARD pay", {})).toBe(true);
  expect(check("card invoice", {})).toBe(false);
});

test("quoted words stand together", () => {
  expect(check('"by card"', {})).toBe(true);
  expect(check('"card by"', {})).toBe(false);
});

test("a row whose other texts hold the words matches too", () => {
  expect(check("invoice", {}, ["r"])).toBe(true);
});

test("a slice that was split is not asked for by its scores: it shows none", () => {
  const score = { value: 1, testability: 1, effort: 1, failing: ["small" as const], vague: 2, layer: true };
  const split = { frame: FRAME, isLeaf: () => false, found: new Set<string>() };
  for (const text of ["is:failing", "is:vague", "is:layer", "criterion:small"]) {
    expect(matches({ ...ROW, score }, parseQuery(text), split), text).toBe(false);
    expect(check(text, { score }), text).toBe(true);
    expect(asksForScores(parseQuery(text)), text).toBe(true);
  }
  expect(asksForScores(parseQuery("pay is:leaf has:value"))).toBe(false);
});

test("conditions by kind, status, criterion, tag, persona and step", () => {
  const score = { value: 1, testability: 1, effort: 1, failing: ["testable" as const], vague: 0, layer: true };
  expect(check("is:spike", { kind: "spike" })).toBe(true);
  expect(check("is:spike", {})).toBe(false);
  expect(check("is:failing criterion:testable is:layer", { score })).toBe(true);
  expect(check("criterion:small", { score })).toBe(false);
  expect(check("status:done", { status: "done" })).toBe(true);
  expect(check("tag:risk", { tags: ["Risky"] })).toBe(true);
  expect(check('persona:"night g"', { persona: "p1" })).toBe(true);
  expect(check("step:pay", { step: "s1" })).toBe(true);
  expect(check("step:pay", {})).toBe(false);
});

test("what is missing can be asked for", () => {
  expect(check("no:value has:tags", { tags: ["a"] })).toBe(true);
  expect(check("no:value", { value: 8 })).toBe(false);
});

test("a condition that nobody knows holds for nothing, an unknown key is a word", () => {
  expect(check("is:nonsense", {})).toBe(false);
  expect(check("no:nonsense", {})).toBe(false);
  expect(check("at:card", { title: "meet at:card" })).toBe(true);
});

test("nothing typed asks for nothing, nor does a condition without its value", () => {
  expect(isEmpty(parseQuery("  "))).toBe(true);
  expect(isEmpty(parseQuery("is:"))).toBe(true);
});

test("suggestions complete the last part and quote names with spaces", () => {
  expect(suggestions("card is:sp", FRAME, [])).toEqual(["is:spike"]);
  expect(suggestions("pers", FRAME, [])).toEqual(['persona:"Night guard"']);
  expect(suggestions("tag:", FRAME, ["risk"])).toEqual(["tag:risk"]);
  expect(complete("card is:sp", "is:spike")).toBe("card is:spike ");
});
