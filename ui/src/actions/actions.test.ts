import { expect, test } from "vitest";
import type { Session } from "../model/session.svelte";
import type { Action } from "./action";
import type { Mode } from "./dispatch";
import { dispatch, keysIn } from "./dispatch";
import { ACTIONS } from "./index";

const MODES: Mode[] = ["row", "text"];

function apart(a: Action, b: Action): boolean {
  const views = a.view !== undefined && b.view !== undefined && a.view !== b.view;
  // The key of a pane goes before the same key of its view.
  const panes = a.pane !== b.pane;
  return views || panes;
}

test("every action has a title of its own and an id of its own", () => {
  for (const action of ACTIONS) expect(action.title().trim(), action.id).not.toBe("");
  expect(new Set(ACTIONS.map((action) => action.id)).size).toBe(ACTIONS.length);
});

test.each(MODES)("no two actions clash on a key, %s", (mode) => {
  const clashes = ACTIONS.flatMap((a, at) =>
    ACTIONS.slice(at + 1).flatMap((b) => {
      const shared = keysIn(a, mode).filter((chord) => keysIn(b, mode).includes(chord));
      return shared.length > 0 && !apart(a, b) ? [`${shared.join(" ")}: ${a.id}, ${b.id}`] : [];
    }),
  );
  expect(clashes).toEqual([]);
});

test("no action takes a key that belongs to the system or to AltGr", () => {
  const chords = ACTIONS.flatMap((action) => MODES.flatMap((mode) => keysIn(action, mode)));
  expect(chords.filter((chord) => /^Ctrl\+(Alt\+.*|[WTP])$/.test(chord))).toEqual([]);
});

test("in a text no letter is a command", () => {
  const letters = ACTIONS.flatMap((action) => keysIn(action, "text")).filter((chord) => /^(Shift\+)?.$/.test(chord));
  expect(letters).toEqual([]);
});

test("a key of the pane that has the focus goes before the same key of its view", () => {
  const done: string[] = [];
  const made = (id: string, pane?: string): Action => {
    return { id, title: () => id, group: "view", keys: { row: ["D"] }, run: () => done.push(id), ...(pane !== undefined && { pane }) };
  };
  const actions = [made("view"), made("pane", "needs")];
  const session = { dialog: null } as Session;
  const pane = Object.assign(document.createElement("div"), { tabIndex: 0 });
  pane.dataset.pane = "needs";
  for (const target of [pane, document.body]) {
    const event = new KeyboardEvent("keydown", { key: "d" });
    Object.defineProperty(event, "target", { value: target });
    dispatch(event, session, actions);
  }
  expect(done).toEqual(["pane", "view"]);
});
