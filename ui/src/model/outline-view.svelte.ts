/** What one outline on the screen shows of the workshop: cursor, selection, what is closed, zoom and filter. Nothing of it is saved. */
import { untrack } from "svelte";
import type { NewSlice, Pasted, Row, SliceId } from "../host/bindings";
import { Drafts } from "./outline/drafts";
import { OutlineEditor } from "./outline/editor";
import { Finder } from "./outline/finder.svelte";
import { ancestors, type Forest, indexNear } from "./outline/forest";
import { asksForScores, inTitle, isEmpty, matches, parseQuery } from "./outline/query";
import { extendTo, goTo, heal, inOrder, type Selection, stepTo, toggle, UNSELECTED, widen } from "./outline/selection";
import { Titles } from "./outline/titles.svelte";
import { flatten, type Lens, reflow, type Visible } from "./outline/visible";
import type { Workshop } from "./workshop.svelte";

/** The row whose title holds the caret. `caret` counts UTF-16 units from the start; absent for the end. */
export type Editing = { id: SliceId; caret?: number };

/** A small field over the outline: to find, to filter, to set a number, or the tree that a paste would bring. */
export type Box =
  | { kind: "find" | "filter" }
  | { kind: "value" | "effort"; ids: SliceId[] }
  | { kind: "paste"; pasted: Pasted; items: readonly NewSlice[] };

/** So many slices opened or closed are walked one by one; more, and the whole tree is walked once. */
const FEW = 20;

const NOBODY: ReadonlySet<SliceId> = new Set();

export class OutlineView {
  selection = $state.raw<Selection>(UNSELECTED);
  editing = $state.raw<Editing | null>(null);
  /** Only this subtree is shown. */
  zoom = $state.raw<SliceId | null>(null);
  /** With a filter, only the rows that match and what is above them are shown. */
  filter = $state("");
  /** Rows in whose texts the filter's words stand, as far as they are known; the host knows. */
  #found = $state.raw<ReadonlySet<SliceId>>(NOBODY);
  /** Which small field is open over the outline. */
  box = $state.raw<Box | null>(null);
  /** Whether the details lie over the outline where they do not fit beside it. */
  detailsOver = $state(false);
  /** Grows when the focus should go to the cursor's row, also when it is there already. */
  summons = $state(0);

