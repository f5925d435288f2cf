/**
 * What the backlog view shows of the workshop: the cursor, what was asked, the small field that is open. The MVP line is a row
 * of the list like a slice: the cursor can be on it, and what moves a slice moves the line. Nothing of it is saved.
 */
import type { BacklogEntry, Edited, Gesture, ReleaseView, SliceId } from "../host/bindings";
import { m } from "../paraglide/messages";
import { bounds } from "./order/bounds";
import { type Slots, sliceIn, slotCount, slotOf } from "./order/slots";
import type { Workshop } from "./workshop.svelte";

/** The cursor on the MVP line. No slice has this id. */
export const LINE = "line";
/** A slice, or the MVP line. */
export type Place = SliceId | typeof LINE;

/** A number of the whole order that somebody wants explained. */
export type Asked = "first-value" | "mvp" | "batch" | "by-hand" | "order";

/** The small field over a row. */
export type NumberField = { kind: "value" | "effort"; id: SliceId };

type Shift = { place: Place; by: number };

export class OrderView {
  /** What is explained instead of the slice at the cursor. */
  asked = $state<Asked | null>(null);
  box = $state.raw<NumberField | null>(null);
  /** Grows when the focus should go to the cursor's row, also when it is there already. */
  summons = $state(0);

  readonly backlog = $derived.by(() => this.workshop.backlog);
  readonly entries = $derived<readonly BacklogEntry[]>(this.backlog?.entries ?? []);
  /** Slices wait for each other in a circle: there is no order and no line. */
  readonly circular = $derived((this.backlog?.circle.length ?? 0) > 0);
  /** The releases from the first to the last; the first is the MVP. None while there is no order. */
  readonly releases = $derived<readonly ReleaseView[]>(this.circular || this.entries.length === 0 ? [] : (this.backlog?.releases ?? []));
  /** How many slices are in the MVP; `null` while there is no order. */
  readonly mvpCount = $derived(this.releases[0]?.count ?? null);
  /** Slices whose place is a coin toss, as far as that has been worked out. */
  tosses = $state.raw<ReadonlySet<SliceId>>(new Set());
  readonly slots = $derived<Slots>({ slices: this.entries.length, line: this.mvpCount });
  /** Where the cursor is; `null` only while the backlog is empty. */
  readonly focus = $derived.by<Place | null>(() => this.#heal());

  #cursor = $state.raw<Place | null>(null);
  readonly #indices = $derived(new Map(this.entries.map(({ id }, index) => [id, index])));
  /** The cursor's slot when it was last moved: its neighbour takes over when the slice leaves the backlog. */
  #lastSlot = 0;
  #waiting: Shift | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(readonly workshop: Workshop) {}

  /** The slice at the cursor; absent on the line. */
  get entry(): BacklogEntry | undefined {
    return this.focus === null ? undefined : this.entryOf(this.focus);
  }

  /** The place of the cursor on the screen, from 0; -1 while there is none. */
  get slot(): number {
    return this.focus === null ? -1 : this.slotOf(this.focus);
  }

  entryOf(id: Place): BacklogEntry | undefined {
    const index = this.#indices.get(id);
    return index === undefined ? undefined : this.entries[index];
  }

  slotOf(place: Place): number {
    if (place === LINE) return this.slots.line ?? -1;
    const index = this.#indices.get(place);
    return index === undefined ? -1 : slotOf(this.slots, index);
  }

  /** What stands in a slot; the nearest end for a slot outside. */
  placeIn(slot: number): Place | null {
    const last = slotCount(this.slots) - 1;
    if (last < 0) return null;
    const index = sliceIn(this.slots, Math.max(0, Math.min(slot, last)));
    return index === null ? LINE : (this.entries[index]?.id ?? null);
  }

  /** Puts the cursor on a row and leaves the focus where it is. */
  show(place: Place): void {
    this.#cursor = place;
    this.#lastSlot = Math.max(0, this.slotOf(place));
    this.asked = null;
    if (this.box?.id !== place) this.box = null;
  }

  /** Puts the cursor on a row and asks for the focus. */
  go(place: Place): void {
    this.show(place);
    this.summons += 1;
  }

  /** Moves the cursor by rows, stopping at the ends. */
  step(by: number): void {
    const place = this.placeIn(this.slot + by);
    if (place !== null) this.go(place);
  }

  /** Moves the cursor along the curve, from slice to slice, and leaves the focus there. */
  walk(by: number): void {
    const from = this.entry?.rank ?? (this.mvpCount ?? 0) + (by > 0 ? 0 : 1);
    const to = this.entries[Math.max(0, Math.min(from - 1 + by, this.entries.length - 1))];
    if (to) this.show(to.id);
  }

  /** After undo and the like: to the slice that it was about. */
  follow(focus: readonly SliceId[]): void {
    const id = focus.find((candidate) => this.#indices.has(candidate));
    if (id !== undefined) this.show(id);
  }

  /** Has a number of the whole order explained; asked again, goes back to the slice at the cursor. */
  ask(about: Asked): void {
    this.asked = this.asked === about ? null : about;
  }

  /** Closes what was asked; `false` when nothing was. */
  unask(): boolean {
    const was = this.asked;
    this.asked = null;
    return was !== null;
  }

  setNumber(kind: NumberField["kind"]): void {
    const { entry } = this;
    if (entry) this.box = { kind, id: entry.id };
  }

  /** `byKey` when the focus should go back to the row. */
  closeBox(byKey: boolean): void {
    this.box = null;
    if (byKey) this.summons += 1;
  }

  /** Moves what is at the cursor by places. Presses that come faster than they are saved become one move. */
  shift(by: 1 | -1): void {
    const place = this.focus;
    if (place === null) return;
    if (this.#waiting?.place === place) {
      this.#waiting.by += by;
      return;
    }
    const shift: Shift = { place, by };
    this.#waiting = shift;
    void this.#enqueue(() => {
      if (this.#waiting === shift) this.#waiting = undefined;
      return shift.place === LINE ? this.#shiftLine(shift.by) : this.#shiftSlice(shift.place, shift.by);
    });
  }

  /** Gives a slice a rank, from 1, by hand. */
  rank(id: SliceId, rank: number): Promise<void> {
    return this.#enqueue(() => this.#rank(id, rank));
  }

  /** Puts the MVP line behind so many slices. */
  moveLine(count: number): Promise<void> {
    return this.#enqueue(() => this.#moveLine(count));
  }

  /** Puts the MVP line directly below the slice at the cursor. */
  lineHere(): void {
    const id = this.entry?.id;
    if (id === undefined) return;
    void this.#enqueue(async () => {
      const entry = this.entryOf(id);
      if (entry) await this.#moveLine(entry.rank);
    });
  }

  /** Takes the slice at the cursor into the MVP with what it needs, or out of it with what needs it. */
  toggleMvp(): void {
    const id = this.entry?.id;
    if (id === undefined) return;
    void this.#enqueue(async () => {
      const entry = this.entryOf(id);
      if (entry && (await this.#change({ do: "set-mvp", ids: [id], in_mvp: !entry.in_mvp }))) this.#sayPlace(id, entry.in_mvp);
    });
  }

  proposeMvp(): Promise<void> {
    return this.#enqueue(async () => {
      if (await this.#change({ do: "draw-line", release: null, cut: { by: "proposed" } })) this.#sayLine();
    });
  }

  proposeOrder(): Promise<void> {
    return this.#enqueue(async () => {
      const edited = await this.#change({ do: "propose-order" });
      if (edited) this.workshop.notices.announce(this.backlog?.order_says ?? edited.label);
    });
  }

  /** Sets the value or the effort; `null` for estimated. */
  set(id: SliceId, field: { field: "value" | "effort"; value: number | null }): Promise<void> {
    return this.#enqueue(async () => {
      if (await this.#change({ do: "set", ids: [id], field })) this.#sayPlace(id, this.entryOf(id)?.in_mvp ?? false);
    });
  }

  #heal(): Place | null {
    const cursor = this.#cursor;
    if (cursor !== null && this.slotOf(cursor) >= 0) return cursor;
    return this.placeIn(cursor === null ? slotOf(this.slots, 0) : this.#lastSlot);
  }

  /** One after the other: what a gesture means depends on the order that the one before it made. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done;
    return done;
  }

  async #change(gesture: Gesture): Promise<Edited | null> {
    const edited = await this.workshop.edit(gesture);
    if (edited) await this.workshop.refreshBacklog();
    return edited;
  }

  async #shiftSlice(id: SliceId, by: number): Promise<void> {
    const index = this.#indices.get(id);
    const entry = index === undefined ? undefined : this.entries[index];
    if (index === undefined || entry === undefined || by === 0) return;
    const { first, last } = bounds(this.entries, index);
    const within = Math.max(first, Math.min(entry.rank + by, last));
    // Where nothing is possible the host says what stands in the way.
    await this.#rank(id, within === entry.rank ? entry.rank + Math.sign(by) : within);
  }

  async #rank(id: SliceId, rank: number): Promise<void> {
    const before = this.entryOf(id);
    if (!before || rank === before.rank) return;
    const { title } = before;
    if (rank < 1) return this.workshop.notices.announce(m.backlog_is_first({ title }));
    if (rank > this.entries.length) return this.workshop.notices.announce(m.backlog_is_last({ title }));
    if (await this.#change({ do: "rank", id, rank })) this.#sayPlace(id, before.in_mvp);
  }

  async #shiftLine(by: number): Promise<void> {
    const count = Math.max(0, Math.min((this.slots.line ?? 0) + by, this.entries.length));
    if (count === this.slots.line) this.workshop.notices.announce(m.backlog_line_stays());
    else await this.#moveLine(count);
  }

  async #moveLine(count: number): Promise<void> {
    if (count === this.slots.line) return;
    if (await this.#change({ do: "move-line", release: null, count })) this.#sayLine();
  }

  #sayPlace(id: SliceId, wasIn: boolean): void {
    const entry = this.entryOf(id);
    if (!entry) return;
    const place = { title: entry.title, rank: entry.rank, count: this.entries.length };
    const say = entry.in_mvp === wasIn ? m.backlog_moved : entry.in_mvp ? m.backlog_moved_in : m.backlog_moved_out;
    this.workshop.notices.announce(say(place));
  }

  #sayLine(): void {
    this.workshop.notices.announce(m.backlog_line_moved({ says: this.releases[0]?.says ?? "" }));
  }
}
