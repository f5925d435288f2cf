/** A slice that is being typed and that the workshop does not hold yet. */
export interface Draft {
  readonly id: string;
  readonly parent: string | undefined;
  /** The sibling above it; `undefined` for the first place. */
  readonly after: string | undefined;
  readonly text: string;
  /** Whether it is on its way into the workshop. */
  readonly sent: boolean;
}

/** Where something stands in the tree. */
export type Place = Pick<Draft, "parent" | "after">;

/**
 * The slices that were typed and not yet stored. They stand in the outline at once, so that typing never waits;
 * a blank one leaves no trace. Their ids are only used here.
 */
export class Drafts {
  #drafts = new Map<string, Draft>();
  #count = 0;

  /** A blank slice at a place. */
  begin({ parent, after }: Place): string {
    const id = `draft-${++this.#count}`;
    this.#drafts.set(id, { id, parent, after, text: "", sent: false });
    return id;
  }

  get(id: string): Draft | undefined {
    return this.#drafts.get(id);
  }

  get size(): number {
    return this.#drafts.size;
  }

  type(id: string, text: string): void {
    this.#change(id, { text });
  }

  move(id: string, place: Place): void {
    this.#change(id, { parent: place.parent, after: place.after });
  }

  send(id: string): void {
    this.#change(id, { sent: true });
  }

  /** It could not be stored. */
  unsend(id: string): void {
    this.#change(id, { sent: false });
  }

  /** Takes a draft away; what stood below it takes its place. */
  discard(id: string): void {
    const gone = this.#drafts.get(id);
    if (gone === undefined) return;
    this.#drafts.delete(id);
    this.#pass(id, gone.after);
  }

  /** The workshop holds the slice now, under its own id. */
  confirm(id: string, stored: string): void {
    this.#drafts.delete(id);
    this.#pass(id, stored);
  }

  /** The stored children of a slice with the drafts among them. */
  among(parent: string | undefined, stored: readonly string[]): readonly string[] {
    if (this.#drafts.size === 0) return stored;
    let all: string[] | undefined;
    for (const draft of this.#drafts.values()) {
      if (draft.parent !== parent) continue;
      all ??= [...stored];
      all.splice(placeAfter(all, draft.after), 0, draft.id);
    }
    return all ?? stored;
  }

  #change(id: string, change: Partial<Draft>): void {
    const draft = this.#drafts.get(id);
    if (draft !== undefined) this.#drafts.set(id, { ...draft, ...change });
  }

  #pass(from: string, to: string | undefined): void {
    for (const { id, parent, after } of this.#drafts.values()) {
      if (after === from) this.#change(id, { after: to });
      if (parent === from && to !== undefined) this.#change(id, { parent: to });
    }
  }
}

/** A sibling that has gone meanwhile leaves the end of the list. */
function placeAfter(list: readonly string[], after: string | undefined): number {
  if (after === undefined) return 0;
  const at = list.indexOf(after);
  return at === -1 ? list.length : at + 1;
}
