/** Why the slice at the cursor stands where it stands. Follows the cursor: one question at a time, the latest wins. */
import type { AnswerView, Details, SliceId, WhyView } from "../../host/bindings";
import { hostError } from "../../host/host";
import type { Workshop } from "../../model/workshop.svelte";
import { m } from "../../paraglide/messages";

export type Reasons = { id: SliceId; why: WhyView; details: Details };
/** What would have to change for it; takes longer to find out than why it is as it is. */
export type Change = { id: SliceId; answer: AnswerView };

export class Asking {
  /** The last answer; it stays until the next one is there. */
  reasons = $state.raw<Reasons | null>(null);
  change = $state.raw<Change | null>(null);
  #wanted: SliceId | null = null;
  #busy = false;

  constructor(private readonly workshop: Workshop) {}

  ask(id: SliceId | null): void {
    this.#wanted = id;
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#wanted !== null) {
      const id = this.#wanted;
      this.#wanted = null;
      await this.#answer(id);
      if (this.#wanted === null) await this.#consider(id);
    }
    this.#busy = false;
  }

  async #answer(id: SliceId): Promise<void> {
    await this.#tolerantly(async () => {
      const [why, details] = await Promise.all([this.workshop.host.backlogWhy(id), this.workshop.host.sliceShow(id)]);
      this.reasons = { id, why, details };
    });
  }

  async #consider(id: SliceId): Promise<void> {
    await this.#tolerantly(async () => {
      this.change = { id, answer: await this.workshop.host.backlogChange(id) };
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
