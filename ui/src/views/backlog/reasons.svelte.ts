/** Why the slice at the cursor stands where it stands. Follows the cursor: one question at a time, the latest wins. */
import type { AnswerView, Details, SliceId, WhyView } from "../../host/bindings";
import { hostError } from "../../host/host";
import type { Workshop } from "../../model/workshop.svelte";
import { m } from "../../paraglide/messages";

export type Reasons = { id: SliceId; why: WhyView; details: Details };
/** What would have to change for it; takes longer to find out than why it is as it is. */
export type Change = { id: SliceId; answer: AnswerView };

/** How long the cursor rests before it is asked what would have to change, in milliseconds: that is a plan for each try. */
const REST = 300;

export class Asking {
  /** The last answer; it stays until the next one is there. */
  reasons = $state.raw<Reasons | null>(null);
  change = $state.raw<Change | null>(null);
  #wanted: SliceId | null = null;
  #busy = false;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly workshop: Workshop) {}

  ask(id: SliceId | null): void {
    this.#wanted = id;
    clearTimeout(this.#resting);
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#wanted !== null) {
      const id = this.#wanted;
      this.#wanted = null;
      await this.#answer(id);
      this.#considerSoon(id);
    }
    this.#busy = false;
  }

  async #answer(id: SliceId): Promise<void> {
    await this.#tolerantly(async () => {
      const [why, details] = await Promise.all([this.workshop.host.backlogWhy(id), this.workshop.host.sliceShow(id)]);
      this.reasons = { id, why, details };
    });
  }

  #considerSoon(id: SliceId): void {
    if (this.#wanted === null) this.#resting = setTimeout(() => void this.#consider(id), REST);
  }

  async #consider(id: SliceId): Promise<void> {
    await this.#tolerantly(async () => {
      const answer = await this.workshop.host.backlogChange(id);
      // The reasons that it belongs to may be those of another slice by now.
      if (this.reasons?.id === id) this.change = { id, answer };
    });
  }

  async #tolerantly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const error = hostError(cause, m.error_inside());
      // Between a change and the new backlog the slice may have left it.
      if (error.code === "system") this.workshop.notices.fail(error);
    }
  }
}
