import { expect, test } from "vitest";
import type { NoteSeverity, NoteView } from "../host/bindings";
import { bySeverity, SEVERITIES } from "./report";

const note = (severity: NoteSeverity, message: string): NoteView => ({ line: null, severity, message });

test("notes stand with their like, the gravest first, in their order", () => {
  const groups = bySeverity([note("guessed", "a"), note("lost", "b"), note("guessed", "c"), note("skipped", "d")]);
  expect(groups.map(({ severity, notes }) => [severity, ...notes.map(({ message }) => message)])).toEqual([
    ["skipped", "d"],
    ["lost", "b"],
    ["guessed", "a", "c"],
  ]);
});

test("no note gets lost on the way", () => {
  const notes = SEVERITIES.map((severity) => note(severity, severity));
  expect(bySeverity(notes).flatMap((group) => group.notes)).toHaveLength(notes.length);
});
