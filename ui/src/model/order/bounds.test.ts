import { expect, test } from "vitest";
import type { BacklogEntry } from "../../host/bindings";
import { bounds, obstacle } from "./bounds";

/** Entries by the ranks of what they need. */
function backlog(...needs: number[][]): BacklogEntry[] {
  return needs.map((ranks, index) => ({
    id: String(index),
    title: `Slice ${index + 1}`,
    kind: "slice",
    rank: index + 1,
    value: 1,
    value_estimated: false,
    effort: 1,
    effort_estimated: false,
    ratio: 2,
    needs: ranks,
    needed_by: [],
    in_mvp: false,
    release: 1,
    pinned: false,
    wish: null,
  }));
}

test("a slice without dependencies may go anywhere", () => {
  expect(bounds(backlog([], [], []), 1)).toEqual({ first: 1, last: 3 });
});

test("a slice stays between the last that it needs and the first that needs it", () => {
  const entries = backlog([], [1], [], [1, 2], [3], [4]);
  expect(bounds(entries, 3)).toEqual({ first: 3, last: 5 });
  expect(bounds(entries, 0)).toEqual({ first: 1, last: 1 });
});

test("what forbids a rank is named", () => {
  const entries = backlog([], [1], [2]);
  expect(obstacle(entries, 1, 1)).toMatchObject({ why: "needs", entry: { rank: 1 } });
  expect(obstacle(entries, 1, 3)).toMatchObject({ why: "needed-by", entry: { rank: 3 } });
  expect(obstacle(entries, 1, 2)).toBeUndefined();
});
