import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { emptyState, type FakeSlice, type FakeState, UNPLANNED } from "../../host/fake/state";
import { row, setStage, until } from "./stage.fixture";

/** One epic with so many leaves, each worth less than the one before it. */
function leaves(count: number): FakeState {
  const slices = new Map<string, FakeSlice>();
  const rest = { narrative: "", notes: "", acceptance: [], questions: [], deferrals: [], dismissed: [], plan: UNPLANNED };
  const add = (id: string, parent: string | null, effort: number, needs: string[]) => {
    const row = {
      id,
      parent,
      key: id.padStart(6, "0"),
      title: `Slice ${id}`,
      kind: "slice",
      status: "open",
      value: 50,
      effort,
      needs: 0,
      questions: 0,
    };
    slices.set(id, { row: row as unknown as FakeSlice["row"], needs, ...rest });
  };
  add("0", null, 1, []);
  for (let id = 1; id <= count; id++) add(String(id), "0", 1 + Math.floor(id / 20), id % 7 === 0 ? [String(id - 1)] : []);
  return { ...emptyState("Large"), slices, lastId: count };
}

const mounted = () => document.querySelectorAll("[data-place]").length;
const dots = () => document.querySelectorAll("svg .dot").length;

test("of 10,000 slices fewer than 60 rows exist, wherever one looks, and the focus survives", async () => {
  await setStage(leaves(10_000));
  expect(mounted()).toBeLessThan(60);
  await userEvent.click(row("Slice 1"));
  await userEvent.keyboard("{End}");
  await until(() => document.activeElement?.getAttribute("aria-rowindex") === "10002");
  const list = document.querySelector("[role=grid]") as HTMLElement;
  list.scrollTop = 5_000 * 36;
  await until(() => document.querySelector('[aria-rowindex="5005"]') !== null);
  expect(mounted()).toBeLessThan(60);
  expect(document.activeElement?.getAttribute("aria-rowindex")).toBe("10002");
  expect(list.getAttribute("aria-rowcount")).toBe("10002");
});

test("a step by keys among 10,000 slices is drawn within two frames of a slow machine", async () => {
  await setStage(leaves(10_000));
  await userEvent.click(row("Slice 1"));
  const grid = document.activeElement as HTMLElement;
  const times: number[] = [];
  for (let step = 0; step < 20; step++) {
    const from = performance.now();
    (document.activeElement ?? grid).dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
    await Promise.resolve();
    document.body.getBoundingClientRect();
    times.push(performance.now() - from);
    await new Promise((resume) => requestAnimationFrame(resume));
  }
  times.sort((a, b) => a - b);
  expect(times[10]).toBeLessThan(33);
});

test("a long curve has no dots and no more points than pixels", async () => {
  await setStage(leaves(10_000));
  expect(dots()).toBe(0);
  const commands = document.querySelector("svg .steps")?.getAttribute("d")?.match(/[LHV]/g)?.length ?? 0;
  expect(commands).toBeGreaterThan(100);
  expect(commands).toBeLessThan(2_000);
});

test("a short curve has a dot for each slice", async () => {
  await setStage(leaves(10));
  expect(dots()).toBe(10);
});
