import { expect, test } from "vitest";
import type { Forest } from "./forest";
import { lens, plant } from "./forest.fixture";
import { endOf, flatten, reflow, type Visible } from "./visible";

const TRIP = plant(`
a
  a1
    a11
    a12
  a2
b
  b1
c`);

function shown({ ids, depths }: Visible): string {
  return ids.map((id, index) => `${depths[index]}${id}`).join(" ");
}

test("rows come in document order with their levels", () => {
  expect(shown(flatten(TRIP, lens()))).toBe("0a 1a1 2a11 2a12 1a2 0b 1b1 0c");
});

test("what is below a closed slice is not seen", () => {
  expect(shown(flatten(TRIP, lens(["a1", "b"])))).toBe("0a 1a1 1a2 0b 0c");
});

test("a zoomed slice is the first row, and open even when it was closed", () => {
  expect(shown(flatten(TRIP, lens(["a1"], "a1")))).toBe("0a1 1a11 1a12");
});

test("a filter hides rows with everything below them", () => {
  const only = { ...lens(), shows: (id: string) => ["a", "a1", "a12"].includes(id) };
  expect(shown(flatten(TRIP, only))).toBe("0a 1a1 2a12");
});

test("a tree of 20,000 levels does not exhaust the stack", () => {
  const deep: Forest = {
    childrenOf: (id) => (id === undefined ? ["0"] : Number(id) < 19_999 ? [String(Number(id) + 1)] : []),
    parentOf: (id) => (id === "0" ? undefined : String(Number(id) - 1)),
  };
  expect(flatten(deep, lens()).ids.length).toBe(20_000);
});

test("the end of a subtree is the next row that is not deeper", () => {
  const all = flatten(TRIP, lens());
  expect([0, 1, 2, 5, 7].map((index) => endOf(all, index))).toEqual([5, 4, 3, 7, 8]);
});

test("closing and opening walks only what is below", () => {
  const all = flatten(TRIP, lens());
  const closed = reflow(all, TRIP, lens(["a1"]), ["a1"]);
  expect(closed).toEqual(flatten(TRIP, lens(["a1"])));
  expect(reflow(closed, TRIP, lens(), ["a1"])).toEqual(all);
});

test("a move reflows the old parent and the new one", () => {
  const moved = plant(`
a
  a1
    a11
  a2
b
  a12
  b1
c`);
  expect(reflow(flatten(TRIP, lens()), moved, lens(), ["a1", "b"])).toEqual(flatten(moved, lens()));
});

test("new epics reflow everything, but not a view that is zoomed in", () => {
  const more = plant("a\n  a1\nz");
  expect(shown(reflow(flatten(TRIP, lens()), more, lens(), [undefined]))).toBe("0a 1a1 0z");
  expect(shown(reflow(flatten(TRIP, lens([], "b")), more, lens([], "b"), [undefined]))).toBe("0b 1b1");
});

test("a parent that is not in view changes nothing", () => {
  const all = flatten(TRIP, lens([], "b"));
  expect(reflow(all, TRIP, lens([], "b"), ["a1", "nowhere"])).toEqual(all);
});

test("any sequence of openings and closings ends where a fresh walk ends", () => {
  const ids = ["a", "a1", "b"];
  let visible = flatten(TRIP, lens());
  const closed = new Set<string>();
  for (let step = 0; step < 200; step++) {
    const id = ids[(step * 7 + (step % 3)) % 3] as string;
    if (!closed.delete(id)) closed.add(id);
    visible = reflow(visible, TRIP, lens([...closed]), [id]);
    expect(visible).toEqual(flatten(TRIP, lens([...closed])));
  }
});
