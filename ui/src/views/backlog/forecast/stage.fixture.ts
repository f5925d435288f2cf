import axe from "axe-core";
import { expect } from "vitest";
import type { Gesture, PaceView } from "../../../host/bindings";
import type { FakeOptions } from "../../../host/fake";
import type { PlanTab } from "../../../model/plan-pane.svelte";
import { type Stage, setStage, shop, until } from "../stage.fixture";

export const WEEKS = [3, 1, 2, 0, 3, 2, 1, 2];

export function pace(change: Partial<PaceView> = {}): Gesture {
  return { do: "set-pace", pace: { throughput: WEEKS, growth: 100, people_then: 2, people: 2, from: "2026-05-04", due: null, ...change } };
}

/** The window at a tab of the backlog's pane, with the shop that finished some slices in past weeks. */
export async function setTab(tab: PlanTab, gestures: readonly Gesture[] = [pace()], options: FakeOptions = {}): Promise<Stage> {
  const stage = await setStage(shop(...gestures), options);
  if (stage.session.desk) stage.session.desk.plan.tab = tab;
  await until(() => document.querySelector(`#plan-${tab}[aria-selected=true]`) !== null && part(".forecast, .whatif") !== null);
  return stage;
}

export function part<E extends HTMLElement = HTMLElement>(selector: string): E | null {
  return document.querySelector<E>(selector);
}

/** The field with this label. */
export function labelled<E extends HTMLElement = HTMLInputElement>(label: string): E {
  const found = [...document.querySelectorAll("label")].find(({ textContent }) => textContent === label);
  const field = found ? document.getElementById(found.htmlFor) : document.querySelector(`[aria-label="${label}"]`);
  if (!field) throw new Error(`There is no field ‘${label}’.`);
  return field as E;
}

/** The button whose words begin so. */
export function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find(({ textContent }) => textContent?.trim().startsWith(words));
  if (!found) throw new Error(`There is no button ‘${words}’.`);
  return found;
}

/** The cells of a table, row by row. */
export function table(): string[][] {
  return [...document.querySelectorAll("#plan-panel table tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent?.trim().replaceAll(/\s+/g, " ") ?? ""),
  );
}

export async function expectAccessible(): Promise<void> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
}
