/** From a key press to an action. */
import type { Session } from "../model/session.svelte";
import { type Action, possible } from "./action";
import { chordOf } from "./chord";

export type Mode = "row" | "text";

const TEXT =
  'input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable=""], [contenteditable=true]';
const OWN_KEYS = "button, a[href], summary, [role=menuitem], [role=option], [role=radio], [role=checkbox], [role=switch], input, select";
const TAKEN_BY_CONTROLS = new Set(["Enter", "Space", "Tab", "Shift+Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

/** Whether the caret is in a text. */
export function modeOf(target: EventTarget | null): Mode {
  return target instanceof Element && target.closest(TEXT) ? "text" : "row";
}

/** The keys of an action in a mode. */
export function keysIn(action: Action, mode: Mode): readonly string[] {
  return [...(action.keys?.both ?? []), ...(action.keys?.[mode] ?? [])];
}

/** A focused button keeps the keys that it needs to be a button. */
function belongsToControl(target: EventTarget | null, chord: string): boolean {
  return TAKEN_BY_CONTROLS.has(chord) && target instanceof Element && target.closest(OWN_KEYS) !== null;
}

function inPane(target: EventTarget | null, pane: string | undefined): boolean {
  return pane === undefined || (target instanceof Element && target.closest(`[data-pane="${pane}"]`) !== null);
}

/** Does what the key stands for; `true` when it did and the browser should not. */
export function dispatch(event: KeyboardEvent, session: Session, actions: readonly Action[]): boolean {
  if (event.defaultPrevented) return false;
  const chord = chordOf(event);
  if (chord === null) return false;
  const mode = modeOf(event.target);
  if (mode === "row" && belongsToControl(event.target, chord)) return false;
  const fits = (action: Action) =>
    keysIn(action, mode).includes(chord) &&
    (session.dialog === null || action.overDialogs === true) &&
    inPane(event.target, action.pane) &&
    possible(action, session);
  // What a pane does with a key goes before what its view does with it.
  const action = actions.find((candidate) => candidate.pane !== undefined && fits(candidate)) ?? actions.find(fits);
  if (!action || action.run(session, event) === false) return false;
  event.preventDefault();
  return true;
}
