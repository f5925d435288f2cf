import axe from "axe-core";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { SETTINGS, setStage, shop, until } from "../stage.fixture";
import { pane } from "./stage.fixture";

async function open(projector = false) {
  const stage = await setStage(shop(), { settings: { ...SETTINGS, projector } });
  stage.session.desk?.plan.show("dependencies");
  await until(() => document.querySelector("[data-node]") !== null);
  return stage;
}

test("the dependencies are a tab of the pane, without a barrier, also for a projector", async () => {
  await open(true);
  expect(document.querySelector("#plan-dependencies")?.ariaSelected).toBe("true");
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
});

test("Enter in the picture selects the row of the list, and selecting there goes along in the picture", async () => {
  const { session } = await open();
  session.desk?.order.show("2");
  pane().focus();
  await userEvent.keyboard("{ArrowRight}{Enter}");
  await until(() => document.querySelector("[data-place='3']")?.ariaSelected === "true");
  expect(document.activeElement).toBe(pane());
  await userEvent.click(document.querySelector("[data-place='4']") as Element);
  expect(session.desk?.needs.focus).toBe("4");
});

test("the dialog gives the focus back to the picture, where what was chosen is drawn", async () => {
  const { session } = await open();
  pane().focus();
  session.desk?.needs.go("4");
  await userEvent.keyboard("d");
  await until(() => document.querySelector("[role=combobox]") === document.activeElement);
  await userEvent.keyboard("wrap{Enter}");
  await until(() => document.querySelector("[data-node='5']") !== null);
  await until(() => document.activeElement === pane());
});

test("Escape leaves the link first, then the whole view", async () => {
  const { session } = await open();
  session.desk?.plan.widen(true);
  await until(() => document.activeElement?.id === "plan-dependencies");
  pane().focus();
  await userEvent.keyboard("l{Escape}");
  expect(session.desk?.needs.link).toBeNull();
  expect(session.desk?.plan.wide).toBe(true);
  await userEvent.keyboard("{Escape}");
  expect(session.desk?.plan.wide).toBe(false);
});

test("the keys of the picture are told on the sheet of all keys", async () => {
  const { session } = await open();
  session.dialog = { kind: "shortcuts" };
  await until(() => document.querySelector("[role=dialog]")?.textContent?.includes("To what waits for it, in the picture") === true);
});
