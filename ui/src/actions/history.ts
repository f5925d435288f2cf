/** Undo, redo and the list of changes. */

import { m } from "../paraglide/messages";
import type { Action } from "./action";
import { isOpen, isWritable } from "./action";

export const historyActions: readonly Action[] = [
  {
    id: "undo",
    title: m.action_undo,
    group: "edit",
    keys: { both: ["Ctrl+Z"] },
    when: (session) => isWritable(session) && session.desk?.workshop.history.undo != null,
    run: (session) => session.desk && session.follow(session.desk.workshop.undo()),
  },
  {
    id: "redo",
    title: m.action_redo,
    group: "edit",
    keys: { both: ["Ctrl+Shift+Z", "Ctrl+Y"] },
    when: (session) => isWritable(session) && session.desk?.workshop.history.redo != null,
    run: (session) => session.desk && session.follow(session.desk.workshop.redo()),
  },
  {
    id: "history",
    title: m.action_history,
    group: "edit",
    keys: { both: ["Ctrl+H"] },
    when: isOpen,
    run: (session) => {
      session.dialog = { kind: "history" };
    },
  },
];
