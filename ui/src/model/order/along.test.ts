import { expect, test } from "vitest";
import type { BacklogEntry } from "../../host/bindings";
import { along, movedAlong, relations, stepOf } from "./along";

/** Entries named by letters, each with the ranks of what it needs. */
function backlog(...needs: number[][]): BacklogEntry[] {
  return needs.map((ranks, index) => ({
    id: "abcdefgh".charAt(index),
    title: `Slice ${index + 1}`,
    kind: "slice",
    rank: index + 1,
    value: 1,
    value_estimated: false,
    effort: 1,
    effort_estimated: false,
    ratio: 2,
    needs: ranks,
    needed_by: needs.flatMap((other, at) => (other.includes(index + 1) ? [at + 1] : [])),
    in_mvp: false,
    release: 1,
    pinned: false,
    wish: null,
  }));
}

/** The same entries in another order. */
function reordered(entries: readonly BacklogEntry[], ids: string): BacklogEntry[] {
  return [...ids].map((id, at) => ({ ...(entries.find((entry) => entry.id === id) as BacklogEntry), rank: at + 1 }));
}

const ids = (entries: readonly BacklogEntry[]) => entries.map(({ id }) => id).join("");

test("a slice without dependencies moves alone", () => {
  const entries = backlog([], [], []);
  expect([along(entries, 2, 1), along(entries, 0, 3)]).toEqual([[], []]);
});

test("on the way up goes what it needs, also through others; on the way down what waits for it", () => {
  const entries = backlog([], [1], [], [2], [4]);
  expect(ids(along(entries, 3, 1))).toBe("ab");
  expect(ids(along(entries, 0, 4))).toBe("bde");
  expect(ids(along(entries, 4, 4))).toBe("d");
});

test("who moves along needs room and takes along whom it meets there", () => {
  const entries = backlog([], [], [2], [3]);
  expect(ids(along(entries, 3, 3))).toBe("bc");
});

test("a step is a rank, and across the MVP line too; a later line moves itself", () => {
  const entries = backlog([], [], [], [], []);
  const slots = { slices: 5, lines: [1, 3] };
  expect([stepOf(entries, slots, 2, -1), stepOf(entries, slots, 1, -1), stepOf(entries, slots, 0, 1)]).toEqual([
    { rank: 2 },
    { rank: 1 },
    { rank: 2 },
  ]);
  expect([stepOf(entries, slots, 3, -1), stepOf(entries, slots, 2, 1)]).toEqual([
    { line: 1, count: 4 },
    { line: 1, count: 2 },
  ]);
});

test("a slice that is pressed against a line by what goes along goes across with it", () => {
  const entries = backlog([], [], [], [], [4]);
  expect(stepOf(entries, { slices: 5, lines: [3] }, 4, -1)).toEqual({ rank: 3 });
  expect(stepOf(entries, { slices: 5, lines: [5] }, 3, 1)).toEqual({ rank: 6 });
  expect(stepOf(entries, { slices: 5, lines: [0, 3] }, 4, -1)).toEqual({ line: 1, count: 5 });
  expect(stepOf(entries, { slices: 5, lines: [2] }, 4, -1)).toEqual({ rank: 4 });
});

test("what has moved along is told from what only made room", () => {
  const before = backlog([], [], [], [3]);
  const after = reordered(before, "cdab");
  expect(ids(movedAlong(before, after, "d"))).toBe("c");
  expect(ids(movedAlong(before, before, "d"))).toBe("");
});

test("the rows that belong to a slice are those that it needs and those that wait for it", () => {
  const entries = backlog([], [1], [2]);
  expect([...relations(entries, entries[1])]).toEqual([
    ["a", "needed"],
    ["c", "waits"],
  ]);
  expect(relations(entries, undefined).size).toBe(0);
});
