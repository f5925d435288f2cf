/**
 * What the backlog view shows of the workshop: the cursor, what was asked, the small field that is open. The line of a release
 * is a row of the list like a slice: the cursor can be on it, and what moves a slice moves the line. Nothing of it is saved.
 */
import type { BacklogEntry, CutView, Edited, Gesture, ReleaseId, ReleaseView, SetAsideView, SliceId, Wish } from "../host/bindings";
import { m } from "../paraglide/messages";
import { along, movedAlong, type Relation, relations, stepOf } from "./order/along";
import { lineIn, type Slots, sliceIn, slotCount, slotOf, slotOfLine, within } from "./order/slots";
import { shortTitle } from "./short-title";
import type { Workshop } from "./workshop.svelte";

/** The cursor on the MVP line. No slice has this id. */
export const LINE = "line";
/** A slice, or the line of a release. */
export type Place = SliceId | typeof LINE | `${typeof LINE}:${ReleaseId}`;

/** The row of a release's line; `null` is the MVP. */
export function lineOf(release: ReleaseId | null): Place {
  return release === null ? LINE : `${LINE}:${release}`;
}

/** A number of the whole order that somebody wants explained. */
export type Asked = "first-value" | "mvp" | "batch" | "by-hand" | "order";

/** The small field over a row. */
export type NumberField = { kind: "value" | "effort"; id: SliceId };

