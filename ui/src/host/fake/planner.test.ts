import { expect, test } from "vitest";
import { shop } from "../../views/backlog/stage.fixture";
import type { Gesture, PaceView } from "../bindings";
import { fakeHost } from ".";
import { backlogOf } from "./backlog";

const rank = (id: string, to: number): Gesture => ({ do: "rank", id, rank: to });
const PACE: PaceView = { throughput: [2, 1, 3, 0, 2, 2], growth: 120, people_then: 1, people: 1, from: "2026-05-04", due: "2026-05-24" };

const backlog = (...gestures: Gesture[]) => backlogOf(shop(...gestures), 1);
const titles = (...gestures: Gesture[]) => backlog(...gestures).entries.map(({ title }) => title);

async function seeded(...gestures: Gesture[]) {
  const host = fakeHost();
  host.seed(shop(...gestures));
  return host;
}

test("a slice that is moved is pinned, and what it needs comes along", () => {
  expect(titles(rank("4", 1))).toEqual(["Show", "Pay", "Send", "Wrap", "Thank"]);
  expect(titles(rank("6", 1))).toEqual(["Thank", "Show", "Pay", "Send", "Wrap"]);
  const { pins, facts, proposed_curve } = backlog(rank("6", 1));
  expect([pins, facts.over_proposed > 0, proposed_curve.length]).toEqual([1, true, 6]);
});

test("the best order comes back with one gesture", () => {
  const { pins, facts } = backlog(rank("5", 1), rank("6", 1), { do: "propose-order" });
  expect([pins, facts.over_proposed]).toEqual([0, 0]);
});

test("wishes draw slices into the MVP with what they need, and keep them out with what needs them", () => {
  const inMvp = (...gestures: Gesture[]) => backlog(...gestures).entries.flatMap(({ in_mvp, title }) => (in_mvp ? [title] : []));
  expect(inMvp({ do: "set-wish", ids: ["6"], wish: "must" })).toContain("Thank");
  expect(inMvp({ do: "set-wish", ids: ["3"], wish: "not-now" })).not.toContain("Send");
});

test("a line is drawn by capacity, by share or by hand", () => {
  const counts = (...gestures: Gesture[]) => backlog(...gestures).releases.map(({ count }) => count);
  expect(counts({ do: "draw-line", release: null, cut: { by: "capacity", half_days: 6 } })).toEqual([2]);
  expect(counts({ do: "draw-line", release: null, cut: { by: "share", percent: 30 } })).toEqual([1]);
  expect(counts({ do: "move-line", release: null, count: 1 }, { do: "add-release", count: 3 })).toEqual([1, 3]);
});

test("what is not done, because, leaves the backlog and keeps its reason until it is opened again", () => {
  const aside: Gesture = { do: "set-aside", ids: ["6"], because: " nobody asked " };
  expect(backlog(aside).set_aside).toEqual([{ id: "6", title: "Thank", because: "nobody asked" }]);
  expect(backlog(aside, { do: "set", ids: ["6"], field: { field: "status", value: "open" } }).set_aside).toEqual([]);
});

test("draws and runs add up over several calls, and begin again after an edit", async () => {
  const host = await seeded({ do: "set-pace", pace: PACE });
  await host.stabilityShow(400);
  expect(await host.stabilityShow(900)).toMatchObject({ draws: 1_000, of: 1_000, revision: 1 });
  const { lines, runs } = await host.forecastShow(1_000);
  expect([runs, lines.map(({ name }) => name)]).toEqual([1_000, ["MVP", "Everything"]]);
  expect((lines[0]?.p50 ?? "") > "2026-05-04" && (lines[0]?.p85 ?? "") >= (lines[0]?.p50 ?? "")).toBe(true);
  await host.workshopEdit(rank("6", 1));
  expect(await host.stabilityShow(50)).toMatchObject({ draws: 50, revision: 2 });
});

test("fewer than six weeks are refused with what to do", async () => {
  const host = await seeded({ do: "set-pace", pace: { ...PACE, throughput: [1, 2, 3, 4, 5] } });
  const { refusal, runs, lines } = await host.forecastShow(100);
  expect([refusal.includes("at least 6"), runs, lines]).toEqual([true, 0, []]);
});

test("a dependency that others say already is called redundant, and what is only needed holds the MVP back", async () => {
  const host = await seeded(
    { do: "add-need", ids: ["4"], needs: "2" },
    { do: "set", ids: ["2"], field: { field: "value", value: 1 } },
    { do: "set", ids: ["2"], field: { field: "effort", value: 9 } },
  );
  const { links, chains, nodes } = await host.needsShow();
  expect(links.filter(({ redundant }) => redundant !== "")).toMatchObject([{ id: "4", needs: "2" }]);
  expect(chains[0]).toMatchObject({ id: "2", path: ["4", "3", "2"], saves: 8 });
  expect(nodes.map(({ id }) => id)).toEqual(["2", "3", "4"]);
});

test("what is tried changes nothing, and shows both sides", async () => {
  const host = await seeded({ do: "set-pace", pace: PACE });
  const { facts, says } = await host.planTry({ drop: ["5"], people: 2, due: null });
  const left = facts.find(({ name }) => name === "Slices left");
  expect([left?.now, left?.then, left?.better]).toEqual(["5", "4", null]);
  expect(says).toContain("instead of");
  expect((await host.backlogShow()).entries.length).toBe(5);
});

test("finished slices are counted by week, and a picture is kept", async () => {
  const host = await seeded();
  const { weeks, says } = await host.throughputCount({ from: "text", text: "a,2026-05-04\nb,2026-05-10\nc,2026-05-18\nd," });
  expect(weeks.map(({ finished }) => finished)).toEqual([2, 0, 1]);
  expect(says[1]).toContain("1 line has no date");
  await host.pictureSave("/tmp/plan.png", "AAAA");
  expect(host.saved.get("/tmp/plan.png")).toBe("AAAA");
});
