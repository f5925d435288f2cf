import axe from "axe-core";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Gesture, Theme } from "../../../host/bindings";
import { stateOf } from "../../slicing/stage.fixture";
import { SETTINGS } from "../stage.fixture";
import { pane, setStage, shop, until } from "./stage.fixture";

const THEMES: Theme[] = ["light", "dark"];
const REDUNDANT: Gesture = { do: "add-need", ids: ["4"], needs: "2" };

async function expectAccessible(): Promise<void> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
}

test.each(THEMES)("the dependencies have no barrier, %s", async (theme) => {
  const { view } = await setStage(shop(REDUNDANT), { settings: { ...SETTINGS, theme } });
  await userEvent.click(document.querySelector("summary") as Element);
  pane().focus();
  view.go("4");
  await userEvent.keyboard("l");
  await expectAccessible();
});

test.each(THEMES)("a circle that is being drawn has no barrier, %s", async (theme) => {
  const { view } = await setStage(shop(), { settings: { ...SETTINGS, theme } });
  view.draw("2", "needs", true);
  view.go("4");
  await until(() => document.querySelector("[data-banner].bad") !== null);
  await expectAccessible();
});

test.each(THEMES)("no dependencies, and a narrow pane, have no barrier, %s", async (theme) => {
  await setStage(stateOf("Sell\n  Show"), { settings: { ...SETTINGS, theme }, width: "420px" });
  await expectAccessible();
});

test.each(THEMES)("the dialog about what a slice needs has no barrier, %s", async (theme) => {
  const { session } = await setStage(shop(), { settings: { ...SETTINGS, theme } });
  session.dialog = { kind: "need", ids: ["3"] };
  await until(() => document.querySelector("[role=option]") !== null);
  await expectAccessible();
});

test("the picture says what it is, and its sentence and its keys with it", async () => {
  await setStage(shop());
  expect(pane().getAttribute("aria-label")).toBe("Picture of the dependencies");
  const described = (pane().getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
  expect(described[0]).toContain("3 dependencies");
  expect(described[1]).toContain("what it needs");
});
