import { type Obstacle, obstacle } from "../../model/order/bounds";
import { gapAt, gapOfRank, type Heights, lineAcross, rankInGap, sliceIn, slicesAbove } from "../../model/order/slots";
import { LINE, type OrderView, type Place } from "../../model/order-view.svelte";
import { PointerDrag } from "../../parts/pointer-drag.svelte";

/** What the drag must know of the list on the screen. */
export interface Ground {
  readonly scroller: HTMLElement;
  /** The element whose upper edge is the upper edge of the first row. */
  readonly rows: HTMLElement;
  readonly heights: Heights;
}

/** Where something would go: a slice to a rank, the line behind so many slices. */
export type Landing = { gap: number } & ({ rank: number; obstacle: Obstacle | undefined } | { count: number });

/** Moves a slice or the MVP line with the pointer. */
export class OrderDrag extends PointerDrag<Place> {
  place = $state.raw<Place | null>(null);
  landing = $state.raw<Landing | null>(null);

  constructor(
    private readonly order: OrderView,
    private readonly ground: () => Ground | undefined,
  ) {
    super();
  }

  press(event: PointerEvent, place: Place): void {
    if (event.button !== 0 || this.order.workshop.readOnly !== "" || this.order.circular) return;
    this.hold(event, place);
  }

  protected scroller(): HTMLElement | undefined {
    return this.ground()?.scroller;
  }

  protected begin(place: Place): void {
    this.order.go(place);
    this.place = place;
  }

  protected drop(): void {
    const { place, landing } = this;
    if (place === null || landing === null) return;
    if ("count" in landing) void this.order.moveLine(landing.count);
    else void this.order.rank(place, landing.rank);
  }

  protected forget(): void {
    this.place = null;
    this.landing = null;
  }

  protected aim(): void {
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
    const across = lineAcross(slots, index, gap);
    if (across !== null) {
      this.landing = { gap, count: across };
      return;
    }
    const rank = rankInGap(slots, index, gap);
    this.landing = { gap: gapOfRank(slots, index, rank), rank, obstacle: obstacle(this.order.entries, index, rank) };
  }
}
