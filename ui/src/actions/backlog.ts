/** What can be done with the order and the lines of the releases. */
import type { OrderView } from "../model/order-view.svelte";
import type { Session } from "../model/session.svelte";
import { m } from "../paraglide/messages";
import { type Action, isOpen, isWritable } from "./action";

type Run = (order: OrderView, session: Session) => unknown;
type Rest = Omit<Action, "view" | "group" | "run" | "when"> & { when?: (order: OrderView, session: Session) => boolean; do: Run };

/** A page of rows, for Page Up and Page Down. */
const PAGE = 15;

function inBacklog({ do: work, when, ...rest }: Rest): Action {
  return {
    ...rest,
    group: "backlog",
    view: "backlog",
    when: (session) => isOpen(session) && (session.desk === null || (when?.(session.desk.order, session) ?? true)),
    run: (session) => (session.desk === null ? false : work(session.desk.order, session)),
  };
}

const onSlice = (order: OrderView) => order.entry !== undefined;
const canMove = (order: OrderView, session: Session) => isWritable(session) && !order.circular && order.focus !== null;
const canChange = (order: OrderView, session: Session) => isWritable(session) && onSlice(order);

/** A key that works while the focus is in the list. */
function inList(id: string, title: () => string, chord: string, work: Run): Action {
  return inBacklog({ id, title, keysOnly: true, pane: "backlog", keys: { row: [chord] }, do: work });
}

/** A key that works while the focus is on the curve. */
function onCurve(id: string, title: () => string, chord: string, by: number): Action {
  return inBacklog({ id, title, keysOnly: true, pane: "curve", keys: { row: [chord] }, do: (order) => order.walk(by) });
}

function openSlice(order: OrderView, session: Session, details: boolean): unknown {
  const id = order.entry?.id;
  return id === undefined ? false : session.openSlice(id, details);
}

function openGoal({ release }: OrderView, session: Session): void {
  if (release) session.dialog = { kind: "release", id: release.id };
}

/** A new line is named at once. */
async function addRelease(order: OrderView, session: Session): Promise<void> {
  const id = await order.addRelease();
  if (id !== null) session.dialog = { kind: "release", id };
}

