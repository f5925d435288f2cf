import type { BacklogEntry, ReleaseId } from "../../host/bindings";
import { along } from "../../model/order/along";
import { gapAt, gapOfLine, gapOfRank, type Heights, lineAcross, rankInGap, sliceIn, slicesAbove, within } from "../../model/order/slots";
import type { OrderView, Place } from "../../model/order-view.svelte";
import { PointerDrag } from "../../parts/pointer-drag.svelte";

/** What the drag must know of the list on the screen. */
export interface Ground {
  readonly scroller: HTMLElement;
  /** The element whose upper edge is the upper edge of the first row. */
  readonly rows: HTMLElement;
  readonly heights: Heights;
}

/** Where something would go: a slice to a rank with what moves along, the line of a release behind so many slices. */
export type Landing = { gap: number } & ({ rank: number; along: readonly BacklogEntry[] } | { release: ReleaseId | null; count: number });

/** Moves a slice or the line of a release with the pointer. */
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
    if ("count" in landing) void this.order.moveLine(landing.release, landing.count);
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
    const line = this.order.lineAt(this.place);
    const index = line >= 0 ? null : sliceIn(slots, this.order.slotOf(this.place));
    if (line >= 0) this.landing = this.#lineTo(line, within(slots, line, slicesAbove(slots, gap)));
    else if (index === null || index < 0) this.cancel();
    else this.landing = this.#sliceTo(index, gap);
  }

  #lineTo(line: number, count: number): Landing {
    const release = this.order.releases[line]?.id ?? null;
    return { gap: gapOfLine(this.order.slots, line, count), release, count };
  }

  #sliceTo(index: number, gap: number): Landing {
    const { slots, entries, releases } = this.order;
    const across = lineAcross(slots, index, gap);
    if (across !== null) return { gap, release: releases[across.line]?.id ?? null, count: across.count };
    const rank = rankInGap(slots, index, gap);
    return { gap: gapOfRank(slots, index, rank), rank, along: rank === index + 1 ? [] : along(entries, index, rank) };
  }
}
