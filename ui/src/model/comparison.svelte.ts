/** Two slices beside each other: which stands first, and why. One is marked, the other is where the cursor goes then. */
import type { AnswerView, BacklogEntry, SliceId } from "../host/bindings";
import { hostError } from "../host/host";
import { m } from "../paraglide/messages";
import type { OrderView } from "./order-view.svelte";

export class Comparison {
  /** The side that stays; absent while nothing is compared. */
  mark = $state.raw<SliceId | null>(null);
  /** The last answer; it stays until the next one is there. */
  answer = $state.raw<AnswerView | null>(null);

  readonly marked = $derived.by<BacklogEntry | undefined>(() => (this.mark === null ? undefined : this.order.entryOf(this.mark)));
  /** The two slices as they stand in the order; absent until there are two. */
  readonly pair = $derived.by<readonly [SliceId, SliceId] | null>(() => this.#pair());

  #turn = 0;

  constructor(private readonly order: OrderView) {}

  /** The slice at the cursor becomes the side that stays. Once more on the same slice ends it. */
  begin(): void {
    const { entry } = this.order;
    if (!entry) return;
    if (this.mark === entry.id) {
      this.end();
      return;
    }
    this.answer = null;
    this.mark = entry.id;
    this.order.asked = null;
    this.order.workshop.notices.announce(m.value_compare_begun({ title: entry.title }));
  }

  /** `false` when nothing was compared. */
  end(): boolean {
    const was = this.mark !== null;
    this.#turn += 1;
    this.mark = null;
    this.answer = null;
    return was;
  }

  /** Asks about the pair as it is. */
  async ask(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.pair === null) {
      this.answer = null;
      return;
    }
    try {
      const answer = await this.order.workshop.host.backlogCompare(...this.pair);
      if (turn === this.#turn) this.answer = answer;
    } catch (cause) {
      const error = hostError(cause, m.error_inside());
      // Between a change and the new backlog one of the two may have left it.
      if (turn === this.#turn && error.code === "system") this.order.workshop.notices.fail(error);
    }
  }

  #pair(): readonly [SliceId, SliceId] | null {
    const [{ marked }, other] = [this, this.order.entry];
    if (!marked || !other || marked.id === other.id) return null;
    return marked.rank < other.rank ? [marked.id, other.id] : [other.id, marked.id];
  }
}