type Shift = { place: Place; by: number };
type Before = { entries: readonly BacklogEntry[]; entry: BacklogEntry };

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
  readonly slots = $derived<Slots>({ slices: this.entries.length, lines: this.releases.map(({ count }) => count) });
  /** How many slices the team has pinned. */
  readonly pins = $derived(this.backlog?.pins ?? 0);
  /** What is not done, because. */
  readonly setAside = $derived<readonly SetAsideView[]>(this.backlog?.set_aside ?? []);
  /** The row under the pointer, if any; the cursor takes over when it moves. */
  hovered = $state.raw<Place | null>(null);
  /** Which rows belong to the one that is pointed at, or else to the one at the cursor. */
  readonly related = $derived<ReadonlyMap<SliceId, Relation>>(relations(this.entries, this.entryOf(this.hovered ?? "") ?? this.entry));
  /** Where the cursor is; `null` only while the backlog is empty. */
  readonly focus = $derived.by<Place | null>(() => this.#heal());

  #cursor = $state.raw<Place | null>(null);
  readonly #indices = $derived(new Map(this.entries.map(({ id }, index) => [id, index])));
  /** The cursor's slot when it was last moved: its neighbour takes over when the slice leaves the backlog. */
  #lastSlot = 0;
  #waiting: Shift | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(readonly workshop: Workshop) {}

  /** The slice at the cursor; absent on a line. */
  get entry(): BacklogEntry | undefined {
    return this.focus === null ? undefined : this.entryOf(this.focus);
  }

  /** The release on whose line the cursor is; absent on a slice. */
  get release(): ReleaseView | undefined {
    return this.focus === null ? undefined : this.releaseOf(this.focus);
  }

  /** The release whose line is the row. */
  releaseOf(place: Place): ReleaseView | undefined {
    return this.releases[this.lineAt(place)];
  }

  /** Which line a row is, from 0; -1 for a slice. */
  lineAt(place: Place): number {
    return place.startsWith(LINE) ? this.releases.findIndex(({ id }) => lineOf(id) === place) : -1;
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
    const line = this.lineAt(place);
    if (line >= 0) return slotOfLine(this.slots, line);
    const index = this.#indices.get(place);
    return index === undefined ? -1 : slotOf(this.slots, index);
  }

  /** What stands in a slot; the nearest end for a slot outside. */
  placeIn(slot: number): Place | null {
    const last = slotCount(this.slots) - 1;
    if (last < 0) return null;
    const inside = Math.max(0, Math.min(slot, last));
    const line = lineIn(this.slots, inside);
    if (line !== null) return lineOf(this.releases[line]?.id ?? null);
    return this.entries[sliceIn(this.slots, inside) ?? -1]?.id ?? null;
  }

  /** Puts the cursor on a row and leaves the focus where it is. */
  show(place: Place): void {
    this.#cursor = place;
    this.#lastSlot = Math.max(0, this.slotOf(place));
    this.hovered = null;
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
    const from = this.entry?.rank ?? (this.release?.count ?? 0) + (by > 0 ? 0 : 1);
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
      const line = this.lineAt(shift.place);
      return line >= 0 ? this.#shiftLine(line, shift.by) : this.#shiftSlice(shift.place, shift.by);
    });
  }

  /** Gives a slice a rank, from 1, and pins it there. */
  rank(id: SliceId, rank: number): Promise<void> {
    return this.#enqueue(() => this.#rank(id, rank));
  }

  /** Pins the slice at the cursor where it stands, or leaves it to the planner again. */
  togglePin(id: SliceId | undefined = this.entry?.id): void {
    if (id === undefined) return;
    void this.#enqueue(async () => {
      const pinned = this.entryOf(id)?.pinned === false;
      if (await this.#change({ do: "pin", ids: [id], pinned })) this.#say(id, pinned ? m.backlog_pinned : m.backlog_unpinned);
    });
  }

  /** Says that the slice at the cursor must be in the MVP, or not now; said again, leaves it to the planner. */
  toggleWish(wish: Wish): void {
    const id = this.entry?.id;
    if (id === undefined) return;
    void this.#enqueue(async () => {
      const entry = this.entryOf(id);
      if (!entry) return;
      const wanted = entry.wish === wish ? null : wish;
      if (!(await this.#change({ do: "set-wish", ids: [id], wish: wanted }))) return;
      this.#say(id, wanted === null ? m.backlog_wish_none : wanted === "must" ? m.backlog_wish_must : m.backlog_wish_not_now);
    });
  }

  /** Puts the line of a release behind so many slices; it never passes another line. */
  moveLine(release: ReleaseId | null, count: number): Promise<void> {
    return this.#enqueue(() => this.#moveLine(this.lineAt(lineOf(release)), count));
  }

  /** Puts the MVP line directly below the slice at the cursor. */
  lineHere(): void {
    const id = this.entry?.id;
    if (id === undefined) return;
    void this.#enqueue(async () => {
      const entry = this.entryOf(id);
      if (entry) await this.#moveLine(0, entry.rank);
    });
  }

  /** How the line of a release is drawn. */
  drawLine(release: ReleaseId | null, cut: CutView): Promise<void> {
    return this.#enqueue(async () => {
      if (await this.#change({ do: "draw-line", release, cut })) this.#sayLine(release);
    });
  }

  /** What a release is for, and how the team will see that it is reached. */
  setGoal(release: ReleaseId | null, outcome: string, measure: string): Promise<void> {
    return this.#enqueue(async () => {
      const edited = await this.#change({ do: "set-goal", release, outcome, measure });
      if (edited && edited.label !== "") this.workshop.notices.announce(edited.label);
    });
  }

  /** Draws the line of a new release below the slice at the cursor, and goes there. `null` when that cannot be. */
  async addRelease(): Promise<ReleaseId | null> {
    const id = this.entry?.id;
    let made: ReleaseId | null = null;
    if (id === undefined) return null;
    await this.#enqueue(async () => {
      const known = new Set(this.releases.map((release) => release.id));
      if (!(await this.#change({ do: "add-release", count: this.entryOf(id)?.rank ?? 0 }))) return;
      made = this.releases.find((release) => !known.has(release.id))?.id ?? null;
      if (made === null) return;
      this.go(lineOf(made));
      this.#sayLine(made);
    });
    return made;
  }

  removeRelease(id: ReleaseId): Promise<void> {
    return this.#enqueue(async () => {
      const edited = await this.#change({ do: "remove-release", id });
      if (edited) this.workshop.notices.announce(edited.label);
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

  /** Nothing is pinned any more. */
  proposeOrder(): Promise<void> {
    return this.#enqueue(async () => {
      const edited = await this.#change({ do: "propose-order" });
      if (edited) this.workshop.notices.announce(this.backlog?.order_says ?? edited.label);
    });
  }

  /** A slice is not done, because; nobody has to say why. */
  putAside(id: SliceId, because: string): Promise<void> {
    return this.#enqueue(async () => {
      const edited = await this.#change({ do: "set-aside", ids: [id], because });
      if (edited) this.workshop.notices.announce(edited.label);
    });
  }

  /** A slice that was not to be done is to be done after all, and has the cursor. */
  takeUp(id: SliceId): Promise<void> {
    return this.#enqueue(async () => {
      if (!(await this.#change({ do: "set", ids: [id], field: { field: "status", value: "open" } }))) return;
      if (!this.entryOf(id)) return;
      this.go(id);
      this.#say(id, m.backlog_moved);
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
    const entry = this.entryOf(id);
    if (!entry || by === 0) return;
    const step = by === 1 || by === -1 ? stepOf(this.entries, this.slots, entry.rank - 1, by) : { rank: entry.rank + by };
    if ("line" in step) await this.#cross(id, step.line, step.count);
    else await this.#rank(id, Math.max(1, Math.min(step.rank, this.entries.length)), by);
  }

  async #cross(id: SliceId, line: number, count: number): Promise<void> {
    const release = this.releases[line]?.id ?? null;
    if (await this.#change({ do: "move-line", release, count })) this.#sayPlace(id, this.entryOf(id)?.in_mvp ?? false);
  }

  async #rank(id: SliceId, rank: number, by = 0): Promise<void> {
    const entry = this.entryOf(id);
    if (!entry) return;
    if (rank === entry.rank) {
      if (by !== 0) this.#say(id, by < 0 ? m.backlog_is_first : m.backlog_is_last);
      return;
    }
    const before: Before = { entries: this.entries, entry };
    if (this.#isStuck(before, rank)) return;
    if (await this.#change({ do: "rank", id, rank })) this.#sayPlace(id, entry.in_mvp, before);
  }

  /** Everything above is needed, or everything below waits: there is nowhere to go, and it is said why. */
  #isStuck({ entries, entry }: Before, rank: number): boolean {
    const index = entry.rank - 1;
    const companions = along(entries, index, rank);
    const passed = rank < entry.rank ? index : entries.length - entry.rank;
    if (companions.length === 0 || companions.length < passed) return false;
    const [first] = companions;
    const others = { title: shortTitle(entry.title), other: first ? shortTitle(first.title) : "" };
    this.workshop.notices.announce(rank < entry.rank ? m.backlog_stuck_needs(others) : m.backlog_stuck_waits(others));
    return true;
  }

  async #shiftLine(line: number, by: number): Promise<void> {
    const count = within(this.slots, line, (this.slots.lines[line] ?? 0) + by);
    if (count === this.slots.lines[line]) this.workshop.notices.announce(m.backlog_line_stays());
    else await this.#moveLine(line, count);
  }

  async #moveLine(line: number, count: number): Promise<void> {
    const release = this.releases[line];
    const to = within(this.slots, line, count);
    if (!release || to === release.count) return;
    if (await this.#change({ do: "move-line", release: release.id, count: to })) this.#sayLine(release.id);
  }

  #say(id: SliceId, say: (place: { title: string; rank: number; count: number }) => string): void {
    const entry = this.entryOf(id);
    if (entry) this.workshop.notices.announce(say({ title: shortTitle(entry.title), rank: entry.rank, count: this.entries.length }));
  }

  /** Where a slice is now, on which side of the MVP line if that is new, and what came along. */
  #sayPlace(id: SliceId, wasIn: boolean, before?: Before): void {
    const entry = this.entryOf(id);
    if (!entry) return;
    const place = { title: shortTitle(entry.title), rank: entry.rank, count: this.entries.length };
    const say = entry.in_mvp === wasIn ? m.backlog_moved : entry.in_mvp ? m.backlog_moved_in : m.backlog_moved_out;
    const companions = before ? movedAlong(before.entries, this.entries, id) : [];
    const titles = companions.map((other) => `“${shortTitle(other.title)}”`);
    this.workshop.notices.announce([say(place), companionsText(titles)].join(""));
  }

  #sayLine(release: ReleaseId | null): void {
    const view = this.releaseOf(lineOf(release));
    if (view) this.workshop.notices.announce(m.backlog_line_moved({ name: view.name, says: view.says }));
  }
}

/** So many titles are said; more than that are counted. */
const SAID = 3;

function companionsText(titles: readonly string[]): string {
  if (titles.length === 0) return "";
  if (titles.length > SAID) return m.backlog_moved_many({ count: titles.length });
  return m.backlog_moved_along({ titles: titles.join(", ") });
}
