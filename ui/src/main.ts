/** Starts the interface: chooses the host, waits for the stylesheet, mounts. */
import "./styles/index.css";
import { mount } from "svelte";
import App from "./App.svelte";
import type { Host } from "./host/host";
import { Session } from "./model/session.svelte";
import { overwriteGetLocale } from "./paraglide/runtime";

async function chooseHost(): Promise<Host> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) return (await import("./host/fake")).fakeHost();
  return (await import("./host/tauri")).host;
}

/** WebKitGTK runs module scripts before stylesheets are applied; a list that is mounted then believes that it has no height. */
async function styled(): Promise<void> {
  while (getComputedStyle(document.documentElement).getPropertyValue("--styled") === "") {
    await new Promise((resume) => setTimeout(resume, 4));
  }
}

async function begin(): Promise<void> {
  const target = document.getElementById("app");
  if (!target) return;
  // The engine's own idea of the language can be no language at all ("C").
  overwriteGetLocale(() => "en");
  const [host] = await Promise.all([chooseHost(), styled()]);
  mount(App, { target, props: { session: new Session(host) } });
  await host.show();
}

void begin();
