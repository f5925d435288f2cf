import { expect, test } from "vitest";
import { plant } from "./forest.fixture";
import { extendTo, goTo, heal, inOrder, type Selection, selected, stepTo, toggle, UNSELECTED, widen } from "./selection";

const FOREST = plant("a\n  a1\n  a2\n  a3\nb\n  b1");
const IDS = ["a", "a1", "a2", "a3", "b", "b1"];

function rows(selection: Selection): string {
  return inOrder(selection, IDS).join(" ");
}

test("the cursor alone is what a command is about", () => {
  expect(rows(goTo("a2"))).toBe("a2");
  expect(rows(UNSELECTED)).toBe("");
});

test("extending grows from the anchor and shrinks back to it", () => {
  const two = extendTo(goTo("a2"), IDS, "a3");
  expect(rows(two)).toBe("a2 a3");
  expect(rows(extendTo(two, IDS, "b"))).toBe("a2 a3 b");
  expect(rows(extendTo(two, IDS, "a1"))).toBe("a1 a2");
});

test("extending from an anchor that is gone begins anew", () => {
  expect(rows(extendTo({ ...goTo("a"), anchor: "gone" }, IDS, "b"))).toBe("b");
});

test("Ctrl+click on a second row chooses both, X on the cursor takes it out again", () => {
  const both = toggle(goTo("a1"), "b");
  expect(rows(both)).toBe("a1 b");
  expect([...toggle(both, "b").chosen]).toEqual(["a1"]);
});

test("X on a cursor that stands alone keeps it chosen while the cursor goes on", () => {
  const chosen = toggle(goTo("a1"), "a1");
  expect([...chosen.chosen]).toEqual(["a1"]);
});

test("Ctrl+A takes the siblings, then the level above, then everything", () => {
  const siblings = widen(goTo("a2"), FOREST, IDS);
  expect(rows(siblings)).toBe("a1 a2 a3");
  const above = widen(siblings, FOREST, IDS);
  expect(rows(above)).toBe("a a1 a2 a3 b");
  expect(rows(widen(above, FOREST, IDS))).toBe("a a1 a2 a3 b b1");
});

test("when rows go, the cursor takes the next one below, at the end the one above", () => {
  expect(heal(goTo("a2"), IDS, ["a", "a1", "a3", "b", "b1"]).cursor).toBe("a3");
  expect(heal(goTo("b1"), IDS, ["a", "a1"]).cursor).toBe("a1");
  expect(heal(goTo("b1"), IDS, []).cursor).toBeUndefined();
});

test("rows that have gone are no longer chosen", () => {
  const all = widen(goTo("a2"), FOREST, IDS);
  expect([...selected(heal(all, IDS, ["a", "a2", "b"]))]).toEqual(["a2"]);
});

test("walking on keeps what was picked row by row, and lets a range go", () => {
  expect([...stepTo(toggle(goTo("a1"), "a1"), "b").chosen]).toEqual(["a1"]);
  expect(stepTo(extendTo(goTo("a1"), IDS, "a3"), "b").chosen.size).toBe(0);
});
