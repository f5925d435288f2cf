/**
 * Which dependencies would close a circle, before anybody asks the host. A slice above others stands for all of its leaves:
 * it begins before its children begin and ends after they end, and "A needs B" puts the end of B before the begin of A. A new
 * one closes a circle exactly if the begin of A already leads to the end of B.
 */
import type { SliceId } from "../../host/bindings";

/** What surrounds a slice, in the tree and in the dependencies. */
export interface Surroundings {
  parentOf(id: SliceId): SliceId | undefined;
  childrenOf(id: SliceId): readonly SliceId[];
  /** What needs it first. */
  waitingFor(id: SliceId): readonly SliceId[];
}

type Event = { id: SliceId; ends: boolean; from: Event | null };

/** Everything that one slice cannot need. Searches on only as far as it is asked. */
export class Closing {
  readonly #begun = new Set<SliceId>();
  readonly #ended = new Map<SliceId, Event>();
  readonly #waiting: Event[] = [];
  #at = 0;

  constructor(
    private readonly around: Surroundings,
    readonly slice: SliceId,
  ) {
    this.#begin(slice, null);
  }

  /**
   * The circle that "the slice needs `other`" would close: the slice, `other`, and so on back to the slice; `null` when it may
   * need it. Two neighbours in it need each other, or one is above the other.
   */
  circle(other: SliceId): readonly SliceId[] | null {
    while (!this.#ended.has(other) && this.#at < this.#waiting.length) this.#advance();
    const last = this.#ended.get(other);
    if (last === undefined) return null;
    const circle = [this.slice];
    for (let event: Event | null = last; event !== null; event = event.from) if (event.id !== circle.at(-1)) circle.push(event.id);
    if (circle.length > 1 && circle.at(-1) === this.slice) circle.pop();
    return circle;
  }

  #advance(): void {
    const event = this.#waiting[this.#at++] as Event;
    if (!event.ends) {
      this.#end(event.id, event);
      for (const child of this.around.childrenOf(event.id)) this.#begin(child, event);
      return;
    }
    const parent = this.around.parentOf(event.id);
    if (parent !== undefined) this.#end(parent, event);
    for (const other of this.around.waitingFor(event.id)) this.#begin(other, event);
  }

  #begin(id: SliceId, from: Event | null): void {
    if (this.#begun.has(id)) return;
    this.#begun.add(id);
    this.#waiting.push({ id, ends: false, from });
  }

  #end(id: SliceId, from: Event): void {
    if (this.#ended.has(id)) return;
    const event = { id, ends: true, from };
    this.#ended.set(id, event);
    this.#waiting.push(event);
  }
}
