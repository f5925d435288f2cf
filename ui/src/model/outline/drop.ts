import { ancestors, type Forest } from "./forest";
import { depthAt, endOf, type Visible } from "./visible";

/** Where dragged slices would go. */
export interface Drop {
  readonly parent: string | undefined;
  /** The sibling that they would follow; `undefined` for the first place. */
  readonly after: string | undefined;
  /** The level of the line that shows it. */
  readonly depth: number;
  /** The row above which the line is drawn. */
  readonly gap: number;
}

/** What a drop is computed from. */
export interface Drag {
  readonly visible: Visible;
  readonly forest: Forest;
  /** The slices that travel, without those below others of them. */
  readonly moving: ReadonlySet<string>;
  /** Whether the children of a slice are hidden: nothing can be dropped between it and them. */
  isClosed(id: string): boolean;
}

/**
 * The place for a drop in the gap above row `gap`, at the level that the pointer wishes for.
 * The level is kept within what the rows around the gap allow; `undefined` inside the moving rows and above a zoomed slice.
 */
export function dropAt(drag: Drag, gap: number, wish: number): Drop | undefined {
  const { visible, forest } = drag;
  const below = skipMoving(drag, gap);
  const above = rowAbove(drag, gap);
  const zoomed = visible.ids[0] !== undefined && forest.parentOf(visible.ids[0]) !== undefined;
  if (above === -1) return zoomed ? undefined : { parent: undefined, after: undefined, depth: 0, gap };
  const id = visible.ids[above] as string;
  const least = Math.max(below < visible.ids.length ? depthAt(visible, below) : 0, zoomed ? 1 : 0);
  const most = depthAt(visible, above) + (drag.isClosed(id) ? 0 : 1);
  const depth = Math.max(Math.min(wish, most), Math.min(least, most));
  return { ...placeBelow(forest, id, depthAt(visible, above), depth), depth, gap };
}

/** The level that a pointer wishes for when it has gone `dx` to the side since it took hold of a row at `depth`. */
export function wishedDepth(depth: number, dx: number, indent: number): number {
  return Math.max(0, depth + Math.round(dx / indent));
}

/** The row above a gap that stays where it is; -1 when there is none. */
function rowAbove(drag: Drag, gap: number): number {
  let row = gap - 1;
  while (row >= 0 && travels(drag, drag.visible.ids[row] as string)) row--;
  return row;
}

/** The first row from `gap` on that stays where it is. */
function skipMoving(drag: Drag, gap: number): number {
  const { visible } = drag;
  let row = gap;
  while (row < visible.ids.length && travels(drag, visible.ids[row] as string)) row = endOf(visible, row);
  return row;
}

function travels({ forest, moving }: Drag, id: string): boolean {
  if (moving.has(id)) return true;
  for (const up of ancestors(forest, id)) if (moving.has(up)) return true;
  return false;
}

function placeBelow(forest: Forest, above: string, from: number, depth: number): Pick<Drop, "parent" | "after"> {
  if (depth > from) return { parent: above, after: undefined };
  let after = above;
  for (let level = from; level > depth; level--) after = forest.parentOf(after) ?? after;
  return { parent: forest.parentOf(after), after };
}
