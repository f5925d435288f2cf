import { expect, test } from "vitest";
import { begin, fit, panned, READABLE, revealed, under, zoomed } from "./camera";
import { Closing, type Surroundings } from "./circle";
import { graph, large } from "./graph.fixture";
import { layoutOf, NODE, type Wanted } from "./layout";
import { Layouts } from "./layouts";
import { shownOf } from "./neighbourhood";
import { linksAt, stepFrom } from "./walk";

const DIAMOND = graph("b a", "c a", "d b", "d c");

function wanted({ nodes, links }: ReturnType<typeof graph>): Wanted {
  return { ids: nodes.map(({ id }) => id), pairs: links };
}

/** 1 holds 2 and 3, 4 holds 5 and 6, 7 is alone. */
function tree(...pairs: [string, string][]): Surroundings {
  const parents: Record<string, string | undefined> = { 2: "1", 3: "1", 5: "4", 6: "4" };
  return {
    parentOf: (id) => parents[id],
    childrenOf: (id) => Object.keys(parents).filter((child) => parents[child] === id),
    waitingFor: (id) => pairs.filter(([, needed]) => needed === id).map(([waiting]) => waiting),
  };
}

test("what comes first stands to the left, and nothing lies upon another", () => {
  const { nodes, lines } = layoutOf(wanted(DIAMOND));
  const at = Object.fromEntries(nodes.map((node) => [node.id, node]));
  expect(nodes.map(({ column }) => column)).toEqual([0, 1, 1, 2]);
  for (const { id, needs, points } of lines) {
    expect((at[needs]?.x ?? 0) + NODE.width / 2).toBeLessThan((at[id]?.x ?? 0) - NODE.width / 2);
    expect(points[0]?.x).toBeLessThan(points.at(-1)?.x ?? 0);
  }
  expect(Math.abs((at.b?.y ?? 0) - (at.c?.y ?? 0))).toBeGreaterThan(NODE.height);
});

test("links leave to the right and arrive from the left, one above the other", () => {
  const { nodes, lines } = layoutOf(wanted(DIAMOND));
  const at = Object.fromEntries(nodes.map((node) => [node.id, node]));
  const arriving = lines.filter(({ id }) => id === "d").map(({ points }) => points.at(-1) ?? { x: 0, y: 0 });
  expect(arriving.map(({ x }) => x)).toEqual([0, 0].map(() => (at.d?.x ?? 0) - NODE.width / 2));
  expect(new Set(arriving.map(({ y }) => y)).size).toBe(2);
  expect(arriving.every(({ y }) => Math.abs(y - (at.d?.y ?? 0)) < NODE.height / 2)).toBe(true);
});

test("a circle and no slices at all have a layout too", () => {
  expect(layoutOf(wanted(graph("b a", "a b"))).nodes.length).toBe(2);
  expect(layoutOf({ ids: [], pairs: [] }).nodes).toEqual([]);
});

test("a worker lays 250 slices out while the window goes on, and only the last of those that wait", async () => {
  const sizes: number[] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const layouts = new Layouts((layout) => {
    sizes.push(layout.nodes.length);
    if (layout.nodes.length === 4) finish();
  });
  let turns = 0;
  const watch = setInterval(() => {
    turns += 1;
  }, 4);
  layouts.want(wanted(large(250)));
  layouts.want(wanted(large(30)));
  layouts.want(wanted(DIAMOND));
  await finished;
  clearInterval(watch);
  layouts.stop();
  expect(sizes).toEqual([250, 4]);
  expect(turns).toBeGreaterThan(5);
});

