/** What can be done with slices in the outline. */
import type { Direction, SliceId } from "../host/bindings";
import type { Caret } from "../model/outline/caret";
import type { OutlineView } from "../model/outline-view.svelte";
import type { Session } from "../model/session.svelte";
import { m } from "../paraglide/messages";
import { type Action, isOpen, isWritable } from "./action";

type Run = (outline: OutlineView, session: Session, event?: KeyboardEvent) => unknown;
type Rest = Omit<Action, "view" | "run"> & { do: Run };

/** A page of rows, for Page Up and Page Down. */
const PAGE = 15;

/** An action in the outline. Its keys work while the focus is there; the menu and the palette offer it in the whole view. */
function inOutline({ do: work, when = isOpen, ...rest }: Rest): Action {
  return {
    pane: "outline",
    ...rest,
    view: "slicing",
    when,
    run: (session, event) => (session.desk === null ? false : work(session.desk.outline, session, event)),
  };
}

/** One that changes the workshop. */
function change(rest: Rest): Action {
  return inOutline({ when: isWritable, ...rest });
}

/** One that is only a key. */
function key(rest: Rest): Action {
  return inOutline({ keysOnly: true, ...rest });
}

/** The caret of the field that a key was pressed in. */
function caretOf(event: KeyboardEvent | undefined): Caret {
  const field = event?.target;
  if (!(field instanceof HTMLInputElement)) return { text: "", from: 0, to: 0 };
  return { text: field.value, from: field.selectionStart ?? 0, to: field.selectionEnd ?? 0 };
}

function withFocus(outline: OutlineView, work: (id: SliceId) => unknown): unknown {
  return outline.focus === null ? false : work(outline.focus);
}

function shifts(id: string, title: () => string, direction: Direction, chord: string): Action {
  return change({ id, title, group: "slice", keys: { both: [chord] }, do: (outline) => outline.editor.shift(direction) });
}

/** Goes `by` rows down, stopping at the ends; in a title the caret goes along. */
function stepBy(outline: OutlineView, by: number): unknown {
  const { ids } = outline.visible;
  const to = ids[Math.max(0, Math.min(outline.indexOf(outline.focus) + by, ids.length - 1))];
  return to === undefined ? false : outline.step(to);
}

function extendBy(outline: OutlineView, by: number): unknown {
  const to = outline.visible.ids[outline.indexOf(outline.focus) + by];
  return to === undefined ? undefined : outline.extend(to);
}

function closeOrClimb(outline: OutlineView): unknown {
  return withFocus(outline, (id) => {
    if (outline.isBranch(id) && outline.isOpen(id)) return outline.close([id]);
    const parent = outline.forest.parentOf(id);
    return parent === undefined || id === outline.zoom ? undefined : outline.step(parent);
  });
}

function openOrDescend(outline: OutlineView): unknown {
  return withFocus(outline, (id) => {
    if (!outline.isOpen(id)) return outline.open([id]);
    const [child] = outline.forest.childrenOf(id);
    return child === undefined ? undefined : outline.step(child);
  });
}

/** Escape clears what was chosen, then the filter, then lets the focus go, so that Tab leaves the outline. */
function stepBack(outline: OutlineView): unknown {
  if (outline.unselect()) return undefined;
  if (outline.filter !== "") return outline.setFilter("");
  (document.activeElement as HTMLElement | null)?.blur();
  return undefined;
}

/** In a title the tree opens and closes, and the caret stays. */
function fold(outline: OutlineView, open: boolean): unknown {
  return withFocus(outline, (id) => (open ? outline.open([id]) : outline.close([id])));
}

async function openDialog(session: Session, kind: "move-to" | "need", outline: OutlineView): Promise<void> {
  await outline.editor.flush();
  const ids = outline.targets().map((id) => outline.storedAs(id));
  if (ids.length > 0) session.dialog = { kind, ids };
}

async function openSplit(session: Session, outline: OutlineView): Promise<void> {
  await outline.editor.flush();
  const id = outline.focus === null ? undefined : outline.storedAs(outline.focus);
  if (id === undefined || outline.workshop.row(id) === undefined) return;
  outline.editor.leave();
  session.dialog = { kind: "split", id };
}

function setNumber(outline: OutlineView, kind: "value" | "effort"): void {
  outline.editor.leave();
  const ids = outline.targets();
  if (ids.length > 0) outline.box = { kind, ids };
}

/** The document is asked also where it is a key: WebKitGTK sends no `copy` and no `cut` while no text is selected. */
function clipboard(command: "cut" | "copy"): Run {
  return async (outline, _session, event) => {
    if (event === undefined) {
      outline.summons += 1;
      await Promise.resolve();
    }
    if (command === "cut") getSelection()?.removeAllRanges();
    if (document.execCommand("copy") && command === "cut") outline.editor.remove();
  };
}

