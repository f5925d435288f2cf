/**
 * The tree as the outline reads it: ids only. What a row says is looked up where it is drawn.
 * `undefined` stands for the place above the epics.
 */
export interface Forest {
  /** The children in order; of `undefined`, the epics. */
  childrenOf(id: string | undefined): readonly string[];
  parentOf(id: string): string | undefined;
}

/** The ancestors of a slice, the nearest first. */
export function* ancestors(forest: Forest, id: string): Generator<string> {
  for (let up = forest.parentOf(id); up !== undefined; up = forest.parentOf(up)) yield up;
}

/** A slice and everything below it, in document order. */
export function* subtree(forest: Forest, id: string): Generator<string> {
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const children = forest.childrenOf(next);
    for (let at = children.length - 1; at >= 0; at--) waiting.push(children[at] as string);
  }
}

/** The ids without those that lie below another of them, in their order. */
export function topmost(forest: Forest, ids: Iterable<string>): string[] {
  const all = new Set(ids);
  return [...all].filter((id) => {
    for (const up of ancestors(forest, id)) if (all.has(up)) return false;
    return true;
  });
}

/** The index of `item`, looked for outwards from `hint`; -1 when it is not there. */
export function indexNear(list: readonly string[], item: string, hint: number): number {
  const start = Math.min(Math.max(hint, 0), Math.max(list.length - 1, 0));
  for (let step = 0; start - step >= 0 || start + step < list.length; step++) {
    if (list[start + step] === item) return start + step;
    if (list[start - step] === item) return start - step;
  }
  return -1;
}
