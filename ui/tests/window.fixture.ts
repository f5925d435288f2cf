import "../src/styles/index.css";
import axe from "axe-core";
import { mount, unmount } from "svelte";
import { expect, onTestFinished } from "vitest";
import App from "../src/App.svelte";
import type { Settings } from "../src/host/bindings";
import { type FakeHost, type FakeOptions, fakeHost } from "../src/host/fake";
import { Session } from "../src/model/session.svelte";

/** The whole window over a host in memory. */
export type TestWindow = { host: FakeHost; session: Session };

export const SETTINGS: Settings = { theme: "light", projector: false, last_file: "", last_view: "slicing" };
export const EXPENSES = "/home/ada/Workshops/Expense reporting.carpaccio";

/** Looks again with every frame until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => requestAnimationFrame(resume));
}

/** Starts the program as a user would find it, at the home screen unless the settings name a last file. */
export async function openWindow(options: FakeOptions = {}): Promise<TestWindow> {
  const host = fakeHost({ settings: SETTINGS, ...options });
  const session = new Session(host);
  const target = Object.assign(document.createElement("div"), { id: "app" });
  document.body.append(target);
  const app = mount(App, { target, props: { session } });
  onTestFinished(async () => {
    await unmount(app);
    target.remove();
  });
  await until(() => session.home !== null && document.querySelector("h1") !== null);
  return { host, session };
}

/** Starts with a workshop open at a view. */
export async function openWorkshop(view: Settings["last_view"] = "handover", options: FakeOptions = {}): Promise<TestWindow> {
  const opened = await openWindow({ settings: { ...SETTINGS, last_file: EXPENSES, last_view: view }, ...options });
  await until(() => opened.session.desk !== null && document.querySelector("main") !== null);
  return opened;
}

/** Waits until a dialog is on the screen. */
export async function dialog(): Promise<HTMLElement> {
  await until(() => document.querySelector("[role=dialog] :is(h2, input)") !== null);
  return document.querySelector("[role=dialog]") as HTMLElement;
}

/** Nothing for axe to find, and one `main` with one `h1`. */
export async function expectAccessible(): Promise<void> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
  expect(document.querySelectorAll("main").length).toBe(1);
  expect(document.querySelectorAll("h1").length).toBe(1);
}
