import { expect, test } from "vitest";
import type { ChangedSlice, FieldChange } from "../host/bindings";
import { counted, inLines, narrowed } from "./changes";

const field = (name: string, conflict = false): FieldChange => ({ field: name, before: "a", after: "b", conflict });
const slice = (what: ChangedSlice["what"], ...fields: FieldChange[]): ChangedSlice => ({ id: "1", key: null, title: "One", what, fields });

test("slices are counted by what became of them, and conflicts by slice", () => {
  const both = slice("changed", field("title", true), field("effort", true));
  const partly = slice("changed", field("title"), field("effort", true));
  const counts = counted([slice("new"), both, partly, slice("changed", field("title")), slice("gone")]);
  expect(counts).toEqual({ new: 1, changed: 3, gone: 1, conflicts: 2, onlyConflicts: 1 });
});

test("the fields of a slice follow it, a line each", () => {
  const lines = inLines([slice("changed", field("title"), field("effort")), slice("gone")]);
  expect(lines.map((line) => line.field?.field ?? line.slice.what)).toEqual(["changed", "title", "effort", "gone"]);
});

test("short texts are shown whole, on one line", () => {
  expect(narrowed("Attach\na PDF", "Attach a JPEG")).toEqual(["Attach a PDF", "Attach a JPEG"]);
});

test("a difference deep in a long text is seen with a little of what is before it", () => {
  const same = "word ".repeat(30);
  const [before, after] = narrowed(`${same}one`, `${same}two`);
  expect([before, after]).toEqual(["…word word word one", "…word word word two"]);
});

test("a character outside the first plane is not taken apart", () => {
  const [before] = narrowed(`${"🙂".repeat(80)}a`, `${"🙂".repeat(80)}b`);
  expect(before).toBe(`…${"🙂".repeat(16)}a`);
});
