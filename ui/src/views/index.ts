/** Which component draws which view and which dialog. Each is loaded when it is first needed. */
import type { Component } from "svelte";
import type { DialogState, ViewId } from "../model/session.svelte";

type Lazy<Props extends Record<string, unknown>> = () => Promise<{ default: Component<Props> }>;
type Bare = Lazy<Record<string, never>>;

/** A view gets nothing: it asks the session. Its root is the only `main`, and holds the only `h1`. */
export const views: Partial<Record<ViewId, Bare>> = {
  slicing: () => import("./slicing/Slicing.svelte"),
  backlog: () => import("./backlog/Backlog.svelte"),
  handover: () => import("./handover/Handover.svelte"),
};

/** A dialog may ask what it is about, and sets `session.dialog` to `null` when it is done. */
export const dialogs: { [Kind in DialogState["kind"]]?: Lazy<{ about: Extract<DialogState, { kind: Kind }> }> | Bare } = {
  palette: () => import("./dialogs/Palette.svelte"),
  shortcuts: () => import("./dialogs/Shortcuts.svelte"),
  history: () => import("./dialogs/History.svelte"),
  workshop: () => import("./dialogs/WorkshopSettings.svelte"),
  overview: () => import("./dialogs/Overview.svelte"),
  import: () => import("./imports/ImportSheet.svelte"),
  "paste-text": () => import("./imports/PasteText.svelte"),
  throughput: () => import("./backlog/forecast/Counted.svelte"),
  split: () => import("./slicing/split/SplitDialog.svelte"),
  "move-to": () => import("./slicing/dialogs/MoveTo.svelte"),
  need: () => import("./slicing/dialogs/Need.svelte"),
  release: () => import("./backlog/dialogs/Release.svelte"),
  "set-aside": () => import("./backlog/dialogs/SetAside.svelte"),
};
