/**
 * A change of the plan that is only tried: what is left out, how many people, when it is wanted. Every change of it asks the host
 * again; nothing is stored until it is applied. It stays while one looks at something else.
 */
import { untrack } from "svelte";
import type { SliceId, WhatIf, WhatIfView } from "../host/bindings";
import { type HostError, hostError } from "../host/host";
import { m } from "../paraglide/messages";
import type { Workshop } from "./workshop.svelte";

/** How long the hands rest before it is asked, in milliseconds. */
const REST = 250;
const NOTHING: WhatIf = { drop: [], people: null, due: null };

export class Trial {
  change = $state.raw<WhatIf>(NOTHING);
  /** The last answer, perhaps to the question before; absent while nothing is tried. */
  view = $state.raw<WhatIfView | null>(null);
  failure = $state.raw<HostError | null>(null);
  asking = $state(false);
  /** It is being made the plan. */
  applying = $state(false);

  readonly empty = $derived(this.change.drop.length === 0 && this.change.people === null && this.change.due === null);
  readonly ready = $derived(!this.empty && !this.asking && !this.applying && this.failure === null && this.view !== null);

  readonly #planned = $derived.by(() => this.workshop.backlog?.revision);
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly workshop: Workshop) {}

  get writable(): boolean {
    return this.workshop.readOnly === "";
  }

  /** Answers anew whenever the plan changes, until the returned function is called. */
  watch(): () => void {
    return $effect.root(() => {
      $effect(() => {
        void this.#planned;
        untrack(() => this.#follow());
      });
    });
  }

  /** Tries something else, or more. */
  try(change: Partial<WhatIf>): void {
    this.change = { ...this.change, ...change };
    this.#ask(REST);
  }

  leaveOut(id: SliceId): void {
    if (!this.change.drop.includes(id)) this.try({ drop: [...this.change.drop, id] });
  }

  keep(id: SliceId): void {
    this.try({ drop: this.change.drop.filter((dropped) => dropped !== id) });
  }

  discard(): void {
    this.change = NOTHING;
    this.#ask(0);
  }

  /** What was tried becomes the plan, as one undo step. `false` when it did not. */
  async apply(): Promise<boolean> {
    if (!this.ready) return false;
    this.applying = true;
    const edited = await this.workshop.edit({ do: "apply-what-if", change: this.change });
    this.applying = false;
    if (!edited) return false;
    this.workshop.notices.tell("good", m.whatif_applied({ label: edited.label }));
    this.discard();
    return true;
  }

  /** Slices that were done or dropped meanwhile are not left out any more: they are out. */
  #follow(): void {
    const left = new Set(this.workshop.backlog?.entries.map(({ id }) => id));
    const drop = this.change.drop.filter((id) => left.has(id));
    if (this.workshop.backlog && drop.length < this.change.drop.length) this.change = { ...this.change, drop };
    if (!this.empty && this.view?.revision !== this.workshop.backlog?.revision) this.#ask(0);
    else if (this.empty) this.view = null;
  }

  #ask(rest: number): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.asking = !this.empty;
    if (this.empty) {
      this.view = null;
      this.failure = null;
      return;
    }
    const turn = this.#turn;
    this.#timer = setTimeout(() => void this.#answer(turn), rest);
  }

  /** An answer that comes after a later question is dropped. */
  async #answer(turn: number): Promise<void> {
    try {
      const view = await this.workshop.host.planTry(this.change);
      if (turn !== this.#turn) return;
      this.view = view;
      this.failure = null;
    } catch (cause) {
      if (turn === this.#turn) this.failure = hostError(cause, m.error_inside());
    } finally {
      if (turn === this.#turn) this.asking = false;
    }
  }
}
