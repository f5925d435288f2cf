/**
 * What the picture of the dependencies shows: which slices, which of them has the keys, a link that is being drawn, what would
 * close a circle. Dependencies are changed by gestures; nothing of the rest is saved.
 */
import type { Gesture, NeedLink, NeedNode, NeedsView, SliceId } from "../host/bindings";
import { hostError } from "../host/host";
import { m } from "../paraglide/messages";
import { Closing, type Surroundings } from "./needs/circle";
import { NeedGraph, type Pair, samePair } from "./needs/graph";
import { EMPTY, type Layout, type Placed } from "./needs/layout";
import { Layouts } from "./needs/layouts";
import { Lens } from "./needs/lens.svelte";
import { MOST, type Shown, shownOf } from "./needs/neighbourhood";
import { linksAt, stepFrom, type Way } from "./needs/walk";
import { nodeSays, pairSays, pathText, titleText } from "./needs/words";
import type { OrderView } from "./order-view.svelte";

/** A link that is being drawn: `from` needs the other end first, or the other end needs it. */
export type Drawing = { from: SliceId; side: "needs" | "needed"; byKey: boolean };
/** Why a dependency cannot be: what the host said, and the slices of the circle that it would close. */
export type Refused = { says: string; path: readonly SliceId[] };

/** Titles in a circle stand beside each other: so many characters of each are enough. */
const SHORT = 28;
/** How long a refusal stays, in milliseconds. */
const REFUSED_FOR = 8_000;

/** A choice that holds until another slice is selected in the list. */
type Since<T> = { value: T; selected: SliceId | null };

export class DependencyView {
  /** The last answer; it stays until the next one is there. Absent until it was asked for. */
  view = $state.raw<NeedsView | null>(null);
  layout = $state.raw<Layout>(EMPTY);
  /** The link that the keys are on; one of the links of {@link focus}. */
  link = $state.raw<Pair | null>(null);
  drawing = $state.raw<Drawing | null>(null);
  /** What the drawn link would end at. */
  target = $state.raw<SliceId | null>(null);
  refused = $state.raw<Refused | null>(null);
  /** Grows when what has the keys should be brought into view. */
  reveals = $state(0);
  readonly lens = new Lens();

  readonly graph = $derived(new NeedGraph(this.view?.nodes ?? [], this.view?.links ?? []));
  /** The slice that is selected in the list; absent on the line. */
  readonly selected = $derived.by<SliceId | null>(() => this.order.entry?.id ?? null);
  readonly isLarge = $derived(this.graph.nodes.length > MOST);
  /** Whose neighbourhood is shown, where the whole does not fit. */
  readonly centre = $derived.by<SliceId | null>(() => this.#findCentre());
  readonly shown = $derived<Shown>(shownOf(this.graph, this.centre));
  /** What has the keys; `null` only while there is nothing. */
  readonly focus = $derived.by<SliceId | null>(() => this.#findFocus());
  /** Whose dependencies are listed: what the keys have gone to, else what is selected. */
  readonly about = $derived.by<SliceId | null>(() =>
    this.#cursor?.selected === this.selected ? this.focus : (this.selected ?? this.focus),
  );
  readonly redundant = $derived(this.graph.links.filter(({ redundant }) => redundant !== ""));
  /** What the drawn link would say; absent while it ends nowhere. */
  readonly drawn = $derived.by<Pair | null>(() => this.#pairTo(this.target));
  /** The circle that the drawn link would close. */
  readonly closes = $derived.by<readonly SliceId[] | null>(() => (this.drawn ? this.circleOf(this.drawn) : null));

  #cursor = $state.raw<Since<SliceId> | null>(null);
  #middle = $state.raw<Since<SliceId> | null>(null);
  #layouts: Layouts | null = null;
  #wanted = false;
  #asking: Promise<void> | null = null;
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly order: OrderView) {}

  /** A slice as it stands in the picture; absent while it is not drawn. */
  place(id: SliceId | null): Placed | undefined {
    return this.layout.nodes.find((node) => node.id === id);
  }

  get writable(): boolean {
    return this.order.workshop.readOnly === "";
  }

  node(id: SliceId): NeedNode | undefined {
    return this.graph.node(id);
  }

  /** Asks for what is true now. Asked while an answer is on its way, asks once more. */
  refresh(): Promise<void> {
    this.#wanted = true;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Lays out what is shown now; the last layout stays until then. */
  arrange(): void {
    const { nodes, links } = this.shown;
    this.#layouts ??= new Layouts((layout) => {
      this.layout = layout;
      const { focus, centre } = this;
      this.lens.show(layout, centre, this.place(focus) ?? { x: 0, y: layout.height / 2 });
    });
    this.#layouts.want({ ids: nodes.map(({ id }) => id), pairs: links });
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#layouts?.stop();
    this.#layouts = null;
    this.cancel();
    this.#forget();
  }

  /** Gives a slice of the picture the keys. */
  go(id: SliceId): void {
    this.#cursor = { value: id, selected: this.selected };
    this.link = null;
    this.reveals += 1;
    this.#aimByKey();
    this.#announce();
  }

  walk(way: Way): void {
    const { focus, link } = this;
    if (focus === null) return;
    const next = link === null ? null : endOf(link, way);
    const to = next ?? stepFrom(this.layout, this.graph, focus, way);
    if (to === null) this.#say(DEAD_ENDS[way]({ title: this.titleOf(focus) }));
    else this.go(to);
  }

  /** From one link of the slice to the next, and around. */
  stepLink(by: 1 | -1): void {
    const { focus } = this;
    if (focus === null) return;
    const links = linksAt(this.graph, focus);
    if (links.length === 0) this.#say(m.needs_no_links());
    else this.#stepAmong(links, by);
  }

  /** From one link that says nothing new to the next, and around. */
  stepRedundant(): void {
    const links = this.redundant.filter(({ id, needs }) => this.place(id) && this.place(needs));
    if (links.length === 0) this.#say(m.needs_none_redundant());
    else this.#stepAmong(links, 1);
  }

  #stepAmong(links: readonly NeedLink[], by: 1 | -1): void {
    const at = links.findIndex((link) => samePair(link, this.link));
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : (at + by + links.length) % links.length;
    const link = links[next] as NeedLink;
    this.pick(link);
    const told = m.needs_link_told({ says: this.says(link), at: next + 1, of: links.length });
    this.#say([told, link.redundant, this.writable ? m.needs_link_delete() : ""].filter(Boolean).join(" "));
  }

