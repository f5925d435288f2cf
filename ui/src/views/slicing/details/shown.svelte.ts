import type { Details, Gesture, SliceId } from "../../../host/bindings";
import { hostError } from "../../../host/host";
import type { Workshop } from "../../../model/workshop.svelte";
import { m } from "../../../paraglide/messages";

/** The slice whose details are shown. It follows the cursor and the changes; the last request wins. */
export class Shown {
  details = $state.raw<Details | undefined>(undefined);
  #turn = 0;

  constructor(private readonly workshop: Workshop) {}

  async show(id: SliceId | null): Promise<void> {
    const turn = ++this.#turn;
    if (id === null || this.workshop.row(id) === undefined) {
      this.details = undefined;
      return;
    }
    try {
      const details = await this.workshop.host.sliceShow(id);
      if (turn === this.#turn) this.details = details;
    } catch (cause) {
      if (turn === this.#turn && this.workshop.row(id) !== undefined) this.workshop.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  /** Does a gesture and shows what came of it. */
  async edit(gesture: Gesture): Promise<void> {
    const id = this.details?.row.id ?? null;
    await this.workshop.edit(gesture);
    if (this.details?.row.id === id) await this.show(id);
  }
}
