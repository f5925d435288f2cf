/** What an action is. One table of them feeds the menu, the palette, the context menu, the sheet of keys and the tests. */
import type { Session, ViewId } from "../model/session.svelte";

/** Where the keys of an action work: while a row or nothing has the focus, while the caret is in a text, or in both. */
export type Keys = { row?: readonly string[]; text?: readonly string[]; both?: readonly string[] };

export type Group = "workshop" | "edit" | "slice" | "outline" | "backlog" | "view" | "help";
export const GROUPS: readonly Group[] = ["workshop", "edit", "slice", "outline", "backlog", "view", "help"];

export type Action = {
  id: string;
  /** An imperative that is clear on its own: it stands in the palette. */
  title: () => string;
  group: Group;
  keys?: Keys;
  /** Only in this view; absent for everywhere. */
  view?: ViewId;
  /** Its keys work only while the focus is in the pane of this name (`data-pane`). Menu and palette do not care. */
  pane?: string;
  /** Also while a dialog is open. */
  overDialogs?: boolean;
  /** Whether it is on; absent for what is not a switch. */
  checked?: (session: Session) => boolean;
  /** Shown in the context menu of a row. */
  context?: boolean;
  /** Not offered in menus and palette: a key that only makes sense as a key. */
  keysOnly?: boolean;
  /** Whether it can be done now; absent for always. */
  when?: (session: Session) => boolean;
  /** Does it. `event` is absent when it was chosen from a menu. A key whose action returns `false` keeps its usual meaning. */
  run: (session: Session, event?: KeyboardEvent) => unknown;
};

/** The first key, as a hint beside the title. */
export function hint(action: Action): string | undefined {
  return action.keys?.both?.[0] ?? action.keys?.row?.[0] ?? action.keys?.text?.[0];
}

/** Whether it can be done in this window now. */
export function possible(action: Action, session: Session): boolean {
  if (action.view !== undefined && (session.desk === null || session.view !== action.view)) return false;
  return action.when?.(session) ?? true;
}

/** There is a workshop. */
export function isOpen(session: Session): boolean {
  return session.desk !== null;
}

/** There is a workshop, and it can be written. */
export function isWritable(session: Session): boolean {
  return session.desk !== null && session.desk.workshop.readOnly === "";
}
