import "../../styles/index.css";
import { mount, unmount } from "svelte";
import { onTestFinished } from "vitest";
import App from "../../App.svelte";
import type { Gesture, Settings } from "../../host/bindings";
import { type FakeHost, type FakeOptions, fakeHost } from "../../host/fake";
import { perform } from "../../host/fake/gestures";
import type { FakeState } from "../../host/fake/state";
import { Session } from "../../model/session.svelte";
import { stateOf, until } from "../slicing/stage.fixture";

/** The whole window at the backlog of a workshop in memory. */
export type Stage = { host: FakeHost; session: Session };

export const SETTINGS: Settings = { theme: "light", projector: false, last_file: "/tmp/stage.carpaccio", last_view: "backlog" };

const SHOP = `Sell
  Show
  Pay
  Send
  Wrap
  Thank`;

const worth = (id: string, value: number, effort: number): Gesture[] => [
  { do: "set", ids: [id], field: { field: "value", value } },
  { do: "set", ids: [id], field: { field: "effort", value: effort } },
];

/** Show, Pay, Send, then the line, Wrap and Thank: `Pay` needs `Show`, `Send` needs `Pay`. */
export function shop(...more: Gesture[]): FakeState {
  const gestures: Gesture[] = [
    ...worth("2", 90, 2),
    ...worth("3", 80, 4),
    ...worth("4", 60, 2),
    ...worth("5", 20, 1),
    ...worth("6", 10, 2),
    { do: "add-need", ids: ["3"], needs: "2" },
    { do: "add-need", ids: ["4"], needs: "3" },
    ...more,
  ];
  return gestures.reduce((state, gesture) => perform(state, gesture).state, stateOf(SHOP));
}

/** Mounts the window and waits until the backlog is there. */
export async function setStage(state: FakeState, options: FakeOptions = {}): Promise<Stage> {
  const fake = fakeHost({ settings: SETTINGS, ...options });
  const host: FakeHost = { ...fake, workshopOpen: async () => fake.seed(state) };
  const session = new Session(host);
  const target = Object.assign(document.createElement("div"), { id: "app" });
  document.body.append(target);
  const app = mount(App, { target, props: { session } });
  onTestFinished(async () => {
    await unmount(app);
    target.remove();
  });
  await until(() => session.desk?.workshop.backlog != null && document.querySelector("[data-place], .empty") !== null);
  return { host, session };
}

function places(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("[data-place]")];
  return all.sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex));
}

function titleOf(place: HTMLElement): string {
  return place.querySelector(".title, .name")?.textContent ?? "";
}

/** The rows on the screen from top to bottom. */
export function shown(): string[] {
  return places().map(titleOf);
}

/** The row with this title, or the line of the release with this name. */
export function row(title: string): HTMLElement {
  const found = places().find((place) => titleOf(place) === title);
  if (!found) throw new Error(`There is no row ‘${title}’ among ${shown().join(", ")}.`);
  return found;
}

/** Waits until the rows are these. */
export function untilShown(...titles: string[]): Promise<void> {
  return until(() => shown().join() === titles.join());
}

/** What was said last to people who do not see the screen. */
export function announced(): string {
  return document.querySelector("[role=status][aria-atomic]")?.textContent ?? "";
}

/** The answer to "why?" on the screen. */
export function why(): string {
  return document.querySelector("#backlog-why")?.textContent ?? "";
}

export { until };
