/** Where a slice may go in the order while everything else keeps its place. */
import type { BacklogEntry } from "../../host/bindings";

/** What stands in the way of a move: the slice that must come first, or the one that must come later. */
export type Obstacle = { why: "needs" | "needed-by"; entry: BacklogEntry };

/** The first and the last rank that the dependencies of the entry at `index` allow. */
export function bounds(entries: readonly BacklogEntry[], index: number): { first: number; last: number } {
  const first = lastOf(entries[index]?.needs ?? []) + 1;
  const needing = firstNeeding(entries, index);
  return { first, last: needing === undefined ? entries.length : needing.rank - 1 };
}

/** The slice that forbids a rank to the entry at `index`; `undefined` when it may go there. */
export function obstacle(entries: readonly BacklogEntry[], index: number, rank: number): Obstacle | undefined {
  const needed = entries[lastOf(entries[index]?.needs ?? []) - 1];
  if (needed !== undefined && rank <= needed.rank) return { why: "needs", entry: needed };
  const needing = firstNeeding(entries, index);
  return needing !== undefined && rank >= needing.rank ? { why: "needed-by", entry: needing } : undefined;
}

function lastOf(ranks: readonly number[]): number {
  return ranks.reduce((last, rank) => Math.max(last, rank), 0);
}

function firstNeeding(entries: readonly BacklogEntry[], index: number): BacklogEntry | undefined {
  return entries.find((entry) => entry.needs.includes(index + 1));
}