  readonly editor: OutlineEditor;
  readonly drafts = new Drafts();
  readonly titles = new Titles();
  readonly finder = new Finder(this);
  readonly visible = $derived.by<Visible>(() => this.#look());
  readonly #matching = $derived.by<Matching | null>(() => this.#match());

  #closed = $state.raw<ReadonlySet<SliceId>>(NOBODY);
  #draftShape = $state(0);
  /** Rows that were made or changed since the filter was set: they stay, or work would vanish under the hands. */
  #kept = $state.raw<ReadonlySet<SliceId>>(NOBODY);
  /** The name under which a row was mounted first, so that a draft keeps its element, and the caret in it. */
  readonly #names = new Map<SliceId, string>();
  readonly #stored = new Map<string, SliceId>();
  /** What was seen last, and what it was made of. */
  #last: { of: readonly unknown[]; closed: ReadonlySet<SliceId>; visible: Visible } | undefined;
  /** Where a row was found last: the next one is near. */
  #lastAt = 0;

  readonly forest: Forest = {
    childrenOf: (id) => this.drafts.among(id, this.workshop.children(id ?? null)),
    parentOf: (id) => this.drafts.get(id)?.parent ?? this.workshop.row(id)?.parent ?? undefined,
  };

  constructor(readonly workshop: Workshop) {
    this.selection = goTo(workshop.children(null)[0]);
    this.editor = new OutlineEditor(this);
  }

  /** The row with the roving focus. */
  get focus(): SliceId | null {
    return this.selection.cursor ?? null;
  }

  /** The slice in a row, also one that is still a draft. */
  row(id: SliceId): Row | undefined {
    const row = this.workshop.row(id);
    if (row !== undefined) return row;
    void this.#draftShape;
    const draft = this.drafts.get(id);
    return draft && { id, parent: draft.parent, key: "", title: draft.text, kind: "slice", status: "open", needs: 0, questions: 0 };
  }

  /** The title in a row as it was typed last. */
  title(id: SliceId): string {
    return this.titles.ahead(id) ?? this.row(id)?.title ?? "";
  }

  /** A name for the row that stays the same when a draft is stored. */
  nameOf(id: SliceId): string {
    return this.#names.get(id) ?? id;
  }

  /** The id under which a slice is stored by now. */
  storedAs(id: SliceId): SliceId {
    return this.#stored.get(id) ?? id;
  }

  /** The place of a row on the screen, from 0; -1 when it is hidden or gone. */
  indexOf(id: SliceId | null): number {
    if (id === null) return -1;
    const at = indexNear(this.visible.ids, id, this.#lastAt);
    if (at !== -1) this.#lastAt = at;
    return at;
  }

  /** Whether a command would be about this row. */
  isSelected(id: SliceId): boolean {
    const { chosen, cursor } = this.selection;
    return chosen.size > 0 ? chosen.has(id) : cursor === id;
  }

  /** What a command is about: the selection in outline order, else the cursor's row. */
  targets(): SliceId[] {
    return inOrder(this.selection, this.visible.ids);
  }

  /** Puts the cursor alone on a row, opening what hides it, and asks for the focus. */
  go(id: SliceId | null): void {
    if (id !== null) this.reveal(id);
    this.selection = goTo(id ?? undefined);
    this.summons += 1;
  }

  /** Puts the cursor alone on a row, opening what hides it, and leaves the focus where it is. */
  show(id: SliceId): void {
    this.reveal(id);
    this.selection = goTo(id);
  }

  /** Moves the cursor to a row on the screen. Rows chosen one by one stay chosen. */
  step(id: SliceId): void {
    this.selection = stepTo(this.selection, id);
    this.summons += 1;
  }

  /** Selects everything from the anchor to a row. */
  extend(id: SliceId): void {
    this.selection = extendTo(this.selection, this.visible.ids, id);
    this.summons += 1;
  }

  /** Takes a row into the selection or out of it. */
  toggle(id: SliceId): void {
    this.selection = toggle(this.selection, id);
    this.summons += 1;
  }

  /** Siblings, then the level above, then everything. */
  widen(): void {
    this.selection = widen(this.selection, this.forest, this.visible.ids);
  }

  select(ids: Iterable<SliceId>): void {
    this.selection = { ...this.selection, chosen: new Set(ids), picked: false };
  }

  /** The cursor alone; `false` when it was alone already. */
  unselect(): boolean {
    if (this.selection.chosen.size === 0) return false;
    this.selection = goTo(this.selection.cursor);
    return true;
  }

  isBranch(id: SliceId): boolean {
    return this.forest.childrenOf(id).length > 0;
  }

  /** Whether what is below a row is shown. A filter opens everything on the way to what it found. */
  isOpen(id: SliceId): boolean {
    return this.#matching !== null || !this.#closed.has(id);
  }

  open(ids: Iterable<SliceId>): void {
    const closed = new Set(this.#closed);
    for (const id of ids) closed.delete(id);
    if (closed.size !== this.#closed.size) this.#closed = closed;
  }

  close(ids: Iterable<SliceId>): void {
    this.#closed = new Set([...this.#closed, ...ids]);
    this.#liftCursor();
  }

  /** Shows `levels` levels below the top and closes what is deeper. */
  openLevels(levels: number): void {
    const closed = new Set<SliceId>();
    let level: readonly SliceId[] = this.workshop.children(this.zoom);
    for (let depth = 1; level.length > 0; depth++) {
      const branches = level.filter((id) => this.workshop.children(id).length > 0);
      if (depth >= levels) for (const id of branches) closed.add(id);
      level = branches.flatMap((id) => this.workshop.children(id));
    }
    this.#closed = closed;
    this.#liftCursor();
  }

  /** Opens everything above a row, and leaves a zoom or a filter that does not show it. */
  reveal(id: SliceId): void {
    const above = [...ancestors(this.forest, id)];
    if (this.zoom !== null && id !== this.zoom && !above.includes(this.zoom)) this.zoom = null;
    this.open(above);
    if (this.#matching !== null && !this.#shown(id)) this.keep([id, ...above]);
  }

  zoomInto(id: SliceId): void {
    this.zoom = id;
    this.go(id);
  }

  /** One level out; the slice that filled the view keeps the cursor. `false` when the whole tree is shown. */
  zoomOut(): boolean {
    const left = this.zoom;
    if (left === null) return false;
    this.zoom = this.workshop.row(left)?.parent ?? null;
    this.go(left);
    return true;
  }

  /** Whether a row itself is what the filter asks for. */
  isMatch(id: SliceId): boolean {
    return this.#matching?.hits.has(id) ?? false;
  }

  /** How many rows the filter found; `null` without one. */
  get hits(): number | null {
    return this.#matching?.hits.size ?? null;
  }

  /** The words in the filter. */
  get words(): string {
    return parseQuery(this.filter).words.join(" ");
  }

  setFilter(text: string): void {
    const { words } = this;
    this.filter = text;
    if (this.words !== words) this.#found = NOBODY;
    this.#kept = NOBODY;
    this.#liftCursor();
  }

  /** Takes in where the host found the filter's words. Nothing is filtered anew when they stand in titles only. */
  find(ids: readonly SliceId[]): void {
    const query = parseQuery(this.filter);
    const more = ids.filter((id) => {
      const row = this.workshop.row(id);
      return row !== undefined && !inTitle(row, query);
    });
    if (more.length > 0) this.#found = new Set(more);
  }

  /** Keeps rows on the screen although a filter does not match them. */
  keep(ids: Iterable<SliceId>): void {
    if (this.filter !== "") this.#kept = new Set([...this.#kept, ...ids]);
  }

  /** The outline has got a draft more or less, or one has moved. */
  redraft(): void {
    this.#draftShape += 1;
  }

  /** A draft is stored: everything that spoke of it speaks of the stored slice from now on. */
  adopt(draft: string, id: SliceId): void {
    this.drafts.confirm(draft, id);
    this.#names.set(id, draft);
    this.#stored.set(draft, id);
    this.titles.rename(draft, id);
    this.keep([id]);
    this.selection = renamed(this.selection, draft, id);
    if (this.editing?.id === draft) this.editing = { id };
    this.redraft();
  }

  /** After a change: forgets what is gone and goes to what the change was about. */
  follow(focus: readonly SliceId[]): void {
    if (this.zoom !== null && !this.workshop.row(this.zoom)) this.zoom = null;
    const [first] = focus;
    if (this.editing !== null && this.editing.id !== first) this.editing = null;
    if (first === undefined) {
      this.heal(this.visible.ids);
      return;
    }
    this.keep(focus);
    this.go(first);
    if (focus.length > 1) this.select(focus);
  }

  /** Gives the cursor a row that exists, as near as can be to where it was among `before`. */
  heal(before: readonly SliceId[]): void {
    this.selection = heal(this.selection, before, this.visible.ids);
    if (this.selection.cursor === undefined) this.selection = goTo(this.visible.ids[0]);
  }

  /** A cursor that got hidden goes to the first match of the filter, or to the nearest row above that is seen. */
  #liftCursor(): void {
    const { cursor } = this.selection;
    const { ids } = this.visible;
    if (ids.length === 0 || (cursor !== undefined && ids.includes(cursor))) return;
    const seen = new Set(ids);
    const above = cursor === undefined ? undefined : [...ancestors(this.forest, cursor)].find((id) => seen.has(id));
    this.selection = goTo(ids.find((id) => this.isMatch(id)) ?? above ?? ids[0]);
  }

  /**
   * Reads each signal once: a hundred thousand reads cost more than the walk itself. Where only a few slices were opened or
   * closed since the last look, only what is below them is walked.
   */
  #look(): Visible {
    const closed = this.#closed;
    const matching = this.#matching;
    const kept = this.#kept;
    const of = [this.workshop.shape, this.#draftShape, this.zoom, matching, kept];
    const lens: Lens = {
      top: this.zoom ?? undefined,
      isOpen: (id) => matching !== null || !closed.has(id),
      shows: (id) => matching === null || isShown(matching, id) || kept.has(id) || this.drafts.get(id) !== undefined,
    };
    const last = this.#last?.of.every((value, at) => value === of[at]) ? this.#last : undefined;
    const folded = last === undefined ? [] : difference(closed, last.closed);
    const visible = untrack(() =>
      last === undefined || folded.length > FEW ? flatten(this.forest, lens) : reflow(last.visible, this.forest, lens, folded),
    );
    this.#last = { of, closed, visible };
    return visible;
  }

  #shown(id: SliceId): boolean {
    return this.#matching === null || isShown(this.#matching, id) || this.#kept.has(id) || this.drafts.get(id) !== undefined;
  }

  #match(): Matching | null {
    const query = parseQuery(this.filter);
    if (isEmpty(query)) return null;
    const { workshop } = this;
    const around = { frame: workshop.frame, isLeaf: (id: SliceId) => workshop.children(id).length === 0, found: this.#found };
    void workshop.shape;
    void (asksForScores(query) ? workshop.version : workshop.edits);
    return untrack(() => {
      const hits = new Set<SliceId>();
      const above = new Set<SliceId>();
      for (const row of workshop.rows()) {
        if (!matches(row, query, around)) continue;
        hits.add(row.id);
        // What is above a slice that is in already, is in or will be.
        for (let up = row.parent; up != null && !above.has(up); up = workshop.row(up)?.parent) above.add(up);
      }
      return { hits, above };
    });
  }
}

/** What a filter found, and what is above it. */
interface Matching {
  readonly hits: ReadonlySet<SliceId>;
  readonly above: ReadonlySet<SliceId>;
}

function isShown({ hits, above }: Matching, id: SliceId): boolean {
  return hits.has(id) || above.has(id);
}

function renamed(selection: Selection, from: string, to: SliceId): Selection {
  const now = (id: string | undefined) => (id === from ? to : id);
  const chosen = new Set([...selection.chosen].map((id) => (id === from ? to : id)));
  return { ...selection, cursor: now(selection.cursor), anchor: now(selection.anchor), chosen };
}

/** What is in one of the sets and not in the other. */
function difference(a: ReadonlySet<SliceId>, b: ReadonlySet<SliceId>): SliceId[] {
  return [...[...a].filter((id) => !b.has(id)), ...[...b].filter((id) => !a.has(id))];
}
