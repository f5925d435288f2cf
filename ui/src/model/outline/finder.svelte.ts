import { untrack } from "svelte";
import type { SliceId } from "../../host/bindings";
import type { OutlineView } from "../outline-view.svelte";
import { subtree } from "./forest";

/** Finds words in titles, also in those that are closed, and walks from one to the next. */
export class Finder {
  text = $state("");
  /** The slices whose titles hold the words, in document order. */
  readonly hits = $derived.by<readonly SliceId[]>(() => this.#search());

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
    const order = [...this.#all()];
    const from = this.view.focus === null ? -1 : order.indexOf(this.view.focus);
    const wanted = new Set(hits);
    const onwards = by === 1 ? order.slice(from + 1) : order.slice(0, Math.max(from, 0)).reverse();
    const hit = onwards.find((id) => wanted.has(id)) ?? hits.at(by === 1 ? 0 : -1);
    if (hit !== undefined) this.view.show(hit);
  }

  #search(): readonly SliceId[] {
    const words = this.text.trim().toLocaleLowerCase();
    if (words === "") return [];
    void this.view.workshop.version;
    return untrack(() => [...this.#all()].filter((id) => this.view.title(id).toLocaleLowerCase().includes(words)));
  }

  *#all(): Generator<SliceId> {
    const { forest, zoom } = this.view;
    for (const top of zoom === null ? forest.childrenOf(undefined) : [zoom]) yield* subtree(forest, top);
  }
}
