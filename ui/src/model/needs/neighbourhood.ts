/** The part of a large graph that fits on a screen: what is near to one slice. */
import type { NeedLink, NeedNode, SliceId } from "../../host/bindings";
import type { NeedGraph } from "./graph";

/** So many slices are drawn at once. */
export const MOST = 250;
/** How far the neighbourhood goes: from a slice to what it needs or what waits for it is one step. */
export const STEPS = 2;

/** What is drawn. */
export type Shown = {
  nodes: readonly NeedNode[];
  links: readonly NeedLink[];
  /** The slice whose neighbourhood it is; `null` for the whole graph. */
  centre: SliceId | null;
};

/** The whole graph while it is small, else the neighbourhood of `centre`, the nearest first where that is too large too. */
export function shownOf(graph: NeedGraph, centre: SliceId | null, most = MOST): Shown {
  if (graph.nodes.length <= most || centre === null)
    return { nodes: graph.nodes.slice(0, most), links: linksWithin(graph, most), centre: null };
  const near = nearest(graph, centre, most);
  const nodes = graph.nodes.filter(({ id }) => near.has(id));
  const links = nodes.flatMap(({ id }) => graph.needsOf(id).filter(({ needs }) => near.has(needs)));
  return { nodes, links, centre };
}

function linksWithin(graph: NeedGraph, most: number): readonly NeedLink[] {
  if (graph.nodes.length <= most) return graph.links;
  const ids = new Set(graph.nodes.slice(0, most).map(({ id }) => id));
  return graph.links.filter(({ id, needs }) => ids.has(id) && ids.has(needs));
}

/** What can be reached from `centre` in two steps: towards what it needs, and towards what waits for it. */
function nearest(graph: NeedGraph, centre: SliceId, most: number): ReadonlySet<SliceId> {
  const near = new Set([centre]);
  let needed = [centre];
  let waiting = [centre];
  for (let step = 0; step < STEPS; step++) {
    needed = needed.flatMap((id) => graph.needsOf(id).map(({ needs }) => needs));
    waiting = waiting.flatMap((id) => graph.waitsFor(id).map((link) => link.id));
    for (const id of [...needed, ...waiting]) {
      if (near.size >= most) return near;
      near.add(id);
    }
  }
  return near;
}
