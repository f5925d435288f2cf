/** Where the slices of a picture stand: what comes first to the left. In rem, so that a projector needs no other layout. */
import { Graph, layout } from "@dagrejs/dagre";
import type { SliceId } from "../../host/bindings";
import type { Pair } from "./graph";

export const NODE = { width: 13, height: 3.2 };
/** Between two links that meet at one slice. */
const DOCK = 0.55;
const BETWEEN = { rows: 0.9, columns: 3.2, links: 0.6 };

export type Point = { x: number; y: number };
/** A slice by its middle. Columns count from 0, from the left. */
export type Placed = Point & { id: SliceId; column: number };
/** A link from what comes first to what waits for it. */
export type Line = Pair & { points: readonly Point[] };
export type Layout = { nodes: readonly Placed[]; lines: readonly Line[]; width: number; height: number };

/** What a layout is made from; it can be sent to a worker. */
export type Wanted = { ids: readonly SliceId[]; pairs: readonly Pair[] };

export const EMPTY: Layout = { nodes: [], lines: [], width: 0, height: 0 };

/** Every id of a pair is one of the ids. The same input gives the same layout; a circle is drawn with a line that goes back. */
export function layoutOf({ ids, pairs }: Wanted): Layout {
  if (ids.length === 0) return EMPTY;
  const graph = new Graph({ multigraph: false, compound: false });
  graph.setGraph({
    rankdir: "LR",
    nodesep: BETWEEN.rows,
    edgesep: BETWEEN.links,
    ranksep: BETWEEN.columns,
    ranker: ids.length > 60 ? "tight-tree" : "network-simplex",
  });
  for (const id of ids) graph.setNode(id, { ...NODE });
  for (const { id, needs } of pairs) graph.setEdge(needs, id, {});
  layout(graph);
  return read(graph, ids, pairs);
}

function read(graph: Graph, ids: readonly SliceId[], pairs: readonly Pair[]): Layout {
  const places = ids.map((id) => {
    const { x, y } = graph.node(id) as Point;
    return { id, x, y };
  });
  const columns = [...new Set(places.map(({ x }) => nearly(x)))].sort((a, b) => a - b);
  const nodes = places.map((place) => ({ ...place, column: columns.indexOf(nearly(place.x)) }));
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const lines = pairs.map(({ id, needs }) => ({ id, needs, points: pointsOf(graph.edge(needs, id)) }));
  return { nodes, lines: docked(nodes, lines), width, height };
}

/** Links leave at the right edge of what comes first and arrive at the left edge of what waits, one above the other. */
function docked(nodes: readonly Placed[], lines: readonly Line[]): Line[] {
  const at = new Map(nodes.map((node) => [node.id, node]));
  const leaving = docks(
    lines,
    ({ needs }) => needs,
    (line) => line.points[1]?.y ?? 0,
  );
  const arriving = docks(
    lines,
    ({ id }) => id,
    (line) => line.points.at(-2)?.y ?? 0,
  );
  return lines.map((line) => {
    const [from, to] = [at.get(line.needs) as Placed, at.get(line.id) as Placed];
    // In a circle one link goes back.
    const side = to.x > from.x ? NODE.width / 2 : -NODE.width / 2;
    const start = { x: from.x + side, y: from.y + (leaving.get(line) ?? 0) };
    const end = { x: to.x - side, y: to.y + (arriving.get(line) ?? 0) };
    return { ...line, points: [start, ...line.points.slice(1, -1), end] };
  });
}

/** How far from the middle of an edge each link meets it: in the order in which they come. */
function docks(lines: readonly Line[], endOf: (line: Line) => SliceId, heightOf: (line: Line) => number): Map<Line, number> {
  const offsets = new Map<Line, number>();
  const meetings = new Map<SliceId, Line[]>();
  for (const line of lines) meetings.set(endOf(line), [...(meetings.get(endOf(line)) ?? []), line]);
  for (const meeting of meetings.values()) {
    const gap = Math.min(DOCK, (NODE.height * 0.75) / meeting.length);
    meeting.sort((a, b) => heightOf(a) - heightOf(b));
    for (const [place, line] of meeting.entries()) offsets.set(line, (place - (meeting.length - 1) / 2) * gap);
  }
  return offsets;
}

function pointsOf(edge: { points?: readonly Point[] } | undefined): Point[] {
  return (edge?.points ?? []).map(({ x, y }) => ({ x, y }));
}

const nearly = (x: number) => Math.round(x * 10);

/** The slice at a point; `spare` is how far beside it one may be. */
export function nodeAt({ nodes }: Layout, { x, y }: Point, spare = 0): SliceId | null {
  const within = (node: Placed) => Math.abs(node.x - x) <= NODE.width / 2 + spare && Math.abs(node.y - y) <= NODE.height / 2 + spare;
  return nodes.find(within)?.id ?? null;
}
