/** What the hands do in the outline: titles are typed here, and every command becomes one gesture after the other. */
import type { Direction, Edited, Gesture, NewSlice, Pasted, SliceField, SliceId } from "../../host/bindings";
import { m } from "../../paraglide/messages";
import type { OutlineView } from "../outline-view.svelte";
import { commitTyping } from "../typing.svelte";
import { asTitle, type Caret, onBackspace, onEnter } from "./caret";
import type { Place } from "./drafts";
import { ancestors, subtree, topmost } from "./forest";

/** How long a rest stores what was typed, in milliseconds. */
const REST = 400;

export class OutlineEditor {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Gestures in the order of the keys. A gesture is made when its turn comes: only then are the ids of drafts known. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly view: OutlineView) {
    view.workshop.beforeSettling(() => Promise.all([commitTyping(), this.flush()]));
  }

  /** Stores what is being typed, and waits until everything typed is stored. */
  async flush(): Promise<void> {
    this.commit();
    await this.#queue;
  }

  /** Puts the caret into a title; what was typed in another is stored. */
  edit(id: SliceId, caret?: number): void {
    if (this.#locked()) return;
    if (this.view.editing?.id !== id) this.leave();
    this.view.go(id);
    this.view.editing = { id, caret };
  }

  /** From text to row. What was typed is stored; a slice that was begun and left blank goes without a trace. */
  leave(): void {
    const { editing } = this.view;
    if (editing === null) return;
    this.commit();
    this.view.editing = null;
    this.view.summons += 1;
    if (this.#isBlankDraft(editing.id)) this.#discard(editing.id);
    else this.#restoreBlank(editing.id);
  }

  type(id: SliceId, text: string): void {
    this.view.titles.type(id, text);
    this.view.drafts.type(id, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.commit(), REST);
  }

  /** Stores the title that is being typed: one undo step. */
  commit(): void {
    clearTimeout(this.#timer);
    const id = this.view.editing?.id;
    const typed = id === undefined ? undefined : this.view.titles.ahead(id);
    if (id === undefined || typed === undefined) return;
    const title = asTitle(typed);
    if (title === "") return;
    const draft = this.view.drafts.get(id);
    if (draft !== undefined && !draft.sent) this.#store(id, title);
    else if (title !== this.view.workshop.row(id)?.title) this.#rename(id, title);
    else this.view.titles.settle(id, title);
  }

  enter(id: SliceId, caret: Caret): void {
    const depth = [...ancestors(this.view.forest, id)].length;
    const does = onEnter(caret, depth);
    if (does.does === "cut") {
      this.#cut(id, does.before, does.after);
      return;
    }
    if (does.does === "outdent") {
      this.shift("out");
      return;
    }
    if (does.does === "add-above") {
      this.addAbove(id);
      return;
    }
    this.addBelow(id);
  }

  /** `false` leaves the key to the text field. */
  backspace(id: SliceId, caret: Caret): boolean {
    const does = onBackspace(caret, this.view.isBranch(id));
    if (does === undefined) return false;
    if (does === "delete") this.#deleteUpwards(id);
    else void this.#join(id, caret.text);
    return true;
  }

  /** The caret goes to the title above or below and keeps its column. */
  wander(id: SliceId, by: 1 | -1, caret: number): void {
    const next = this.view.visible.ids[this.view.indexOf(id) + by];
    if (next !== undefined) this.edit(next, caret);
  }

  addBelow(id: SliceId | null): void {
    if (id !== null && id === this.view.zoom) {
      this.addChild(id);
      return;
    }
    if (id !== null && this.#isBlankDraft(id)) return;
    this.#begin({ parent: id === null ? undefined : this.view.forest.parentOf(id), after: id ?? undefined });
  }

  addAbove(id: SliceId): void {
    if (id === this.view.zoom || this.#isBlankDraft(id)) return;
    const parent = this.view.forest.parentOf(id);
    const siblings = this.view.forest.childrenOf(parent);
    this.#begin({ parent, after: siblings[siblings.indexOf(id) - 1] });
  }

  /** A new last child. */
  addChild(id: SliceId): void {
    if (this.#isBlankDraft(id)) return;
    this.view.open([id]);
    this.#begin({ parent: id, after: this.view.forest.childrenOf(id).at(-1) });
  }

  /** Moves the selection one place, in, or out. What is typed goes along. */
  shift(direction: Direction): void {
    const ids = this.#targets();
    const [only] = ids;
    const draft = ids.length === 1 && only !== undefined ? this.view.drafts.get(only) : undefined;
    if (draft !== undefined && !draft.sent) {
      this.#shiftDraft(draft.id, direction);
      return;
    }
    this.commit();
    if (ids.length === 0 || this.#locked()) return;
    if (direction === "in") this.#openAbove(ids);
    void this.#change(() => ({ do: "shift", ids: this.#stored(ids), direction })).then((edited) => this.#sayMoved(edited, ids));
  }

  /** Moves slices with everything below them. */
  async move(ids: readonly SliceId[], place: Place): Promise<void> {
    this.commit();
    if (this.#locked()) return;
    const travelling = topmost(this.view.forest, ids);
    const edited = await this.#change(() => ({
      do: "move",
      ids: this.#stored(travelling),
      parent: this.#storedOrNull(place.parent),
      after: this.#storedOrNull(place.after),
    }));
    if (place.parent !== undefined) this.view.open([this.view.storedAs(place.parent)]);
    this.#sayMoved(edited, travelling);
  }

  set(ids: readonly SliceId[], field: SliceField): Promise<Edited | null> {
    this.commit();
    return ids.length === 0 || this.#locked() ? Promise.resolve(null) : this.#change(() => ({ do: "set", ids: this.#stored(ids), field }));
  }

  /** Done, or open again when all of them are done. */
  toggleDone(): void {
    const ids = this.#targets();
    const allDone = ids.every((id) => this.view.row(id)?.status === "done");
    void this.set(ids, { field: "status", value: allDone ? "open" : "done" });
  }

  /** Into the MVP, or out of it when all leaves are in it. */
  async toggleMvp(): Promise<void> {
    const { workshop, forest } = this.view;
    const ids = this.#targets();
    if (ids.length === 0 || this.#locked()) return;
    await workshop.refreshBacklog();
    const leaves = new Set(ids.flatMap((id) => [...subtree(forest, id)]));
    const planned = workshop.backlog?.entries.filter(({ id }) => leaves.has(id)) ?? [];
    const allIn = planned.length > 0 && planned.every((entry) => entry.in_mvp);
    const edited = await this.#change(() => ({ do: "set-mvp", ids: this.#stored(ids), in_mvp: !allIn }));
    if (edited !== null) workshop.notices.announce(edited.label);
  }

  remove(): void {
    const [only] = this.#targets();
    if (only !== undefined && this.#isBlankDraft(only)) {
      this.#discard(only);
      return;
    }
    void this.#removeAll(this.#targets());
  }

  async duplicate(): Promise<void> {
    const ids = this.#targets();
    if (ids.length === 0 || this.#locked()) return;
    const edited = await this.#change(() => ({ do: "duplicate", ids: this.#stored(topmost(this.view.forest, ids)) }));
    if (edited !== null) this.view.follow(edited.focus);
  }

  addNeed(ids: readonly SliceId[], needs: SliceId): Promise<Edited | null> {
    return this.#change(() => ({ do: "add-need", ids: this.#stored(ids), needs: this.view.storedAs(needs) }));
  }

  /** Pastes below the cursor's row, on its level; below nothing, as epics. */
  async paste(pasted: Pasted): Promise<void> {
    if (this.#locked()) return;
    const { focus, zoom, forest } = this.view;
    this.commit();
    const inside = focus !== null && focus === zoom;
    const place =
      focus === null
        ? {}
        : inside
          ? { parent: focus, after: forest.childrenOf(focus).at(-1) }
          : { parent: forest.parentOf(focus), after: focus };
    const edited = await this.#change(() => ({
      do: "paste",
      parent: this.#storedOrNull(place.parent),
      after: this.#storedOrNull(place.after),
      pasted,
    }));
    if (edited === null) return;
    this.view.editing = null;
    this.view.follow(edited.focus);
    this.view.workshop.notices.announce(edited.label);
  }

  /** Slices in document order with their levels, as other programs are given them. */
  itemsOf(ids: readonly SliceId[]): NewSlice[] {
    const items: NewSlice[] = [];
    const read = (id: SliceId, depth: number): void => {
      items.push({ depth, title: this.view.title(id), narrative: "" });
      for (const child of this.view.forest.childrenOf(id)) read(child, depth + 1);
    };
    for (const id of topmost(this.view.forest, ids)) read(id, 0);
    return items;
  }

  /** One gesture, when everything before it is stored. */
  #change(make: () => Gesture | null): Promise<Edited | null> {
    const done = this.#queue.then(() => {
      const gesture = make();
      return gesture === null ? null : this.view.workshop.edit(gesture);
    });
    this.#queue = done;
    return done;
  }

  #begin(place: Place): void {
    if (this.#locked()) return;
    this.leave();
    if (place.parent !== undefined) this.view.open([place.parent]);
    const id = this.view.drafts.begin(place);
    this.view.redraft();
    this.view.go(id);
    this.view.editing = { id };
  }

  #store(id: SliceId, title: string): void {
    this.view.drafts.send(id);
    void this.#change(() => {
      const { parent, after } = this.#placeOf(id);
      return { do: "add", parent, after, items: [{ depth: 0, title, narrative: "" }] };
    }).then((edited) => this.#adopt(id, title, edited));
  }

  /** A draft that could not be stored stays, with what was typed. */
  #adopt(draft: SliceId, title: string, edited: Edited | null): void {
    const id = edited?.focus[0];
    if (id === undefined) {
      this.view.drafts.unsend(draft);
      return;
    }
    this.view.adopt(draft, id);
    this.view.titles.settle(id, title);
  }

  /** Where a draft goes now. What it leaned on may have moved away or gone since. */
  #placeOf(id: SliceId): { parent: SliceId | null; after: SliceId | null } {
    const { workshop } = this.view;
    const place = this.view.drafts.get(id);
    const parent = place?.parent !== undefined && workshop.row(place.parent) ? place.parent : null;
    const siblings = workshop.children(parent);
    if (place?.after === undefined) return { parent, after: null };
    return { parent, after: siblings.includes(place.after) ? place.after : (siblings.at(-1) ?? null) };
  }

  #rename(id: SliceId, title: string): void {
    void this.#change(() => {
      const stored = this.view.storedAs(id);
      return this.view.workshop.row(stored)?.title === title ? null : { do: "set", ids: [stored], field: { field: "title", value: title } };
    }).then(() => this.view.titles.settle(this.view.storedAs(id), title));
  }

  /** The part behind the caret is shown as a slice of its own before the host has answered. */
  #cut(id: SliceId, before: string, after: string): void {
    if (this.#locked()) return;
    const draft = this.view.drafts.get(id);
    this.view.titles.type(id, before);
    if (draft !== undefined) this.commit();
    clearTimeout(this.#timer);
    const created = this.view.drafts.begin({ parent: this.view.forest.parentOf(id), after: id });
    this.view.drafts.type(created, after);
    this.view.drafts.send(created);
    this.view.redraft();
    this.view.go(created);
    this.view.editing = { id: created, caret: 0 };
    const make = (): Gesture =>
      draft === undefined
        ? { do: "cut-title", id: this.view.storedAs(id), before, after }
        : { do: "add", ...this.#placeOf(created), items: [{ depth: 0, title: after, narrative: "" }] };
    void this.#change(make).then((edited) => this.#adoptCut(id, created, after, before, edited));
  }

  #adoptCut(id: SliceId, created: SliceId, after: string, before: string, edited: Edited | null): void {
    const stored = this.view.storedAs(id);
    const fresh = edited?.focus.find((one) => one !== stored);
    this.view.titles.settle(stored, before);
    if (fresh !== undefined) {
      this.view.adopt(created, fresh);
      this.view.titles.settle(fresh, after);
      return;
    }
    this.#discard(created);
    this.view.titles.settle(stored);
  }

  /** Joins with the row above. A closed one above is opened instead: its last, hidden slice is what stands above. */
  async #join(id: SliceId, text: string): Promise<void> {
    const above = this.view.visible.ids[this.view.indexOf(id) - 1];
    if (above === undefined || id === this.view.zoom || this.#locked()) return;
    if (!this.view.isOpen(above) && this.view.isBranch(above)) return this.view.open([above]);
    if (this.#isUnsent(id)) return this.#joinDraft(id, above, text);
    await this.flush();
    const stored = this.view.storedAs(id);
    const edited = await this.#change(() => ({ do: "join", id: stored }));
    if (edited === null) return;
    this.view.editing = null;
    const joined = this.view.title(above);
    this.edit(above, Math.max(joined.length - asTitle(text).length, 0));
  }

  #joinDraft(id: SliceId, above: SliceId, text: string): void {
    const title = this.view.title(above);
    this.#discard(id);
    this.edit(above, title.length);
    this.type(above, text.trim() === "" ? title : `${title} ${text.trim()}`);
  }

  #deleteUpwards(id: SliceId): void {
    if (this.view.forest.parentOf(id) === undefined && this.view.visible.ids.length <= 1 && !this.#isUnsent(id)) return;
    const above = this.view.visible.ids[this.view.indexOf(id) - 1];
    if (this.#isUnsent(id)) this.#discard(id);
    else void this.#removeAll([id]);
    if (above !== undefined) this.edit(above);
  }

  async #removeAll(ids: readonly SliceId[]): Promise<void> {
    if (ids.length === 0 || this.#locked()) return;
    this.commit();
    const before = this.view.visible.ids;
    const edited = await this.#change(() => ({ do: "delete", ids: this.#stored(topmost(this.view.forest, ids)) }));
    if (edited === null) return;
    this.view.unselect();
    this.view.heal(before);
    this.view.summons += 1;
    this.view.workshop.notices.announce(edited.label);
  }

  /** A draft that is only here moves only here. */
  #shiftDraft(id: SliceId, direction: Direction): void {
    const { forest } = this.view;
    const parent = forest.parentOf(id);
    const siblings = forest.childrenOf(parent);
    const at = siblings.indexOf(id);
    const above = siblings[at - 1];
    if (direction === "in" && above !== undefined && !this.#isBlankDraft(above)) {
      this.view.open([above]);
      this.view.drafts.move(id, { parent: above, after: forest.childrenOf(above).at(-1) });
    } else if (direction === "out" && parent !== undefined && parent !== this.view.zoom) {
      this.view.drafts.move(id, { parent: forest.parentOf(parent), after: parent });
    } else if (direction === "up" && above !== undefined) {
      this.view.drafts.move(id, { parent, after: siblings[at - 2] });
    } else if (direction === "down" && siblings[at + 1] !== undefined) {
      this.view.drafts.move(id, { parent, after: siblings[at + 1] });
    }
    this.view.redraft();
    this.view.summons += 1;
  }

  /** Indenting goes below the sibling above: it must be open to see where the slice went. */
  #openAbove(ids: readonly SliceId[]): void {
    const [first] = ids;
    if (first === undefined) return;
    const siblings = this.view.forest.childrenOf(this.view.forest.parentOf(first));
    const above = siblings[siblings.indexOf(first) - 1];
    if (above !== undefined) this.view.open([above]);
  }

  #discard(id: SliceId): void {
    const before = this.view.visible.ids;
    const at = this.view.indexOf(id);
    this.view.titles.settle(id);
    this.view.drafts.discard(id);
    if (this.view.editing?.id === id) this.view.editing = null;
    this.view.redraft();
    if (this.view.focus === id) this.view.go(before[at - 1] ?? before[at + 1] ?? null);
  }

  /** A stored slice keeps its title when it was emptied. */
  #restoreBlank(id: SliceId): void {
    if (asTitle(this.view.title(id)) === "") this.view.titles.settle(id);
  }

  #sayMoved(edited: Edited | null, ids: readonly SliceId[]): void {
    const id = ids[0] === undefined ? undefined : this.view.storedAs(ids[0]);
    if (edited === null || edited.label === "" || id === undefined) return;
    this.view.keep(ids);
    this.view.reveal(id);
    this.view.summons += 1;
    this.view.workshop.notices.announce(this.#whereIs(id));
  }

  /** "Moved below ‘Pay by invoice’, level 2, 3 of 5". */
  #whereIs(id: SliceId): string {
    const { forest } = this.view;
    const siblings = forest.childrenOf(forest.parentOf(id));
    const at = siblings.indexOf(id);
    const place = { level: [...ancestors(forest, id)].length + 1, position: at + 1, count: siblings.length };
    const above = siblings[at - 1] ?? forest.parentOf(id);
    if (above === undefined) return m.slicing_moved_to_top(place);
    return m.slicing_moved_below({ ...place, title: this.view.title(above) });
  }

  #targets(): SliceId[] {
    return this.view.editing === null ? this.view.targets() : [this.view.editing.id];
  }

  #isBlankDraft(id: SliceId): boolean {
    return this.#isUnsent(id) && asTitle(this.view.title(id)) === "";
  }

  #isUnsent(id: SliceId): boolean {
    const draft = this.view.drafts.get(id);
    return draft !== undefined && !draft.sent;
  }

  #locked(): boolean {
    return this.view.workshop.readOnly !== "";
  }

  #stored(ids: readonly SliceId[]): SliceId[] {
    return ids.map((id) => this.view.storedAs(id)).filter((id) => this.view.workshop.row(id) !== undefined);
  }

  #storedOrNull(id: SliceId | undefined): SliceId | null {
    return id === undefined ? null : this.view.storedAs(id);
  }
}
