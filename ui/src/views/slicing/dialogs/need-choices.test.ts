import { expect, test } from "vitest";
import { graph } from "../../../model/needs/graph.fixture";
import { type Candidate, found, Obstacles } from "./need-choices";

const CANDIDATES: Candidate[] = [
  { id: "a", title: "Pay by card", rank: 12 },
  { id: "b", title: "Pay within 30 days", rank: 1 },
  { id: "c", title: "Show 12 dishes", rank: 2 },
  { id: "d", title: "Card of the day", rank: undefined },
];
const ids = (typed: string) => found(CANDIDATES, typed, 3).map(({ id }) => id);

test("a few letters find a slice, the start of a title first", () => {
  expect(ids("card")).toEqual(["d", "a"]);
  expect(ids("pay c")).toEqual(["a"]);
  expect(ids("")).toEqual(["a", "b", "c"]);
});

test("a number finds the rank first, then titles with that number", () => {
  expect(ids("12")).toEqual(["a", "c"]);
  expect(ids(" #2")).toEqual(["c"]);
  expect(ids("30")).toEqual(["b"]);
  expect(ids("99")).toEqual([]);
});

function obstacles(...slices: string[]): Obstacles {
  const chain = graph("b a", "c b", "d x");
  const around = {
    parentOf: () => undefined,
    childrenOf: () => [],
    waitingFor: (id: string) => chain.waitsFor(id).map((link) => link.id),
  };
  return new Obstacles(around, slices, (id) => new Set(chain.needsOf(id).map(({ needs }) => needs)));
}

test("what is needed already and what would close a circle is told apart from what can be chosen", () => {
  const to = (other: string) => obstacles("b").to(other);
  expect([to("a"), to("c"), to("d")]).toEqual([{ why: "needed" }, { why: "circle", circle: ["b", "c"] }, null]);
});

test("of several slices one that would close a circle is enough, and all must need it already", () => {
  expect(obstacles("d", "a").to("c")).toEqual({ why: "circle", circle: ["a", "c", "b"] });
  expect(obstacles("b", "d").to("a")).toBeNull();
});