test("a small graph is shown whole, of a large one what is two steps away", () => {
  expect(shownOf(DIAMOND, "a").nodes.length).toBe(4);
  const chain = graph("b a", "c b", "d c", "e d", "f e", "g a");
  const near = shownOf(chain, "c", 5);
  expect(near.nodes.map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e"]);
  expect(near.links.map(({ id, needs }) => id + needs)).toEqual(["ba", "cb", "dc", "ed"]);
  expect(near.centre).toBe("c");
  expect(shownOf(chain, "c", 4).nodes.length).toBe(4);
});

test("of a hub's thousand neighbours no more are shown than can be drawn", () => {
  const hub = graph(...Array.from({ length: 1_000 }, (_, at) => `x${at} hub`));
  expect(shownOf(hub, "hub").nodes.length).toBe(250);
  expect(shownOf(hub, null).nodes.length).toBe(250);
});

test("right is what waits, left is what is needed, up and down stay in the column", () => {
  const layout = layoutOf(wanted(DIAMOND));
  const step = (from: string, way: Parameters<typeof stepFrom>[3]) => stepFrom(layout, DIAMOND, from, way);
  expect(["b", "c"]).toContain(step("a", "right"));
  expect(step("b", "right")).toBe("d");
  expect(step("b", "left")).toBe("a");
  expect(step("a", "left")).toBeNull();
  expect([step("b", "down"), step("b", "up")].sort()).toEqual(["c", null]);
  expect([step("b", "first"), step("b", "last")]).toEqual(["a", "d"]);
  expect(step("nobody", "left")).toBe("a");
});

test("the links of a slice begin with what it needs", () => {
  expect(linksAt(DIAMOND, "b").map(({ id, needs }) => id + needs)).toEqual(["ba", "db"]);
});

test("a slice cannot need itself, what is above it, or its parts", () => {
  expect(new Closing(tree(), "2").circle("2")).toEqual(["2"]);
  expect(new Closing(tree(), "2").circle("1")).toEqual(["2", "1"]);
  expect(new Closing(tree(), "1").circle("2")).toEqual(["1", "2"]);
});

test("a circle is named from the slice that would need back to it, also through what is above", () => {
  expect(new Closing(tree(["2", "4"]), "5").circle("1")).toEqual(["5", "1", "2", "4"]);
  expect(new Closing(tree(["1", "7"]), "7").circle("3")).toEqual(["7", "3", "1"]);
  expect(new Closing(tree(["1", "7"], ["7", "5"]), "4").circle("2")).toEqual(["4", "2", "1", "7", "5"]);
});

test("what closes no circle may be needed", () => {
  expect(new Closing(tree(["2", "5"]), "3").circle("6")).toBeNull();
  expect(new Closing(tree(["2", "5"]), "6").circle("3")).toBeNull();
  expect(new Closing(tree(["2", "5"]), "2").circle("5")).toBeNull();
});

const PANE = { width: 400, height: 200 };

test("a picture is fitted into the middle, a small one a little enlarged", () => {
  expect(fit({ width: 100, height: 50 }, PANE, 10)).toEqual({ zoom: 1.3, x: 135, y: 67.5 });
  expect(fit({ width: 760, height: 100 }, PANE, 10)).toEqual({ zoom: 0.5, x: 10, y: 75 });
});

test("what would be too small to read begins at the slice that one looks at", () => {
  const camera = begin({ width: 4_000, height: 100 }, PANE, 10, { x: 2_000, y: 50 });
  expect(camera.zoom).toBeGreaterThan(READABLE);
  expect(under(camera, { x: 200, y: 100 })).toEqual({ x: 2_000, y: 50 });
  expect(begin({ width: 4_000, height: 100 }, PANE, 10, { x: 0, y: 50 }).x).toBe(10);
});

test("zooming keeps the point under the pointer", () => {
  const camera = { x: 10, y: 20, zoom: 0.5 };
  const at = { x: 120, y: 80 };
  expect(under(zoomed(camera, 1.5, at), at)).toEqual(under(camera, at));
  expect(zoomed(camera, 1e9, at).zoom).toBeLessThan(10);
});

test("no drag loses the picture", () => {
  const camera = panned({ x: 0, y: 0, zoom: 1 }, { x: 9_999, y: -9_999 }, { width: 100, height: 100 }, PANE, 20);
  expect(camera).toEqual({ x: 380, y: -80, zoom: 1 });
});

test("a box that is out of sight is brought in by the shortest way, one in sight moves nothing", () => {
  const camera = { x: 0, y: 0, zoom: 1 };
  expect(revealed(camera, { x: 500, y: 50, width: 60, height: 20 }, PANE, 10)).toEqual({ x: -170, y: 0, zoom: 1 });
  expect(revealed(camera, { x: 50, y: 50, width: 60, height: 20 }, PANE, 10)).toEqual(camera);
});
