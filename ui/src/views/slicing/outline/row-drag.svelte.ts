import type { SliceId } from "../../../host/bindings";
import { type Drop, dropAt, wishedDepth } from "../../../model/outline/drop";
import { topmost } from "../../../model/outline/forest";
import { depthAt } from "../../../model/outline/visible";
import type { OutlineView } from "../../../model/outline-view.svelte";
import { PointerDrag } from "../../../parts/pointer-drag.svelte";

/** How long the pointer rests on a closed slice before it opens, in milliseconds. */
const REST = 600;

/** What the drag must know of the list on the screen. */
export interface Ground {
  readonly scroller: HTMLElement;
  /** The element whose upper edge is the upper edge of row 0. */
  readonly rows: HTMLElement;
  readonly rowHeight: number;
  readonly indent: number;
}

/** A slice that was pressed, and its level. */
type Pressed = { id: SliceId; depth: number };

/** Moves slices with the pointer. */
export class RowDrag extends PointerDrag<Pressed> {
  /** Where the slices would go; absent while nothing is dragged or no place fits. */
  landing = $state.raw<Drop | undefined>(undefined);
  /** The slices that travel, without those below others of them. */
  ids = $state.raw<readonly SliceId[]>([]);

  #rest: { id: SliceId; timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(
    private readonly view: OutlineView,
    private readonly ground: () => Ground | undefined,
  ) {
    super();
  }

  press(event: PointerEvent, id: SliceId): void {
    if (event.button !== 0 || this.view.workshop.readOnly !== "" || id === this.view.zoom) return;
    this.hold(event, { id, depth: depthAt(this.view.visible, this.view.indexOf(id)) });
  }

  protected scroller(): HTMLElement | undefined {
    return this.ground()?.scroller;
  }

  protected begin({ id }: Pressed): void {
    if (!this.view.isSelected(id)) this.view.go(id);
    this.ids = topmost(this.view.forest, this.view.targets());
  }

  protected drop(): void {
    if (this.landing !== undefined) void this.view.editor.move(this.ids, this.landing);
  }

  protected forget(): void {
    this.landing = undefined;
    this.ids = [];
    clearTimeout(this.#rest?.timer);
    this.#rest = undefined;
  }

  protected aim(): void {
    const ground = this.ground();
    const { pressed } = this;
    if (ground === undefined || pressed === undefined) return;
    const y = (this.at.y - ground.rows.getBoundingClientRect().top) / ground.rowHeight;
    const count = this.view.visible.ids.length;
    const gap = Math.max(0, Math.min(Math.round(y), count));
    const wish = wishedDepth(pressed.what.depth, this.at.x - pressed.x, ground.indent);
    const moving = new Set(this.ids);
    const isClosed = (id: SliceId) => this.view.isBranch(id) && !this.view.isOpen(id);
    this.landing = dropAt({ visible: this.view.visible, forest: this.view.forest, moving, isClosed }, gap, wish);
    this.#restOn(this.view.visible.ids[Math.floor(y)]);
  }

  #restOn(id: SliceId | undefined): void {
    if (this.#rest?.id === id) return;
    clearTimeout(this.#rest?.timer);
    this.#rest = undefined;
    if (id === undefined || this.ids.includes(id) || this.view.isOpen(id) || !this.view.isBranch(id)) return;
    const open = () => {
      this.view.open([id]);
      this.aim();
    };
    this.#rest = { id, timer: setTimeout(open, REST) };
  }
}
