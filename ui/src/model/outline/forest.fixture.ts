import type { Forest } from "./forest";
import type { Lens } from "./visible";

/** A tree for tests, written as an outline: two spaces a level, the title is the id. */
export function plant(outline: string): Forest {
  const children = new Map<string | undefined, string[]>();
  const parents = new Map<string, string | undefined>();
  const path: string[] = [];
  for (const line of outline.split("\n").filter((text) => text.trim() !== "")) {
    const id = line.trim();
    const depth = (line.length - line.trimStart().length) / 2;
    const parent = path[depth - 1];
    path.length = depth;
    path.push(id);
    parents.set(id, parent);
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  return { childrenOf: (id) => children.get(id) ?? [], parentOf: (id) => parents.get(id) };
}

/** A lens that shows everything except what is below the closed slices. */
export function lens(closed: string[] = [], top?: string): Lens {
  return { top, isOpen: (id) => !closed.includes(id), shows: () => true };
}