  /** Puts the keys on a link of the picture. */
  pick(link: Pair): void {
    const { focus } = this;
    if (focus !== link.id && focus !== link.needs) this.#cursor = { value: link.id, selected: this.selected };
    this.link = { id: link.id, needs: link.needs };
    this.reveals += 1;
  }

  /** One step back: from the drawing, the link, the refusal; `false` when there was nothing. */
  back(): boolean {
    if (this.drawing !== null) {
      this.cancel();
      this.#say(m.needs_drawing_cancelled());
      return true;
    }
    if (this.link === null && this.refused === null) return false;
    this.link = null;
    this.#forget();
    this.#announce();
    return true;
  }

  /** Enter: ends the drawing here, or selects the slice in the list. */
  enter(): void {
    const { focus, drawing } = this;
    if (focus === null) return;
    if (drawing !== null) void this.finish();
    else this.select(focus);
  }

  /** Selects a slice in the list and shows what is around it. */
  select(id: SliceId): void {
    const listed = this.order.entryOf(id);
    const title = this.titleOf(id);
    if (listed) this.order.show(id);
    this.#cursor = { value: id, selected: this.selected };
    this.#middle = { value: id, selected: this.selected };
    this.link = null;
    this.reveals += 1;
    this.#say(listed ? m.needs_selected({ title, rank: listed.rank }) : m.needs_not_listed({ title }));
  }

  /** Begins a link at a slice; the other end is where the pointer or the keys go. */
  draw(from: SliceId, side: Drawing["side"], byKey: boolean): void {
    this.#forget();
    this.link = null;
    this.target = null;
    this.drawing = { from, side, byKey };
    if (byKey) this.#say(m.needs_drawing_begun({ title: this.titleOf(from) }));
  }

  aim(target: SliceId | null): void {
    this.target = target === this.drawing?.from ? null : target;
  }

  cancel(): void {
    this.drawing = null;
    this.target = null;
  }

  /** Makes what is drawn; nothing where it ends nowhere. */
  async finish(): Promise<void> {
    const { drawn } = this;
    if (drawn === null && this.drawing?.byKey) {
      this.#say(m.needs_drawing_where());
      return;
    }
    this.cancel();
    if (drawn !== null) await this.add(drawn);
  }

  /** What is drawn, in words. */
  get drawingSays(): string {
    const { drawing, drawn, closes } = this;
    if (drawing === null) return "";
    const title = this.titleOf(drawing.from);
    if (drawn === null) return drawing.side === "needs" ? m.needs_drawing_needs({ title }) : m.needs_drawing_needed({ title });
    if (this.graph.link(drawn)) return m.needs_already({ says: this.says(drawn) });
    return closes ? m.needs_closes({ path: this.pathText(closes) }) : this.says(drawn);
  }

