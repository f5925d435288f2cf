/** Searching while one types: at once where there is little to search, after a rest of the hands where there is much. */

/** Up to so many slices every key is answered by a search of its own. */
const FEW = 5_000;
/** How long the hands rest before more is searched, in milliseconds. */
const REST = 120;

export class Rest {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #search: (() => void) | undefined;

  /** Has `search` run instead of what still waits; how soon depends on how many slices there are. */
  search(slices: number, search: () => void): void {
    this.cancel();
    this.#search = search;
    if (slices <= FEW) this.now();
    else this.#timer = setTimeout(() => this.now(), REST);
  }

  /** Runs what waits: its answer is needed. */
  now(): void {
    const search = this.#search;
    this.cancel();
    search?.();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#search = undefined;
  }
}
