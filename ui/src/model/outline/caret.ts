/** The caret in a title. `from` and `to` differ when text is marked. */
export interface Caret {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What Enter does in a title. */
export type OnEnter =
  | { does: "add-below" }
  | { does: "add-above" }
  | { does: "cut"; before: string; after: string }
  /** An empty title again and again climbs out, as in every outliner. */
  | { does: "outdent" };

/** Enter: at the end a new slice below, at the start one above, in the middle two out of one. */
export function onEnter({ text, from, to }: Caret, depth: number): OnEnter {
  if (text.trim() === "") return depth > 0 ? { does: "outdent" } : { does: "add-below" };
  const before = text.slice(0, from).trim();
  const after = text.slice(to).trim();
  if (after === "") return { does: "add-below" };
  if (before === "") return { does: "add-above" };
  return { does: "cut", before, after };
}

/** What Backspace does at a place in a title; `undefined` leaves it to the text field. */
export function onBackspace({ text, from, to }: Caret, hasChildren: boolean): "join" | "delete" | undefined {
  if (from !== 0 || to !== 0) return undefined;
  return text.trim() === "" && !hasChildren ? "delete" : "join";
}

/** A title as it is stored: one line, without space around it. */
export function asTitle(typed: string): string {
  return typed.replace(/\s+/gu, " ").trim();
}
