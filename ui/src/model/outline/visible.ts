import { type Forest, indexNear } from "./forest";

/** What of the tree is to be seen. */
export interface Lens {
  /** The slice that fills the view; it is the first row then. */
  readonly top: string | undefined;
  /** Whether the children of a slice are to be seen. */
  isOpen(id: string): boolean;
  /** Whether a slice is to be seen at all. */
  shows(id: string): boolean;
}

/** The rows to be seen, in order. Never changed in place: a new value is a new list. */
export interface Visible {
  readonly ids: readonly string[];
  /** The level of each row, 0 at the left edge. */
  readonly depths: readonly number[];
}

/** Nothing to be seen. */
export const NOTHING: Visible = { ids: [], depths: [] };

/** Every row that the lens shows. Linear in the number of rows, and deep trees do not exhaust the stack. */
export function flatten(forest: Forest, lens: Lens): Visible {
  return lens.top === undefined
    ? below(forest, lens, undefined, 0)
    : concat({ ids: [lens.top], depths: [0] }, below(forest, lens, lens.top, 1));
}

/**
 * The rows after the children of some slices have changed. Only their part is walked again;
 * `undefined` among `parents` stands for the epics and walks everything.
 */
export function reflow(visible: Visible, forest: Forest, lens: Lens, parents: Iterable<string | undefined>): Visible {
  let now = visible;
  for (const parent of parents) {
    if (parent === undefined) {
      if (lens.top === undefined) return flatten(forest, lens);
      continue;
    }
    const at = indexNear(now.ids, parent, 0);
    if (at === -1) continue;
    const depth = depthAt(now, at);
    const fresh = isExpanded(lens, parent) ? below(forest, lens, parent, depth + 1) : NOTHING;
    now = replace(now, at + 1, endOf(now, at), fresh);
  }
  return now;
}

/** One past the last visible row below the row at `index`. */
export function endOf(visible: Visible, index: number): number {
  const depth = depthAt(visible, index);
  let end = index + 1;
  while (end < visible.ids.length && depthAt(visible, end) > depth) end++;
  return end;
}

/** The level of the row at `index`. */
export function depthAt(visible: Visible, index: number): number {
  return visible.depths[index] ?? 0;
}

/** The zoomed slice is always open: otherwise zooming into a closed one would show nothing. */
function isExpanded(lens: Lens, id: string): boolean {
  return id === lens.top || lens.isOpen(id);
}

function below(forest: Forest, lens: Lens, parent: string | undefined, depth: number): Visible {
  const ids: string[] = [];
  const depths: number[] = [];
  const stack: { list: readonly string[]; next: number }[] = [{ list: forest.childrenOf(parent), next: 0 }];
  for (let level = stack.at(-1); level !== undefined; level = stack.at(-1)) {
    const id = level.list[level.next++];
    if (id === undefined) {
      stack.pop();
      continue;
    }
    if (!lens.shows(id)) continue;
    ids.push(id);
    depths.push(depth + stack.length - 1);
    if (lens.isOpen(id)) stack.push({ list: forest.childrenOf(id), next: 0 });
  }
  return { ids, depths };
}

function concat(a: Visible, b: Visible): Visible {
  return { ids: a.ids.concat(b.ids), depths: a.depths.concat(b.depths) };
}

function replace(visible: Visible, from: number, to: number, fresh: Visible): Visible {
  return {
    ids: visible.ids.slice(0, from).concat(fresh.ids, visible.ids.slice(to)),
    depths: visible.depths.slice(0, from).concat(fresh.depths, visible.depths.slice(to)),
  };
}