const changing: readonly Action[] = [
  inBacklog({
    id: "backlog-begin",
    title: m.backlog_empty_begin,
    keys: { row: ["O"] },
    when: (order, session) => isWritable(session) && order.workshop.size === 0,
    do: (_order, session) => {
      session.show("slicing");
      session.desk?.outline.editor.addBelow(null);
    },
  }),
  inBacklog({
    id: "backlog-open",
    title: m.action_backlog_open,
    keys: { row: ["Enter"] },
    context: true,
    when: (order) => order.focus !== null,
    do: (order, session) => (order.release ? openGoal(order, session) : openSlice(order, session, false)),
  }),
  inBacklog({
    id: "backlog-details",
    title: m.action_backlog_details,
    keys: { row: ["Shift+Enter"] },
    context: true,
    when: onSlice,
    do: (order, session) => openSlice(order, session, true),
  }),
  inBacklog({
    id: "backlog-value",
    title: m.action_backlog_value,
    keys: { row: ["V", "Alt+V"] },
    context: true,
    when: canChange,
    do: (order) => order.setNumber("value"),
  }),
  inBacklog({
    id: "backlog-effort",
    title: m.action_backlog_effort,
    keys: { row: ["E", "Alt+E"] },
    context: true,
    when: canChange,
    do: (order) => order.setNumber("effort"),
  }),
  inBacklog({
    id: "backlog-need",
    title: m.action_backlog_need,
    keys: { row: ["D"] },
    context: true,
    when: canChange,
    do: (order, session) => {
      if (order.entry) session.dialog = { kind: "need", ids: [order.entry.id] };
    },
  }),
  inBacklog({
    id: "backlog-sooner",
    title: m.action_backlog_sooner,
    keys: { row: ["Alt+ArrowUp"] },
    context: true,
    when: canMove,
    do: (order) => order.shift(-1),
  }),
  inBacklog({
    id: "backlog-afterwards",
    title: m.action_backlog_afterwards,
    keys: { row: ["Alt+ArrowDown"] },
    context: true,
    when: canMove,
    do: (order) => order.shift(1),
  }),
  inBacklog({
    id: "backlog-line",
    title: m.action_backlog_line,
    keys: { row: ["M"] },
    context: true,
    when: (order, session) => canMove(order, session) && onSlice(order),
    do: (order) => order.lineHere(),
  }),
  inBacklog({
    id: "backlog-mvp",
    title: m.action_backlog_mvp,
    keys: { row: ["Shift+M"] },
    context: true,
    when: (order, session) => canMove(order, session) && onSlice(order),
    do: (order) => order.toggleMvp(),
  }),
  inBacklog({
    id: "backlog-pin",
    title: m.action_backlog_pin,
    keys: { row: ["P"] },
    context: true,
    when: (order, session) => canMove(order, session) && onSlice(order),
    do: (order) => order.togglePin(),
  }),
  inBacklog({
    id: "backlog-must",
    title: m.action_backlog_must,
    keys: { row: ["U"] },
    context: true,
    when: canChange,
    do: (order) => order.toggleWish("must"),
  }),
  inBacklog({
    id: "backlog-not-now",
    title: m.action_backlog_not_now,
    keys: { row: ["N"] },
    context: true,
    when: canChange,
    do: (order) => order.toggleWish("not-now"),
  }),
  inBacklog({
    id: "backlog-set-aside",
    title: m.action_backlog_set_aside,
    keys: { row: ["Shift+N"] },
    context: true,
    when: canChange,
    do: (order, session) => {
      if (order.entry) session.dialog = { kind: "set-aside", id: order.entry.id };
    },
  }),
  inBacklog({
    id: "backlog-release",
    title: m.action_backlog_release,
    keys: { row: ["R"] },
    context: true,
    when: (order, session) => canMove(order, session) && onSlice(order),
    do: addRelease,
  }),
  inBacklog({
    id: "backlog-remove-release",
    title: m.action_backlog_remove_release,
    context: true,
    when: (order, session) => isWritable(session) && order.release?.id != null,
    do: (order) => (order.release?.id == null ? false : order.removeRelease(order.release.id)),
  }),
  inBacklog({
    id: "propose-mvp",
    title: m.action_propose_mvp,
    context: true,
    when: (order, session) => isWritable(session) && order.releases[0]?.cut.by === "hand",
    do: (order) => order.drawLine(null, { by: "proposed" }),
  }),
  inBacklog({
    id: "propose-order",
    title: m.action_propose_order,
    keys: { row: ["B"] },
    context: true,
    when: (order, session) => isWritable(session) && order.pins > 0,
    do: (order) => order.proposeOrder(),
  }),
];

const walking: readonly Action[] = [
  inList("backlog-up", m.action_backlog_up, "ArrowUp", (order) => order.step(-1)),
  inList("backlog-down", m.action_backlog_down, "ArrowDown", (order) => order.step(1)),
  inList("backlog-page-up", m.action_backlog_page_up, "PageUp", (order) => order.step(-PAGE)),
  inList("backlog-page-down", m.action_backlog_page_down, "PageDown", (order) => order.step(PAGE)),
  inList("backlog-first", m.action_backlog_first, "Home", (order) => order.step(-Infinity)),
  inList("backlog-last", m.action_backlog_last, "End", (order) => order.step(Infinity)),
  onCurve("curve-earlier", m.action_backlog_earlier, "ArrowLeft", -1),
  onCurve("curve-later", m.action_backlog_later, "ArrowRight", 1),
  onCurve("curve-start", m.action_backlog_start, "Home", -Infinity),
  onCurve("curve-end", m.action_backlog_end, "End", Infinity),
];

export const backlogActions: readonly Action[] = [...changing, ...walking];
