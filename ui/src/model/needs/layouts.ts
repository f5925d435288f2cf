/** Has graphs laid out in a worker: one at a time, and of those that were asked for meanwhile only the last. */
import type { Layout, Wanted } from "./layout";

type Answer = { turn: number; layout: Layout };

export class Layouts {
  #worker: Worker | null = null;
  #turn = 0;
  #busy = false;
  #next: Wanted | null = null;
  #current: Wanted | null = null;

  /** `arrived` is called with each layout that was the newest when it was begun. */
  constructor(private readonly arrived: (layout: Layout) => void) {}

  want(wanted: Wanted): void {
    this.#next = wanted;
    this.#begin();
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#busy = false;
    this.#next = null;
    this.#turn += 1;
  }

  #begin(): void {
    if (this.#busy || this.#next === null) return;
    this.#busy = true;
    this.#current = this.#next;
    this.#next = null;
    this.#turn += 1;
    this.#ready().postMessage({ turn: this.#turn, wanted: plain(this.#current) });
  }

  #ready(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.turn === this.#turn) this.#done(data.layout);
    };
    // A web view that cannot start workers still gets its picture, a moment later.
    worker.onerror = () => void this.#here(this.#turn);
    this.#worker = worker;
    return worker;
  }

  async #here(turn: number): Promise<void> {
    const { layoutOf } = await import("./layout");
    if (turn === this.#turn && this.#current) this.#done(layoutOf(this.#current));
  }

  #done(layout: Layout): void {
    this.#busy = false;
    this.arrived(layout);
    this.#begin();
  }
}

/** What a worker can be sent: not the proxies of a reactive state. */
function plain({ ids, pairs }: Wanted): Wanted {
  return { ids: [...ids], pairs: pairs.map(({ id, needs }) => ({ id, needs })) };
}
