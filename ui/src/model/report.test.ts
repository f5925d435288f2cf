import { expect, test } from "vitest";
import type { NoteView } from "../host/bindings";
import { byGravity } from "./report";

const note = (lost: boolean, message: string): NoteView => ({ line: null, lost, message });

test("what is lost comes first, each with its like and in its order", () => {
  const groups = byGravity([note(false, "a"), note(true, "b"), note(false, "c"), note(true, "d")]);
  expect(groups.map(({ lost, notes }) => [lost, ...notes.map(({ message }) => message)])).toEqual([
    [true, "b", "d"],
    [false, "a", "c"],
  ]);
});

test("a group with nothing in it is left out", () => {
  expect(byGravity([note(false, "a")])).toHaveLength(1);
  expect(byGravity([])).toEqual([]);
});