const levels: readonly Action[] = [1, 2, 3, 4].map((level) =>
  inOutline({
    id: `level-${level}`,
    title: () => m.action_level({ level }),
    group: "outline",
    keys: { row: [String(level)] },
    do: (outline) => outline.openLevels(level),
  }),
);

const making: readonly Action[] = [
  change({
    id: "edit-title",
    title: m.action_edit_title,
    group: "slice",
    keys: { row: ["Enter", "F2"] },
    context: true,
    do: (outline) => (outline.focus === null ? outline.editor.addBelow(null) : outline.editor.edit(outline.focus)),
  }),
  key({
    id: "enter",
    title: m.action_enter,
    group: "slice",
    when: isWritable,
    keys: { text: ["Enter"] },
    do: (outline, _session, event) => withFocus(outline, (id) => outline.editor.enter(id, caretOf(event))),
  }),
  key({
    id: "join",
    title: m.action_join,
    group: "slice",
    when: isWritable,
    keys: { text: ["Backspace"] },
    do: (outline, _session, event) => withFocus(outline, (id) => outline.editor.backspace(id, caretOf(event))),
  }),
  key({
    id: "leave-title",
    title: m.action_leave_title,
    group: "slice",
    keys: { text: ["Escape"] },
    do: (outline) => outline.editor.leave(),
  }),
  change({
    id: "add-below",
    title: m.action_add_below,
    group: "slice",
    keys: { row: ["O"] },
    context: true,
    do: (outline) => outline.editor.addBelow(outline.focus),
  }),
  change({
    id: "add-above",
    title: m.action_add_above,
    group: "slice",
    keys: { row: ["Shift+O"], text: ["Ctrl+Shift+Enter"] },
    do: (outline) => withFocus(outline, (id) => outline.editor.addAbove(id)),
  }),
  change({
    id: "add-child",
    title: m.action_add_child,
    group: "slice",
    keys: { both: ["Ctrl+Enter"] },
    context: true,
    do: (outline) => withFocus(outline, (id) => outline.editor.addChild(id)),
  }),
];

const moving: readonly Action[] = [
  shifts("indent", m.action_indent, "in", "Tab"),
  shifts("outdent", m.action_outdent, "out", "Shift+Tab"),
  shifts("move-up", m.action_move_up, "up", "Alt+ArrowUp"),
  shifts("move-down", m.action_move_down, "down", "Alt+ArrowDown"),
  change({
    id: "move-to",
    title: m.action_move_to,
    group: "slice",
    keys: { row: ["M"] },
    context: true,
    do: (outline, session) => openDialog(session, "move-to", outline),
  }),
];

const changing: readonly Action[] = [
  inOutline({
    id: "split",
    title: m.action_split,
    group: "slice",
    pane: undefined,
    keys: { row: ["S"], text: ["Ctrl+Shift+S"] },
    context: true,
    do: (outline, session) => openSplit(session, outline),
  }),
  change({
    id: "set-value",
    title: m.action_set_value,
    group: "slice",
    keys: { both: ["Alt+V"], row: ["V"] },
    context: true,
    do: (outline) => setNumber(outline, "value"),
  }),
  change({
    id: "set-effort",
    title: m.action_set_effort,
    group: "slice",
    keys: { both: ["Alt+E"], row: ["E"] },
    context: true,
    do: (outline) => setNumber(outline, "effort"),
  }),
  change({
    id: "add-need",
    title: m.action_add_need,
    group: "slice",
    keys: { row: ["D"] },
    context: true,
    do: (outline, session) => openDialog(session, "need", outline),
  }),
  change({
    id: "toggle-mvp",
    title: m.action_toggle_mvp,
    group: "slice",
    keys: { row: ["Shift+M"] },
    context: true,
    do: (outline) => outline.editor.toggleMvp(),
  }),
  change({
    id: "toggle-done",
    title: m.action_toggle_done,
    group: "slice",
    keys: { row: ["Space"] },
    context: true,
    do: (outline) => outline.editor.toggleDone(),
  }),
  change({
    id: "duplicate",
    title: m.action_duplicate,
    group: "slice",
    keys: { row: ["Ctrl+D"] },
    context: true,
    do: (outline) => outline.editor.duplicate(),
  }),
  change({
    id: "delete",
    title: m.action_delete,
    group: "slice",
    keys: { row: ["Delete"] },
    context: true,
    do: (outline) => outline.editor.remove(),
  }),
  change({ id: "cut", title: m.action_cut, group: "edit", keys: { row: ["Ctrl+X"] }, context: true, do: clipboard("cut") }),
  inOutline({ id: "copy", title: m.action_copy, group: "edit", keys: { row: ["Ctrl+C"] }, context: true, do: clipboard("copy") }),
  key({ id: "paste", title: m.action_paste, group: "edit", when: isWritable, keys: { row: ["Ctrl+V"] }, do: () => false }),
];

