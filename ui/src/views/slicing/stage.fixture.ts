import "../../styles/index.css";
import { mount, unmount } from "svelte";
import { onTestFinished } from "vitest";
import App from "../../App.svelte";
import type { Settings } from "../../host/bindings";
import { type FakeHost, type FakeOptions, fakeHost } from "../../host/fake";
import { parseOutline } from "../../host/fake/outline";
import { Draft, emptyState, type FakeState } from "../../host/fake/state";
import { Session } from "../../model/session.svelte";

const SETTINGS: Settings = { theme: "light", projector: false, last_file: "/tmp/stage.carpaccio", last_view: "slicing" };

/** The whole window on a workshop in memory, as the tests of this view use it. */
export interface Stage {
  readonly host: FakeHost;
  readonly session: Session;
  /** The rows on the screen in their order, each as its level and its title. */
  rows(): string[];
  /** What the host holds, as an outline. */
  stored(): Promise<string>;
  /** The row with this title. */
  row(title: string): HTMLElement;
  /** Waits until everything that was done is stored and drawn. */
  settle(): Promise<void>;
}

/** A state from an outline; titles are unique in it. */
export function stateOf(outline: string): FakeState {
  const draft = new Draft(emptyState("Stage"));
  draft.addAll(null, null, parseOutline(outline));
  return draft.finish();
}

/** Mounts the window and waits until the outline is there. */
export async function setStage(outline: string | FakeState, options: FakeOptions = {}): Promise<Stage> {
  const fake = fakeHost({ settings: SETTINGS, ...options });
  const state = typeof outline === "string" ? stateOf(outline) : outline;
  const host: FakeHost = { ...fake, workshopOpen: async () => fake.seed(state) };
  const session = new Session(host);
  const target = Object.assign(document.createElement("div"), { id: "app" });
  document.body.append(target);
  const app = mount(App, { target, props: { session } });
  onTestFinished(async () => {
    await unmount(app);
    target.remove();
  });
  await until(() => document.querySelector("[role=treegrid] [role=rowgroup] [role=columnheader]") !== null);
  if (state.slices.size > 0) await until(() => document.querySelector("[data-row]") !== null);
  return { host, session, rows, stored: () => storedOutline(host), row, settle: () => settle(session) };
}

/** Looks again with every frame until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => requestAnimationFrame(resume));
}

function elements(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  return all.sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex));
}

function titleOf(row: HTMLElement): string {
  return row.querySelector("input")?.value ?? row.querySelector("[data-title]")?.textContent ?? "";
}

function rows(): string[] {
  return elements().map((row) => `${row.ariaLevel} ${titleOf(row)}`);
}

function row(title: string): HTMLElement {
  const found = elements().find((element) => titleOf(element) === title);
  if (found === undefined) throw new Error(`There is no row ‘${title}’ among ${rows().join(", ")}.`);
  return found;
}

async function settle(session: Session): Promise<void> {
  await session.desk?.workshop.settled();
  await new Promise((resume) => requestAnimationFrame(resume));
}

async function storedOutline(host: FakeHost): Promise<string> {
  const { rows: all } = await host.outlineLoad();
  const depths = new Map<string, number>();
  for (const { id, parent } of all) depths.set(id, parent == null ? 0 : (depths.get(parent) ?? 0) + 1);
  return all.map(({ id, title }) => `${depths.get(id)} ${title}`).join("\n");
}
