import { untrack } from "svelte";
import type { SliceId } from "../../host/bindings";
import type { OutlineView } from "../outline-view.svelte";
import { foldedTitle } from "./folded";
import { subtree } from "./forest";

/** Finds words in titles, also in those that are closed, and walks from one to the next. */
export class Finder {
  text = $state("");
  /** The slices whose titles hold the words, in document order. */
  readonly hits = $derived.by<readonly SliceId[]>(() => this.#search());

  /** Every slice that is searched, closed ones too. Walked anew only when one comes, goes or moves. */
  readonly #order = $derived.by<readonly SliceId[]>(() => {
    void this.view.workshop.shape;
    void this.view.zoom;
    return untrack(() => [...this.#all()]);
  });

  constructor(private readonly view: OutlineView) {}

  /** The words to mark. */
  get words(): string[] {
    const words = this.text.trim();
    return words === "" ? [] : [words];
  }

  /** Which of the hits the cursor is on, from 1; 0 for none. */
  get current(): number {
    return this.view.focus === null ? 0 : this.hits.indexOf(this.view.focus) + 1;
  }

  /** Goes to the next hit below the cursor, or above it; past the end it begins anew. */
  walk(by: 1 | -1): void {
    const { hits } = this;
    if (hits.length === 0) return;
    const order = this.#order;
    const from = this.view.focus === null ? -1 : order.indexOf(this.view.focus);
    const isHit = (id: SliceId) => this.#holds(id, this.#wanted);
    const hit = by === 1 ? order.slice(from + 1).find(isHit) : order.slice(0, Math.max(from, 0)).findLast(isHit);
    const next = hit ?? hits.at(by === 1 ? 0 : -1);
    if (next !== undefined) this.view.show(next);
  }

  #search(): readonly SliceId[] {
    const words = this.#wanted;
    if (words === "") return [];
    void this.view.workshop.version;
    const order = this.#order;
    return untrack(() => order.filter((id) => this.#holds(id, words)));
  }

  get #wanted(): string {
    return this.text.trim().toLowerCase();
  }

  /** Whether the words stand in a title, as it was typed last. */
  #holds(id: SliceId, words: string): boolean {
    const row = this.view.titles.ahead(id) === undefined ? this.view.workshop.row(id) : undefined;
    return (row ? foldedTitle(row) : this.view.title(id).toLowerCase()).includes(words);
  }

  *#all(): Generator<SliceId> {
    const { forest, zoom } = this.view;
    for (const top of zoom === null ? forest.childrenOf(undefined) : [zoom]) yield* subtree(forest, top);
  }
}