const looking: readonly Action[] = [
  inOutline({
    id: "show-details",
    title: m.action_show_details,
    group: "outline",
    keys: { both: ["Shift+Enter"] },
    context: true,
    do: (outline) => {
      outline.editor.leave();
      outline.detailsOver = true;
    },
  }),
  inOutline({
    id: "find-slice",
    title: m.action_find_slice,
    group: "outline",
    pane: undefined,
    keys: { both: ["Ctrl+F"] },
    do: (outline) => {
      outline.editor.leave();
      outline.box = { kind: "find" };
    },
  }),
  inOutline({
    id: "filter",
    title: m.action_filter,
    group: "outline",
    pane: undefined,
    keys: { row: ["/"] },
    do: (outline) => {
      outline.box = { kind: "filter" };
    },
  }),
  inOutline({
    id: "zoom-in",
    title: m.action_zoom_in,
    group: "outline",
    keys: { both: ["Alt+ArrowRight"] },
    context: true,
    do: (outline) => withFocus(outline, (id) => outline.zoomInto(id)),
  }),
  inOutline({
    id: "zoom-out",
    title: m.action_zoom_out,
    group: "outline",
    keys: { both: ["Alt+ArrowLeft"] },
    do: (outline) => outline.zoomOut(),
  }),
  inOutline({ id: "close", title: m.action_close, group: "outline", keys: { row: ["ArrowLeft"] }, do: closeOrClimb }),
  inOutline({ id: "open-branch", title: m.action_open_branch, group: "outline", keys: { row: ["ArrowRight"] }, do: openOrDescend }),
  key({ id: "fold", title: m.action_close, group: "outline", keys: { text: ["Ctrl+ArrowUp"] }, do: (outline) => fold(outline, false) }),
  key({
    id: "unfold",
    title: m.action_open_branch,
    group: "outline",
    keys: { text: ["Ctrl+ArrowDown"] },
    do: (outline) => fold(outline, true),
  }),
  ...levels,
];

const selecting: readonly Action[] = [
  key({ id: "row-up", title: m.action_row_up, group: "outline", keys: { row: ["ArrowUp"] }, do: (outline) => stepBy(outline, -1) }),
  key({ id: "row-down", title: m.action_row_down, group: "outline", keys: { row: ["ArrowDown"] }, do: (outline) => stepBy(outline, 1) }),
  key({ id: "page-up", title: m.action_page_up, group: "outline", keys: { row: ["PageUp"] }, do: (outline) => stepBy(outline, -PAGE) }),
  key({
    id: "page-down",
    title: m.action_page_down,
    group: "outline",
    keys: { row: ["PageDown"] },
    do: (outline) => stepBy(outline, PAGE),
  }),
  key({
    id: "first-row",
    title: m.action_first_row,
    group: "outline",
    keys: { row: ["Home"] },
    do: (outline) => stepBy(outline, -Infinity),
  }),
  key({ id: "last-row", title: m.action_last_row, group: "outline", keys: { row: ["End"] }, do: (outline) => stepBy(outline, Infinity) }),
  key({
    id: "title-up",
    title: m.action_row_up,
    group: "outline",
    keys: { text: ["ArrowUp"] },
    do: (outline, _session, event) => withFocus(outline, (id) => outline.editor.wander(id, -1, caretOf(event).from)),
  }),
  key({
    id: "title-down",
    title: m.action_row_down,
    group: "outline",
    keys: { text: ["ArrowDown"] },
    do: (outline, _session, event) => withFocus(outline, (id) => outline.editor.wander(id, 1, caretOf(event).from)),
  }),
  key({
    id: "extend-up",
    title: m.action_extend_up,
    group: "outline",
    keys: { row: ["Shift+ArrowUp"] },
    do: (outline) => extendBy(outline, -1),
  }),
  key({
    id: "extend-down",
    title: m.action_extend_down,
    group: "outline",
    keys: { row: ["Shift+ArrowDown"] },
    do: (outline) => extendBy(outline, 1),
  }),
  key({
    id: "choose",
    title: m.action_choose,
    group: "outline",
    keys: { row: ["X"] },
    do: (outline) => withFocus(outline, (id) => outline.toggle(id)),
  }),
  inOutline({
    id: "select-more",
    title: m.action_select_more,
    group: "outline",
    keys: { row: ["Ctrl+A"] },
    do: (outline) => outline.widen(),
  }),
  key({ id: "escape", title: m.action_escape, group: "outline", keys: { row: ["Escape"] }, do: stepBack }),
];

export const sliceActions: readonly Action[] = [...making, ...changing, ...moving, ...looking, ...selecting];
