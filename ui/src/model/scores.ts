/** Fetches the scores that a loaded outline does not have yet: in chunks, what is on the screen first. */
import type { Row, ScoredRow, SliceId } from "../host/bindings";
import type { Tree } from "./tree";

const CHUNK = 500;
/** How often it is told that scores have come which nobody looks at, in milliseconds: whoever filters by scores filters each time. */
const TELL = 1_000;

export class ScoreFetch {
  readonly #missing: Set<SliceId>;
  #wanted: readonly SliceId[] = [];
  #running = false;
  #stopped = false;
  /** When it was told last that scores have come, and whether some have come since. */
  #told = Number.NEGATIVE_INFINITY;
  #untold = false;

  constructor(
    private readonly tree: Tree,
    private readonly ask: (ids: SliceId[]) => Promise<ScoredRow[]>,
    private readonly arrived: () => void,
  ) {
    this.#missing = new Set([...tree.rows.values()].filter((row) => !row.score).map((row) => row.id));
  }

  /** These rows are being looked at: fetch theirs before all others. */
  want(ids: readonly SliceId[]): void {
    this.#wanted = ids;
  }

  /** Every score is out of date: the workshop judges otherwise now. The old ones stay until the new ones come. */
  again(): void {
    for (const id of this.tree.rows.keys()) this.#missing.add(id);
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Runs until nothing is missing. Rejects when the host does; what is missing stays missing then. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#missing.size > 0 && !this.#stopped) await this.#fetchNext();
    } finally {
      this.#running = false;
      if (this.#untold) this.#tell();
    }
  }

  async #fetchNext(): Promise<void> {
    const looked = this.#wanted.filter((id) => this.#missing.has(id)).slice(0, CHUNK);
    await this.#fetch(looked.length > 0 ? looked : this.#others());
    if (looked.length > 0 || performance.now() - this.#told >= TELL) this.#tell();
  }

  #tell(): void {
    this.#untold = false;
    this.#told = performance.now();
    this.arrived();
  }

  #others(): SliceId[] {
    const rest: SliceId[] = [];
    for (const id of this.#missing) {
      if (rest.length === CHUNK) break;
      rest.push(id);
    }
    return rest;
  }

  async #fetch(ids: SliceId[]): Promise<void> {
    const asked = new Map<SliceId, Row | undefined>(ids.map((id) => [id, this.tree.rows.get(id)]));
    for (const id of ids) this.#missing.delete(id);
    const scored = await this.ask(ids).catch((cause: unknown) => {
      for (const id of ids) this.#missing.add(id);
      throw cause;
    });
    for (const { id, score } of scored) {
      const row = this.tree.rows.get(id);
      // An edit in between brought newer scores with it.
      if (row && row === asked.get(id)) this.tree.replace({ ...row, score });
    }
    this.#untold = true;
  }
}