  /** "A needs B first"; `true` when it was made. A refusal is shown in place, with the circle marked. */
  async add(pair: Pair): Promise<boolean> {
    if (this.graph.link(pair)) {
      this.#say(m.needs_already({ says: this.says(pair) }));
      return false;
    }
    const circle = this.circleOf(pair);
    const { notices } = this.order.workshop;
    const told = notices.shown.at(-1)?.id;
    if (await this.#change({ do: "add-need", ids: [pair.id], needs: pair.needs })) return true;
    const notice = notices.shown.at(-1);
    if (circle === null || notice === undefined || notice.id === told) return false;
    // It is shown where it was drawn: once is enough.
    notices.dismiss(notice.id);
    this.#refuse({ says: notice.text, path: circle });
    return false;
  }

  /** The dependency goes; the keys stay where they are. */
  async remove(pair: Pair): Promise<boolean> {
    const removed = await this.#change({ do: "remove-need", id: pair.id, needs: pair.needs });
    if (removed && samePair(this.link, pair)) this.link = null;
    return removed;
  }

  /** The circle that a dependency would close, the slice that needs first; `null` when it may be. */
  circleOf({ id, needs }: Pair): readonly SliceId[] | null {
    return new Closing(this.surroundings(), id).circle(needs);
  }

  /** The tree and the dependencies, for {@link Closing}. */
  surroundings(): Surroundings {
    const { workshop } = this.order;
    const { graph } = this;
    return {
      parentOf: (id) => workshop.row(id)?.parent ?? undefined,
      childrenOf: (id) => workshop.children(id),
      waitingFor: (id) => graph.waitsFor(id).map((link) => link.id),
    };
  }

  titleOf(id: SliceId): string {
    return titleText(this.node(id)?.title ?? this.order.workshop.row(id)?.title ?? "");
  }

  says({ id, needs }: Pair): string {
    return pairSays(this.titleOf(id), this.titleOf(needs));
  }

  /** A circle in words, back to where it began. */
  pathText(path: readonly SliceId[]): string {
    return pathText([...path, ...path.slice(0, 1)].map((id) => titleText(this.titleOf(id), SHORT)));
  }

  /** A slice with what it needs and what waits for it. */
  nodeSays(id: SliceId): string {
    const node = this.node(id);
    if (!node) return this.titleOf(id);
    const needs = this.graph.needsOf(id).map((link) => this.titleOf(link.needs));
    const waits = this.graph.waitsFor(id).map((link) => this.titleOf(link.id));
    return nodeSays(node, needs, waits);
  }

  /** Says what has the keys. */
  announceFocus(): void {
    this.#announce();
  }

  #findCentre(): SliceId | null {
    const { graph, selected } = this;
    if (!this.isLarge) return null;
    const middle = this.#middle;
    if (middle && middle.selected === selected && graph.node(middle.value)) return middle.value;
    if (selected !== null && graph.node(selected)) return selected;
    return middle && graph.node(middle.value) ? middle.value : (graph.nodes[0]?.id ?? null);
  }

  #findFocus(): SliceId | null {
    const { nodes } = this.shown;
    const has = (id: SliceId | null | undefined) => id != null && nodes.some((node) => node.id === id);
    const cursor = this.#cursor;
    if (cursor && cursor.selected === this.selected && has(cursor.value)) return cursor.value;
    if (has(this.selected)) return this.selected;
    return cursor && has(cursor.value) ? cursor.value : (nodes[0]?.id ?? null);
  }

  #pairTo(target: SliceId | null): Pair | null {
    const { drawing } = this;
    if (drawing === null || target === null || target === drawing.from) return null;
    return drawing.side === "needs" ? { id: drawing.from, needs: target } : { id: target, needs: drawing.from };
  }

  #aimByKey(): void {
    if (this.drawing?.byKey) this.aim(this.focus);
  }

  #announce(): void {
    const { drawing, focus } = this;
    if (drawing !== null && this.target !== null) this.#say(m.needs_drawing_enter({ says: this.drawingSays }));
    else if (focus !== null) this.#say(this.nodeSays(focus));
  }

  #say(text: string): void {
    this.order.workshop.notices.announce(text);
  }

  async #change(gesture: Gesture): Promise<boolean> {
    const { workshop } = this.order;
    const edited = await workshop.edit(gesture);
    if (edited === null) return false;
    await Promise.all([this.refresh(), workshop.refreshBacklog()]);
    if (edited.label !== "") this.#say(edited.label);
    return true;
  }

  #refuse(refused: Refused): void {
    this.#forget();
    this.refused = refused;
    this.#forgetting = setTimeout(() => this.#forget(), REFUSED_FOR);
  }

  #forget(): void {
    clearTimeout(this.#forgetting);
    this.refused = null;
  }

  async #ask(): Promise<void> {
    while (this.#wanted) {
      this.#wanted = false;
      try {
        this.view = await this.order.workshop.host.needsShow();
      } catch (cause) {
        const error = hostError(cause, m.error_inside());
        if (error.code !== "not-open") this.order.workshop.notices.fail(error);
      }
    }
  }
}

/** Where an arrow key leads that is pressed on a link. */
function endOf(link: Pair, way: Way): SliceId | null {
  if (way === "left") return link.needs;
  return way === "right" ? link.id : null;
}

const DEAD_ENDS: Record<Way, (about: { title: string }) => string> = {
  left: m.needs_end_left,
  right: m.needs_end_right,
  up: m.needs_end_up,
  down: m.needs_end_down,
  first: m.needs_end_up,
  last: m.needs_end_down,
};
