/** What belongs to a slice in the order: what it needs, what waits for it, and what therefore moves along with it. */
import type { BacklogEntry, SliceId } from "../../host/bindings";
import { type Crossing, lineBeside, type Slots } from "./slots";

/** How a row belongs to another. */
export type Relation = "needed" | "waits";

type Next = (entry: BacklogEntry) => readonly number[];
const NEEDS: Next = (entry) => entry.needs;
const NEEDED_BY: Next = (entry) => entry.needed_by;

/** The ranks that one leads to, directly and through others. */
function reached(entries: readonly BacklogEntry[], from: BacklogEntry, next: Next): Set<number> {
  const found = new Set(next(from));
  for (const rank of found) {
    const entry = entries[rank - 1];
    for (const other of entry ? next(entry) : []) found.add(other);
  }
  return found;
}

/** Which rows belong directly to a slice, by their ids. */
export function relations(entries: readonly BacklogEntry[], entry: BacklogEntry | undefined): ReadonlyMap<SliceId, Relation> {
  const found = new Map<SliceId, Relation>();
  const note = (ranks: readonly number[], relation: Relation) => {
    for (const rank of ranks) {
      const other = entries[rank - 1];
      if (other) found.set(other.id, relation);
    }
  };
  note(entry?.needs ?? [], "needed");
  note(entry?.needed_by ?? [], "waits");
  return found;
}

/** What moves along when the entry at `index` goes to a rank: on the way up what it needs, on the way down what waits for it. */
export function along(entries: readonly BacklogEntry[], index: number, rank: number): BacklogEntry[] {
  const entry = entries[index];
  if (!entry) return [];
  const to = Math.max(0, Math.min(rank - 1, entries.length - 1));
  const bound = reached(entries, entry, to < index ? NEEDS : NEEDED_BY);
  // Who moves along needs room, and may meet others who then move along too.
  let met: BacklogEntry[] = [];
  for (;;) {
    const passed = to < index ? entries.slice(Math.max(0, to - met.length), index) : entries.slice(index + 1, to + met.length + 1);
    const more = passed.filter((other) => bound.has(other.rank));
    if (more.length === met.length) return more;
    met = more;
  }
}

/** What one step up or down means: a rank, or that the line of a later release goes to the other side. */
export type Step = { readonly rank: number } | Crossing;

/**
 * One step of the entry at `index`. What goes along with it is passed by nobody: where it is pressed against a line, the step
 * goes across. A rank says on which side of the MVP line a slice is, but nothing about the lines after it: these move.
 */
export function stepOf(entries: readonly BacklogEntry[], slots: Slots, index: number, by: 1 | -1): Step {
  let edge = index;
  let beside = lineBeside(slots, edge, by);
  for (const isBound = boundTo(entries, index, by); beside === null && isBound(edge + by); beside = lineBeside(slots, edge, by)) edge += by;
  if (beside === null) return { rank: index + 1 + by };
  if (beside.line === 0) return { rank: edge + 1 + by };
  return { line: beside.line, count: by < 0 ? index + 1 : index };
}

/** Whether an entry goes along with the one at `index` on its way up or down. */
function boundTo(entries: readonly BacklogEntry[], index: number, by: 1 | -1): (other: number) => boolean {
  const entry = entries[index];
  const ranks = entry ? reached(entries, entry, by < 0 ? NEEDS : NEEDED_BY) : new Set<number>();
  return (other) => ranks.has(other + 1);
}

/** What has moved along with a slice, in its new order. */
export function movedAlong(before: readonly BacklogEntry[], after: readonly BacklogEntry[], id: SliceId): BacklogEntry[] {
  const [was, is] = [before.find((entry) => entry.id === id), after.find((entry) => entry.id === id)];
  if (!was || !is) return [];
  const up = is.rank < was.rank;
  const ranks = reached(before, was, up ? NEEDS : NEEDED_BY);
  const wasAt = new Map([...ranks].flatMap((rank) => (before[rank - 1] ? [[(before[rank - 1] as BacklogEntry).id, rank] as const] : [])));
  return after.filter((entry) => {
    const rank = wasAt.get(entry.id);
    return rank !== undefined && (up ? entry.rank < rank : entry.rank > rank);
  });
}
