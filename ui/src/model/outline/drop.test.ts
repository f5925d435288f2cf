import { expect, test } from "vitest";
import { type Drag, dropAt, wishedDepth } from "./drop";
import { lens, plant } from "./forest.fixture";
import { flatten } from "./visible";

const FOREST = plant(`
a
  a1
    a11
  a2
b
  b1`);

function dragging(moving: string[], closed: string[] = [], top?: string): Drag {
  return {
    visible: flatten(FOREST, lens(closed, top)),
    forest: FOREST,
    moving: new Set(moving),
    isClosed: (id) => closed.includes(id),
  };
}

function drop(drag: Drag, gap: number, wish: number): string {
  const place = dropAt(drag, gap, wish);
  return place === undefined ? "nowhere" : `${place.parent ?? "top"}/${place.after ?? "first"}@${place.depth}`;
}

test("the level of the line follows the pointer between what the rows around it allow", () => {
  const drag = dragging(["b1"]);
  expect([0, 1, 2, 3, 9].map((wish) => drop(drag, 3, wish))).toEqual(["a/a1@1", "a/a1@1", "a1/a11@2", "a11/first@3", "a11/first@3"]);
});

test("above the first row there is only one place", () => {
  expect(drop(dragging(["b"]), 0, 5)).toBe("top/first@0");
});

test("below the last row every level up to the top is open", () => {
  const drag = dragging(["a2"]);
  expect([0, 1, 2].map((wish) => drop(drag, 6, wish))).toEqual(["top/b@0", "b/b1@1", "b1/first@2"]);
});

test("nothing goes between a closed slice and its hidden children", () => {
  expect(drop(dragging(["b"], ["a1"]), 2, 9)).toBe("a/a1@1");
});

test("a slice is never dropped into itself: the rows that travel do not count", () => {
  const drag = dragging(["a1"]);
  expect([1, 2, 3].map((gap) => drop(drag, gap, 9))).toEqual(["a/first@1", "a/first@1", "a/first@1"]);
});

test("between two rows that stay, a travelling one gives no level of its own", () => {
  expect(drop(dragging(["a2"]), 3, 0)).toBe("top/a@0");
  expect(drop(dragging(["a2"]), 4, 1)).toBe("a/a1@1");
});

test("in a zoomed view nothing leaves the slice that fills it", () => {
  const drag = dragging(["a2"], [], "a1");
  expect(drop(drag, 0, 0)).toBe("nowhere");
  expect(drop(drag, 2, 0)).toBe("a1/a11@1");
});

test("the wished level goes with the pointer, an indent a level, and never left of the edge", () => {
  expect([0, 10, 12, 40, -22, -500].map((dx) => wishedDepth(2, dx, 22))).toEqual([2, 2, 3, 4, 1, 0]);
});
