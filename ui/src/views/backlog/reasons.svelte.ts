/** Why the slice at the cursor stands where it stands. Follows the cursor: one question at a time, the latest wins. */
import type { Details, SliceId, WhyView } from "../../host/bindings";
import { hostError } from "../../host/host";
import type { Workshop } from "../../model/workshop.svelte";
import { m } from "../../paraglide/messages";

export type Reasons = { id: SliceId; why: WhyView; details: Details };

export class Asking {
  /** The last answer; it stays until the next one is there. */
  reasons = $state.raw<Reasons | null>(null);
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
    }
    this.#busy = false;
  }

  async #answer(id: SliceId): Promise<void> {
    try {
      const [why, details] = await Promise.all([this.workshop.host.backlogWhy(id), this.workshop.host.sliceShow(id)]);
      this.reasons = { id, why, details };
    } catch (cause) {
      const error = hostError(cause, m.error_inside());
      // Between a change and the new backlog the slice may have left it.
      if (error.code === "system") this.workshop.notices.fail(error);
    }
  }
}
