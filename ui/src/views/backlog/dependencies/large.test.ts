import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { NeedsView } from "../../../host/bindings";
import { large } from "../../../model/needs/graph.fixture";
import { stateOf } from "../../slicing/stage.fixture";
import { pane, setStage, until } from "./stage.fixture";

/** A workshop of so many slices whose dependencies are always the same. */
async function stage(count: number) {
  const titles = Array.from({ length: count }, (_, at) => `  Slice ${at}`).join("\n");
  const made = await setStage(stateOf(`Large\n${titles}`));
  const { nodes, links } = large(count);
  // The first slice is number 2 of the outline.
  const id = (at: string) => String(Number(at) + 2);
  const needs: NeedsView = {
    revision: 1,
    nodes: nodes.map((node) => ({ ...node, id: id(node.id) })),
    links: links.map((link) => ({ ...link, id: id(link.id), needs: id(link.needs) })),
    chains: [],
    says: "Many.",
  };
  made.host.needsShow = async () => needs;
  await made.view.refresh();
  await until(() => document.querySelector("[data-node]") !== null);
  return made;
}

const drawn = () => document.querySelectorAll("[data-node]").length;

test("of 1,000 slices the neighbourhood of the selected one is drawn, and it is said so", async () => {
  const { session, view } = await stage(1_000);
  session.desk?.order.show("502");
  await until(() => document.querySelector("[data-node='502']") !== null);
  expect(drawn()).toBeLessThanOrEqual(250);
  expect(document.querySelector(".part")?.textContent).toContain(`${view.shown.nodes.length} of 1000 slices`);
  expect(view.shown.nodes.every(({ id }) => Math.abs(Number(id) - 502) < 60)).toBe(true);
});

test("Enter on a slice of the neighbourhood looks around that one", async () => {
  const { session, view } = await stage(1_000);
  session.desk?.order.show("502");
  await until(() => view.place("502") !== undefined);
  pane().focus();
  await userEvent.keyboard("{ArrowRight}{Enter}");
  expect(view.centre).not.toBe("502");
  await until(() => drawn() === view.shown.nodes.length);
  expect(session.desk?.order.entry?.id).toBe(view.centre);
});

test("250 slices are laid out while the window goes on painting", async () => {
  const { view } = await stage(250);
  await until(() => drawn() === 250);
  const before = view.layout;
  const from = performance.now();
  view.arrange();
  expect(performance.now() - from).toBeLessThan(33);
  let painted = 0;
  const frame = () => {
    painted += 1;
    if (view.layout === before) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  await until(() => view.layout !== before);
  expect(painted).toBeGreaterThan(3);
});

test("a step by keys in a picture of 250 slices is drawn within three frames", async () => {
  const { view } = await stage(250);
  await until(() => drawn() === 250);
  pane().focus();
  view.walk("first");
  const times: number[] = [];
  for (let step = 0; step < 15; step++) {
    const from = performance.now();
    view.walk(step % 2 === 0 ? "right" : "down");
    await Promise.resolve();
    document.body.getBoundingClientRect();
    times.push(performance.now() - from);
    await new Promise((resume) => requestAnimationFrame(resume));
  }
  times.sort((a, b) => a - b);
  expect(times[7]).toBeLessThan(50);
});
