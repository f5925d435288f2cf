/** What can be done with the picture of the dependencies. */
import type { DependencyView } from "../model/dependency-view.svelte";
import type { Session } from "../model/session.svelte";
import { m } from "../paraglide/messages";
import { type Action, isWritable } from "./action";

type Run = (view: DependencyView, session: Session) => unknown;
type Rest = Omit<Action, "view" | "pane" | "group" | "run" | "when" | "keysOnly"> & {
  when?: (view: DependencyView, session: Session) => boolean;
  do: Run;
};

/** A key that works while the focus is in the picture. */
function inPicture({ do: work, when, ...rest }: Rest): Action {
  return {
    ...rest,
    group: "backlog",
    view: "backlog",
    pane: "needs",
    keysOnly: true,
    when: (session) => session.desk !== null && (when?.(session.desk.needs, session) ?? true),
    run: (session) => (session.desk === null ? false : work(session.desk.needs, session)),
  };
}

const onNode = (view: DependencyView) => view.focus !== null;
const canDraw = (view: DependencyView, session: Session) => isWritable(session) && onNode(view);

function onFocus(view: DependencyView, work: (id: string) => unknown): unknown {
  return view.focus === null ? false : work(view.focus);
}

const walking: readonly Action[] = [
  inPicture({ id: "needs-left", title: m.action_needs_left, keys: { row: ["ArrowLeft"] }, do: (view) => view.walk("left") }),
  inPicture({ id: "needs-right", title: m.action_needs_right, keys: { row: ["ArrowRight"] }, do: (view) => view.walk("right") }),
  inPicture({ id: "needs-up", title: m.action_needs_up, keys: { row: ["ArrowUp"] }, do: (view) => view.walk("up") }),
  inPicture({ id: "needs-down", title: m.action_needs_down, keys: { row: ["ArrowDown"] }, do: (view) => view.walk("down") }),
  inPicture({ id: "needs-first", title: m.action_needs_first, keys: { row: ["Home"] }, do: (view) => view.walk("first") }),
  inPicture({ id: "needs-last", title: m.action_needs_last, keys: { row: ["End"] }, do: (view) => view.walk("last") }),
  inPicture({ id: "needs-next-link", title: m.action_needs_next_link, keys: { row: ["L"] }, when: onNode, do: (view) => view.stepLink(1) }),
  inPicture({
    id: "needs-previous-link",
    title: m.action_needs_previous_link,
    keys: { row: ["Shift+L"] },
    when: onNode,
    do: (view) => view.stepLink(-1),
  }),
  inPicture({ id: "needs-redundant", title: m.action_needs_redundant, keys: { row: ["R"] }, do: (view) => view.stepRedundant() }),
  inPicture({ id: "needs-select", title: m.action_needs_select, keys: { row: ["Enter"] }, when: onNode, do: (view) => view.enter() }),
  inPicture({
    id: "needs-open",
    title: m.action_needs_open,
    keys: { row: ["Shift+Enter"] },
    when: onNode,
    do: (view, session) => onFocus(view, (id) => session.openSlice(id, true)),
  }),
  inPicture({
    id: "needs-back",
    title: m.action_needs_back,
    keys: { row: ["Escape"] },
    when: (view) => view.drawing !== null || view.link !== null || view.refused !== null,
    do: (view) => view.back(),
  }),
];

const changing: readonly Action[] = [
  inPicture({
    id: "needs-draw",
    title: m.action_needs_draw,
    keys: { row: ["N"] },
    when: canDraw,
    do: (view) => onFocus(view, (id) => view.draw(id, "needs", true)),
  }),
  inPicture({
    id: "needs-draw-needed",
    title: m.action_needs_draw_needed,
    keys: { row: ["Shift+N"] },
    when: canDraw,
    do: (view) => onFocus(view, (id) => view.draw(id, "needed", true)),
  }),
  inPicture({
    id: "needs-remove",
    title: m.action_needs_remove,
    keys: { row: ["Delete", "Backspace"] },
    when: (view, session) => isWritable(session) && view.link !== null,
    do: (view) => (view.link === null ? false : view.remove(view.link)),
  }),
  inPicture({
    id: "needs-dialog",
    title: m.action_needs_dialog,
    keys: { row: ["D"] },
    when: canDraw,
    do: (view, session) =>
      onFocus(view, (id) => {
        session.dialog = { kind: "need", ids: [id] };
      }),
  }),
  inPicture({
    id: "needs-split",
    title: m.action_needs_split,
    keys: { row: ["S"] },
    when: onNode,
    do: (view, session) =>
      onFocus(view, (id) => {
        session.dialog = { kind: "split", id };
      }),
  }),
];

const seeing: readonly Action[] = [
  inPicture({ id: "needs-larger", title: m.action_needs_larger, keys: { row: ["+", "="] }, do: (view) => view.lens.step(1) }),
  inPicture({ id: "needs-smaller", title: m.action_needs_smaller, keys: { row: ["-"] }, do: (view) => view.lens.step(-1) }),
  inPicture({ id: "needs-fit", title: m.action_needs_fit, keys: { row: ["0"] }, do: (view) => view.lens.fit() }),
];

export const dependencyActions: readonly Action[] = [...walking, ...changing, ...seeing];
