/**
 * How firm the plan is, pulled from the host in pieces while nobody is doing anything else: begins once the backlog has
 * rested, waits while somebody types, begins again after an edit, keeps the last answer until there is a better one.
 */
import type { SliceId, StabilityEntry, StabilityView } from "../host/bindings";
import { hostError } from "../host/host";
import { m } from "../paraglide/messages";
import type { OrderView } from "./order-view.svelte";

/** How long the backlog rests before the first draw, in milliseconds. */
const REST = 700;
/** Between two pieces the window gets to breathe. */
const BREATH = 30;
/** Draws of the first piece, and the fewest and the most of one. */
const PIECE = 50;
const [FEWEST, MOST] = [5, 200];
/** A piece should take so long, in milliseconds. */
const [BRIEF, LONG] = [60, 300];

export class Stability {
  /** The last answer, perhaps of the order before the last edit; absent until there is one. */
  view = $state.raw<StabilityView | null>(null);
  /** Somebody has stopped it; it stays so until it is asked for. */
  stopped = $state(false);
  running = $state(false);

  /** Whether all draws are made for the order as it is. */
  readonly complete = $derived.by(() => this.view !== null && this.view.draws >= this.view.of && this.isCurrent);
  /** Slices whose place on this or that side of the MVP line is a coin toss, the most open first. */
  readonly tosses = $derived.by<readonly StabilityEntry[]>(() => this.#tosses());

  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #piece = PIECE;
  /** When the hands were busy last. */
  #touched = 0;
  readonly #entries = $derived.by(() => new Map((this.view?.entries ?? []).map((entry) => [entry.id, entry])));

  /** `isBusy` while the hands are on something that must not be held up. */
  constructor(
    private readonly order: OrderView,
    private readonly isBusy: () => boolean,
  ) {}

  /** Whether {@link view} is about the backlog that is shown. */
  get isCurrent(): boolean {
    return this.view !== null && this.view.revision === this.order.backlog?.revision;
  }

  entryOf(id: SliceId): StabilityEntry | undefined {
    return this.#entries.get(id);
  }

  /** The backlog is there or has changed: draws once it has rested. */
  settle(): void {
    this.#halt();
    if (this.stopped || this.complete || !this.#possible()) return;
    this.#timer = setTimeout(() => void this.#draw(), REST);
  }

  /** Somebody does something: it waits until the hands rest. */
  touch(): void {
    this.#touched = performance.now();
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#halt();
  }

  stop(): void {
    this.#halt();
    this.stopped = true;
  }

  resume(): void {
    this.stopped = false;
    this.#touched = 0;
    this.#halt();
    void this.#draw();
  }

  #halt(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.running = false;
  }

  #possible(): boolean {
    const { backlog, workshop } = this.order;
    return backlog !== null && backlog.entries.length > 1 && !this.order.circular && backlog.revision === workshop.revision;
  }

  async #draw(): Promise<void> {
    const turn = this.#turn;
    this.running = true;
    while (turn === this.#turn && this.#possible()) {
      const from = performance.now();
      if (this.isBusy() || from - this.#touched < REST) await pause(REST / 2);
      else if (!(await this.#pull(turn))) break;
      // Never more than half of the time: other work goes first.
      else await pause(Math.max(BREATH, performance.now() - from));
    }
    if (turn === this.#turn) this.running = false;
  }

  /** Asks for one piece; `false` when there is nothing more to ask. */
  async #pull(turn: number): Promise<boolean> {
    const { workshop, backlog } = this.order;
    const from = performance.now();
    try {
      const view = await workshop.host.stabilityShow(this.#piece);
      // An answer about another order is no answer about this one.
      if (turn !== this.#turn || view.revision !== backlog?.revision) return false;
      this.view = view;
      this.#adapt(performance.now() - from);
      return view.draws < view.of;
    } catch (cause) {
      const error = hostError(cause, m.error_inside());
      if (turn === this.#turn && error.code === "system") workshop.notices.fail(error);
      return false;
    }
  }

  #adapt(took: number): void {
    if (took < BRIEF) this.#piece = Math.min(MOST, this.#piece * 2);
    else if (took > LONG) this.#piece = Math.max(FEWEST, Math.floor(this.#piece / 2));
  }

  /** A few draws say little: nothing is called a coin toss before a quarter of them. */
  #tosses(): readonly StabilityEntry[] {
    const { view } = this;
    if (view === null || view.draws * 4 < view.of) return [];
    const openness = ({ in_mvp }: StabilityEntry) => Math.abs(in_mvp - 500);
    return view.entries.filter(({ toss }) => toss).toSorted((a, b) => openness(a) - openness(b));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
