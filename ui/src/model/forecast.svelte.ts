/**
 * When what will be done, pulled from the host in pieces: each answer is shown, the next one is better. Begins again after every
 * edit and keeps the last answer until there is a new one. One for each workshop, so that every view tells the same dates.
 */
import { untrack } from "svelte";
import type { ForecastView, PaceView } from "../host/bindings";
import { type HostError, hostError } from "../host/host";
import { m } from "../paraglide/messages";
import { shownDates } from "./forecast/chances";
import { newest } from "./forecast/numbers";
import type { Workshop } from "./workshop.svelte";

/** How many runs are asked for at once. */
const PIECE = 1_000;
/** The fewest weeks that a forecast is made from. */
export const FEWEST_WEEKS = 6;

export class Forecast {
  /** The last answer, perhaps of the plan before the last edit; absent until there is one. */
  view = $state.raw<ForecastView | null>(null);
  /** Why the last question was not answered. */
  failure = $state.raw<HostError | null>(null);
  running = $state(false);
  /** Somebody has stopped it; the next edit starts it again. */
  stopped = $state(false);

  /** Grows when the focus should go to the field for numbers. */
  summons = $state(0);

  /** There are dates. */
  readonly told = $derived(this.view !== null && this.view.refusal === "" && this.failure === null);
  /** The date that holds for the MVP in 85 of 100 cases; absent while nobody knows it, and while nothing is left to do for it. */
  readonly mvpP85 = $derived.by<string | null>(() => this.#mvpP85());
  /** The days at which the plot tells chances. */
  readonly dates = $derived<readonly string[]>(this.view === null || !this.told ? [] : shownDates(this.view));
  /** The day on the plot that is told; absent while there is none. */
  readonly date = $derived.by<string | null>(() => this.#nearestToCursor());

  /** The plan that is shown: it is loaded more often than it changes. */
  readonly #planned = $derived.by(() => this.workshop.backlog?.revision);
  #cursor = $state<string | null>(null);
  #watchers = 0;
  #unfollow: (() => void) | undefined;
  #again = false;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(readonly workshop: Workshop) {}

  get pace(): PaceView {
    return this.workshop.frame.pace;
  }

  get writable(): boolean {
    return this.workshop.readOnly === "";
  }

  /** Keeps {@link view} up to date until the returned function is called. */
  watch(): () => void {
    this.#watchers += 1;
    this.#unfollow ??= $effect.root(() => {
      $effect(() => {
        void this.#planned;
        void this.workshop.frame.pace;
        untrack(() => this.refresh());
      });
    });
    let watching = true;
    return () => {
      if (watching) this.#leave();
      watching = false;
    };
  }

  /** The plan may have changed: asks until the host has made all runs. */
  refresh(): void {
    this.stopped = false;
    this.#again = true;
    if (!this.running) void this.#run();
  }

  /** Asks no more; what there is stays. */
  stop(): void {
    this.stopped = this.running;
  }

  /** Puts the cursor of the plot on a day. */
  show(date: string): void {
    this.#cursor = date;
  }

  /** Moves the cursor of the plot by weeks, stopping at the ends. */
  walk(by: number): void {
    const at = this.date === null ? -1 : this.dates.indexOf(this.date);
    const next = this.dates[Math.max(0, Math.min(at + by, this.dates.length - 1))];
    if (next !== undefined) this.#cursor = next;
  }

  /** Changes the pace upon what it is then, as one undo step. `false` when it could not be stored. */
  change(changed: (pace: PaceView) => Partial<PaceView>): Promise<boolean> {
    const done = this.#queue.then(async () => {
      const pace = { ...this.pace, ...changed(this.pace) };
      if (JSON.stringify(pace) === JSON.stringify({ ...this.pace })) return true;
      return (await this.workshop.edit({ do: "set-pace", pace })) !== null;
    });
    this.#queue = done;
    return done;
  }

  /** Puts newer weeks behind those that are there; of too many the newest stay. */
  addWeeks(finished: readonly number[]): Promise<boolean> {
    return this.change(({ throughput }) => ({ throughput: newest([...throughput, ...finished]) }));
  }

  setWeeks(finished: readonly number[]): Promise<boolean> {
    return this.change(() => ({ throughput: newest(finished) }));
  }

  /** What was finished in the week at this place; nothing takes the week away. */
  setWeek(at: number, finished: number | null): Promise<boolean> {
    return this.change(({ throughput }) => ({
      throughput: throughput.flatMap((before, place) => (place !== at ? [before] : finished === null ? [] : [finished])),
    }));
  }

  #leave(): void {
    this.#watchers -= 1;
    if (this.#watchers > 0) return;
    this.#unfollow?.();
    this.#unfollow = undefined;
  }

  async #run(): Promise<void> {
    this.running = true;
    try {
      while (this.#goesOn()) {
        await this.#pull();
        await breath();
      }
      this.failure = null;
    } catch (cause) {
      this.#again = false;
      this.#tell(hostError(cause, m.error_inside()));
    } finally {
      this.running = false;
    }
  }

  #goesOn(): boolean {
    if (this.stopped || this.#watchers === 0) return false;
    return this.#again || this.view === null || (this.view.refusal === "" && this.view.runs < this.view.of);
  }

  async #pull(): Promise<void> {
    this.#again = false;
    const view = await this.workshop.host.forecastShow(PIECE);
    if (this.view === null || view.revision >= this.view.revision) this.view = view;
  }

  /** What runs in the background may end after the workshop. */
  #tell(error: HostError): void {
    if (error.code !== "not-open") this.failure = error;
  }

  #mvpP85(): string | null {
    const { view } = this;
    // The last line is that of everything; where it is alone, there is no MVP.
    if (view === null || !this.told || view.lines.length < 2) return null;
    const [mvp] = view.lines;
    return mvp && mvp.slices > 0 ? mvp.p85 : null;
  }

  #nearestToCursor(): string | null {
    const cursor = this.#cursor ?? this.view?.lines[0]?.p85 ?? "";
    return this.dates.find((date) => date >= cursor) ?? this.dates.at(-1) ?? null;
  }
}

/** Between two pieces the window gets to draw, and the hands to their turn. */
function breath(): Promise<void> {
  return new Promise((resume) => setTimeout(resume));
}
