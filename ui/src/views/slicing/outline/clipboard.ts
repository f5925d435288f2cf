/** The outline on the clipboard: lists and indented text for other programs, and everything for our own windows. */
import type { Pasted } from "../../../host/bindings";
import { hostError } from "../../../host/host";
import type { OutlineView } from "../../../model/outline-view.svelte";
import { m } from "../../../paraglide/messages";
import { htmlOf, itemsInHtml, slicesInHtml, textOf } from "./html-items";

/** Above this many lines, the tree that will come is shown before it comes. */
const SHOWN_BEFORE = 30;

/** What the window knows of the selection before it is copied: the copy event cannot wait for the host. */
export class Copying {
  #ready: { of: string; json: string } | undefined;

  constructor(private readonly view: OutlineView) {}

  /** Fetches the lossless form of the selection; called when a copy is likely, such as on pressing Ctrl. */
  async prepare(): Promise<void> {
    const ids = this.#ids();
    const of = this.#nameOf(ids);
    if (ids.length === 0 || this.#ready?.of === of) return;
    const { json } = await this.view.workshop.host.slicesCopy(ids).catch(() => ({ json: "" }));
    this.#ready = json === "" ? undefined : { of, json };
  }

  /** Puts the selection on the clipboard; `false` when there is none. */
  copy(clipboard: DataTransfer): boolean {
    const ids = this.#ids();
    if (ids.length === 0) return false;
    const items = this.view.editor.itemsOf(ids);
    const lossless = this.#ready?.of === this.#nameOf(ids) ? this.#ready.json : undefined;
    clipboard.setData("text/plain", textOf(items));
    clipboard.setData("text/html", htmlOf(items, lossless));
    return true;
  }

  #ids(): string[] {
    return this.view.targets().filter((id) => this.view.workshop.row(id) !== undefined);
  }

  #nameOf(ids: readonly string[]): string {
    return `${this.view.workshop.revision} ${ids.join(" ")}`;
  }
}

/** What the clipboard holds, the richest form that can be read; `undefined` for nothing. */
export function pastedFrom(clipboard: DataTransfer): Pasted | undefined {
  const html = clipboard.getData("text/html");
  const json = html === "" ? undefined : slicesInHtml(html);
  if (json !== undefined) return { as: "slices", json };
  const items = html === "" ? undefined : itemsInHtml(html);
  if (items !== undefined) return { as: "items", items };
  const text = clipboard.getData("text/plain");
  return text.trim() === "" ? undefined : { as: "text", text };
}

/** Whether it is more than a few words for the middle of a title. */
export function isOutline(pasted: Pasted): boolean {
  if (pasted.as === "text") return /\S[^\n]*\n\s*\S/u.test(pasted.text);
  return pasted.as === "slices" || pasted.items.length > 1;
}

/** Pastes at the cursor; a large outline is shown first. */
export async function paste(view: OutlineView, pasted: Pasted): Promise<void> {
  if (view.workshop.readOnly !== "") return;
  const lines = pasted.as === "text" ? pasted.text.split("\n").length : pasted.as === "items" ? pasted.items.length : 0;
  if (lines <= SHOWN_BEFORE) return view.editor.paste(pasted);
  try {
    view.box = { kind: "paste", pasted, items: await view.workshop.host.pastePreview(pasted) };
  } catch (cause) {
    view.workshop.notices.fail(hostError(cause, m.error_inside()));
  }
}
