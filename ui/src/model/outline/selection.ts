import { type Forest, indexNear } from "./forest";

/** Which rows a command is about. */
export interface Selection {
  /** The row that has the focus. */
  readonly cursor: string | undefined;
  /** Where extending with Shift began. */
  readonly anchor: string | undefined;
  /** Rows chosen beyond the cursor; empty when the cursor stands alone. */
  readonly chosen: ReadonlySet<string>;
  /** Whether they were chosen one by one: then walking on with the arrows keeps them. */
  readonly picked: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** Nothing selected. */
export const UNSELECTED: Selection = { cursor: undefined, anchor: undefined, chosen: NONE, picked: false };

/** The cursor alone on a row. */
export function goTo(cursor: string | undefined): Selection {
  return { cursor, anchor: cursor, chosen: NONE, picked: false };
}

/** The rows that a command is about: the chosen ones, otherwise the cursor's. */
export function selected({ cursor, chosen }: Selection): ReadonlySet<string> {
  if (chosen.size > 0) return chosen;
  return cursor === undefined ? NONE : new Set([cursor]);
}

/** The rows that a command is about, from top to bottom. */
export function inOrder(selection: Selection, ids: readonly string[]): string[] {
  const about = selected(selection);
  if (about.size <= 1) return [...about];
  return ids.filter((id) => about.has(id));
}

/** The cursor on another row. */
export function stepTo({ chosen, picked }: Selection, cursor: string): Selection {
  return picked && chosen.size > 0 ? { cursor, anchor: cursor, chosen, picked } : goTo(cursor);
}

/** Everything between the anchor and `to`, and the cursor there. */
export function extendTo(selection: Selection, ids: readonly string[], to: string): Selection {
  const anchor = selection.anchor ?? selection.cursor ?? to;
  const end = ids.indexOf(to);
  const start = indexNear(ids, anchor, end);
  if (start === -1 || end === -1) return goTo(to);
  const chosen = new Set(ids.slice(Math.min(start, end), Math.max(start, end) + 1));
  return { cursor: to, anchor, chosen, picked: false };
}

/** One row more or one row less; the cursor goes there. */
export function toggle(selection: Selection, id: string): Selection {
  const chosen = new Set(id === selection.cursor ? selection.chosen : selected(selection));
  if (!chosen.delete(id)) chosen.add(id);
  return { cursor: id, anchor: id, chosen, picked: true };
}

/** The siblings of the cursor; asked again, those of its parent, and so on; in the end, everything. */
export function widen(selection: Selection, forest: Forest, ids: readonly string[]): Selection {
  const { cursor } = selection;
  if (cursor === undefined) return selection;
  for (let at: string | undefined = cursor; at !== undefined; at = forest.parentOf(at)) {
    const level = withVisible(forest.childrenOf(forest.parentOf(at)), ids);
    if (level.size > 0 && !contains(selected(selection), level)) {
      return { ...selection, chosen: new Set([...selected(selection), ...level]) };
    }
  }
  return { ...selection, chosen: new Set(ids) };
}

/** The selection after rows have gone: what is left of it, and a cursor that exists. */
export function heal(selection: Selection, before: readonly string[], after: readonly string[]): Selection {
  const { cursor } = selection;
  if (selection.chosen.size === 0 && (cursor === undefined || after.includes(cursor))) return selection;
  const there = new Set(after);
  const chosen = new Set([...selection.chosen].filter((id) => there.has(id)));
  if (cursor === undefined || there.has(cursor)) return { ...selection, chosen };
  const near = nearestLeft(before, before.indexOf(cursor), there);
  return { cursor: near, anchor: near, chosen, picked: selection.picked };
}

/** The row that takes the place of one that has gone: the next below, else the next above. */
function nearestLeft(before: readonly string[], at: number, there: ReadonlySet<string>): string | undefined {
  const isThere = (id: string) => there.has(id);
  return before.slice(at + 1).find(isThere) ?? before.slice(0, Math.max(at, 0)).findLast(isThere);
}

function withVisible(level: readonly string[], ids: readonly string[]): Set<string> {
  if (level.length === 0) return new Set();
  const visible = new Set(ids);
  return new Set(level.filter((id) => visible.has(id)));
}

function contains(all: ReadonlySet<string>, part: ReadonlySet<string>): boolean {
  for (const id of part) if (!all.has(id)) return false;
  return true;
}
