/** Arrow keys in a picture: along the links, and up and down in a column. */
import type { NeedLink, SliceId } from "../../host/bindings";
import type { NeedGraph } from "./graph";
import type { Layout, Placed } from "./layout";

export type Way = "left" | "right" | "up" | "down" | "first" | "last";

/** Where a step leads; `null` when it leads nowhere. Left is what a slice needs, right is what waits for it. */
export function stepFrom(layout: Layout, graph: NeedGraph, from: SliceId, way: Way): SliceId | null {
  const here = layout.nodes.find(({ id }) => id === from);
  if (here === undefined) return layout.nodes[0]?.id ?? null;
  if (way === "left") return nearest(layout, here, new Set(graph.needsOf(from).map(({ needs }) => needs)));
  if (way === "right") return nearest(layout, here, new Set(graph.waitsFor(from).map(({ id }) => id)));
  const column = columnOf(layout, here);
  const at = column.indexOf(here);
  if (way === "up" || way === "down") return column[at + (way === "up" ? -1 : 1)]?.id ?? null;
  const ends = layout.nodes.toSorted((a, b) => a.column - b.column || a.y - b.y);
  return (way === "first" ? ends[0] : ends.at(-1))?.id ?? null;
}

function columnOf(layout: Layout, { column }: Placed): Placed[] {
  return layout.nodes.filter((node) => node.column === column).sort((a, b) => a.y - b.y);
}

function nearest(layout: Layout, here: Placed, among: ReadonlySet<SliceId>): SliceId | null {
  const far = (node: Placed) => Math.abs(node.column - here.column) * 1_000 + Math.abs(node.y - here.y);
  const ends = layout.nodes.filter(({ id }) => among.has(id)).sort((a, b) => far(a) - far(b));
  return ends[0]?.id ?? null;
}

/** The links of a slice in the order in which a key steps through them: what it needs, then what waits for it. */
export function linksAt(graph: NeedGraph, id: SliceId): readonly NeedLink[] {
  return [...graph.needsOf(id), ...graph.waitsFor(id)];
}
