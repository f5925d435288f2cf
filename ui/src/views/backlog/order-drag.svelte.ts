import { type Obstacle, obstacle } from "../../model/order/bounds";
import { gapAt, gapOfRank, type Heights, rankInGap, sliceIn, slicesAbove } from "../../model/order/slots";
import { LINE, type OrderView, type Place } from "../../model/order-view.svelte";

const THRESHOLD = 4;
/** How near to an edge the list begins to scroll, and how far it goes in a frame, in pixels. */
const EDGE = 36;
const SPEED = 14;

/** What the drag must know of the list on the screen. */
export interface Ground {
  readonly scroller: HTMLElement;
  /** The element whose upper edge is the upper edge of the first row. */
  readonly rows: HTMLElement;
  readonly heights: Heights;
}

/** Where something would go: a slice to a rank, the line behind so many slices. */
export type Landing = { gap: number } & ({ rank: number; obstacle: Obstacle | undefined } | { count: number });

/** Moves a slice or the MVP line with the pointer: from the press, over the threshold, to the drop or the Escape. */
export class OrderDrag {
  /** Whether the threshold has been passed. */
  active = $state(false);
  place = $state.raw<Place | null>(null);
  landing = $state.raw<Landing | null>(null);
  /** Where the pointer is. */
  at = $state.raw({ x: 0, y: 0 });

  #pressed: { place: Place; x: number; y: number } | undefined;
  #frame = 0;

  constructor(
    private readonly order: OrderView,
    private readonly ground: () => Ground | undefined,
  ) {}

  press(event: PointerEvent, place: Place): void {
    if (event.button !== 0 || this.order.workshop.readOnly !== "" || this.order.circular) return;
    this.#pressed = { place, x: event.clientX, y: event.clientY };
  }

  move(event: PointerEvent): void {
    const pressed = this.#pressed;
    if (!pressed) return;
    if (!this.active && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < THRESHOLD) return;
    if (!this.active) this.#begin(event, pressed.place);
    this.at = { x: event.clientX, y: event.clientY };
    this.#aim();
  }

  /** Drops where the mark is. `true` when something was dragged: the release is no click then. */
  release(): boolean {
    const { active, landing, place } = this;
    this.cancel();
    if (active && landing && place !== null) this.#drop(place, landing);
    return active;
  }

  cancel(): void {
    this.#pressed = undefined;
    this.active = false;
    this.place = null;
    this.landing = null;
    cancelAnimationFrame(this.#frame);
  }

  #drop(place: Place, landing: Landing): void {
    if ("count" in landing) void this.order.moveLine(landing.count);
    else void this.order.rank(place, landing.rank);
  }

  #begin(event: PointerEvent, place: Place): void {
    this.order.go(place);
    this.place = place;
    this.active = true;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#scroll();
  }

  #aim(): void {
    const ground = this.ground();
    if (!ground || this.place === null) return;
    const { slots } = this.order;
    const gap = gapAt(slots, ground.heights, this.at.y - ground.rows.getBoundingClientRect().top);
    if (this.place === LINE) {
      this.landing = { gap, count: slicesAbove(slots, gap) };
      return;
    }
    const index = sliceIn(slots, this.order.slotOf(this.place));
    if (index === null || index < 0) {
      this.cancel();
      return;
    }
    const rank = rankInGap(slots, index, gap);
    this.landing = { gap: gapOfRank(slots, index, rank), rank, obstacle: obstacle(this.order.entries, index, rank) };
  }

  #scroll(): void {
    this.#frame = requestAnimationFrame(() => {
      const scroller = this.ground()?.scroller;
      if (!this.active || !scroller) return;
      const { top, bottom } = scroller.getBoundingClientRect();
      const pull = this.at.y < top + EDGE + 32 ? -1 : this.at.y > bottom - EDGE ? 1 : 0;
      if (pull !== 0) {
        scroller.scrollTop += pull * SPEED;
        this.#aim();
      }
      this.#scroll();
    });
  }
}
