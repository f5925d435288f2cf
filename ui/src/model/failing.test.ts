import { expect, test } from "vitest";
import type { Criterion, Kind, Status } from "../host/bindings";
import { failing } from "./failing";

function of(kind: Kind, status: Status, criteria: Criterion[]): readonly Criterion[] {
  return failing({ kind, status, score: { value: 20, testability: 30, effort: 1, failing: criteria, vague: 0, layer: false } });
}

test("an open slice fails at everything it was judged to fail at", () => {
  expect(of("slice", "open", ["vertical", "testable"])).toEqual(["vertical", "testable"]);
  expect(of("slice", "doing", ["small"])).toEqual(["small"]);
});

test("a spike and a task need not be vertical or valuable", () => {
  expect(of("spike", "open", ["vertical", "valuable", "small"])).toEqual(["small"]);
  expect(of("task", "open", ["vertical", "valuable", "testable"])).toEqual(["testable"]);
});

test("nothing is asked of what is done or dropped", () => {
  expect(of("slice", "done", ["testable"])).toEqual([]);
  expect(of("slice", "dropped", ["testable"])).toEqual([]);
});

test("a slice without a score fails at nothing", () => {
  expect(failing({ kind: "slice", status: "open" })).toEqual([]);
});
