import axe from "axe-core";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Gesture, Theme } from "../../host/bindings";
import type { FakeState } from "../../host/fake/state";
import type { DialogState } from "../../model/session.svelte";
import { stateOf } from "../slicing/stage.fixture";
import { row, SETTINGS, setStage, shop, until, why } from "./stage.fixture";

const THEMES: Theme[] = ["light", "dark"];
const BY_HAND: Gesture[] = [
  { do: "rank", id: "6", rank: 1 },
  { do: "move-line", release: null, count: 2 },
  { do: "add-release", count: 4 },
  { do: "set-goal", release: null, outcome: "Regulars pay without cash", measure: "half of the sales" },
  { do: "set-wish", ids: ["5"], wish: "not-now" },
  { do: "set-wish", ids: ["2"], wish: "must" },
  { do: "set-aside", ids: ["4"], because: "nobody asked" },
];
const STATES: [string, () => FakeState][] = [
  ["as proposed", shop],
  ["by hand", () => shop(...BY_HAND)],
  ["in a circle", () => shop({ do: "add-need", ids: ["2"], needs: "4" })],
  ["empty", () => stateOf("")],
];

async function expectAccessible(): Promise<void> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
  expect(document.querySelectorAll("main").length).toBe(1);
  expect(document.querySelectorAll("h1").length).toBe(1);
}

test.each(THEMES.flatMap((theme) => STATES.map(([name, state]) => ({ theme, name, state }))))(
  "the backlog has no barrier: $name, $theme",
  async ({ theme, state }) => {
    await setStage(state(), { settings: { ...SETTINGS, theme } });
    await expectAccessible();
  },
);

test.each(THEMES)("a selected slice with its reasons and an open field has no barrier, %s", async (theme) => {
  await setStage(shop(), { settings: { ...SETTINGS, theme } });
  await userEvent.click(row("Pay"));
  await until(() => why().includes("Pay"));
  await expectAccessible();
  await userEvent.keyboard("v");
  await until(() => document.querySelector("[data-box]") !== null);
  await expectAccessible();
});

test.each(THEMES)("the plan over the whole view, comparing and saying a worth, has no barrier, %s", async (theme) => {
  const { session } = await setStage(shop({ do: "rank", id: "6", rank: 1 }), { settings: { ...SETTINGS, theme } });
  await userEvent.click(row("Pay"));
  await userEvent.keyboard("c{ArrowDown}");
  await until(() => document.querySelector("#backlog-why table") !== null);
  const plan = session.desk?.plan;
  plan?.widen(true);
  await until(() => plan?.stability.complete === true);
  if (plan) plan.worthOpen = true;
  await until(() => document.querySelector("form [aria-invalid]") !== null);
  await expectAccessible();
});

test.each(THEMES)("what is asked about a line and about a slice that is not done has no barrier, %s", async (theme) => {
  const { session } = await setStage(shop(...BY_HAND), { settings: { ...SETTINGS, theme } });
  const open = async (dialog: DialogState) => {
    session.dialog = dialog;
    await until(() => document.querySelector("[role=dialog] form") !== null);
    const { violations } = await axe.run(document.querySelector("[role=dialog]") as HTMLElement);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
    session.dialog = null;
    await until(() => document.querySelector("[role=dialog]") === null);
  };
  await open({ kind: "release", id: null });
  await open({ kind: "set-aside", id: "5" });
  document.querySelector<HTMLElement>("[data-pane=not-doing] button")?.click();
  await until(() => document.querySelector("[data-pane=not-doing] li") !== null);
  await expectAccessible();
});

test("every row says its place among all rows", async () => {
  await setStage(shop());
  const grid = document.querySelector("[role=grid]");
  expect(grid?.getAttribute("aria-rowcount")).toBe("7");
  expect([...document.querySelectorAll("[data-place]")].map((place) => place.getAttribute("aria-rowindex"))).toEqual([
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
  ]);
  expect(document.querySelectorAll("[data-place][tabindex='0']").length).toBe(1);
});
