import type { SliceId } from "../../host/bindings";

/** Titles as they were typed, ahead of what is stored. What is typed is shown at once and never waits for the disk. */
export class Titles {
  #ahead = $state.raw<ReadonlyMap<SliceId, string>>(new Map());

  /** What was typed and is not known to be stored; `undefined` when the stored title counts. */
  ahead(id: SliceId): string | undefined {
    return this.#ahead.get(id);
  }

  type(id: SliceId, title: string): void {
    this.#ahead = new Map(this.#ahead).set(id, title);
  }

  /** The stored title counts again, unless something else was typed since. */
  settle(id: SliceId, title?: string): void {
    if (!this.#ahead.has(id) || (title !== undefined && this.#ahead.get(id)?.trim() !== title)) return;
    const ahead = new Map(this.#ahead);
    ahead.delete(id);
    this.#ahead = ahead;
  }

  /** A slice has got another id. */
  rename(from: SliceId, to: SliceId): void {
    const title = this.#ahead.get(from);
    if (title === undefined) return;
    this.settle(from);
    this.type(to, title);
  }
}
