import type { SliceId } from "../../../host/bindings";
import { type Drop, dropAt, wishedDepth } from "../../../model/outline/drop";
import { topmost } from "../../../model/outline/forest";
import { depthAt } from "../../../model/outline/visible";
import type { OutlineView } from "../../../model/outline-view.svelte";

const THRESHOLD = 4;
/** How long the pointer rests on a closed slice before it opens, in milliseconds. */
const REST = 600;
/** How near to an edge the list begins to scroll, and how far it goes in a frame, in pixels. */
const EDGE = 36;
const SPEED = 14;

/** What the drag must know of the list on the screen. */
export interface Ground {
  readonly scroller: HTMLElement;
  /** The element whose upper edge is the upper edge of row 0. */
  readonly rows: HTMLElement;
  readonly rowHeight: number;
  readonly indent: number;
}

/** Moves slices with the pointer: from the press, over the threshold, to the drop or the Escape. */
export class RowDrag {
  /** Where the slices would go; absent while nothing is dragged or no place fits. */
  drop = $state.raw<Drop | undefined>(undefined);
  /** Whether the threshold has been passed. */
  active = $state(false);
  /** Where the pointer is. */
  at = $state.raw({ x: 0, y: 0 });
  /** The slices that travel, without those below others of them. */
  ids = $state.raw<readonly SliceId[]>([]);

  #pressed: { id: SliceId; x: number; y: number; depth: number } | undefined;
  #rest: { id: SliceId; timer: ReturnType<typeof setTimeout> } | undefined;
  #frame = 0;

  constructor(
    private readonly view: OutlineView,
    private readonly ground: () => Ground | undefined,
  ) {}

  press(event: PointerEvent, id: SliceId): void {
    if (event.button !== 0 || this.view.workshop.readOnly !== "" || id === this.view.zoom) return;
    const depth = depthAt(this.view.visible, this.view.indexOf(id));
    this.#pressed = { id, x: event.clientX, y: event.clientY, depth };
  }

  move(event: PointerEvent): void {
    if (this.#pressed === undefined) return;
    const { x, y, id } = this.#pressed;
    if (!this.active && Math.hypot(event.clientX - x, event.clientY - y) < THRESHOLD) return;
    if (!this.active) this.#begin(event, id);
    this.at = { x: event.clientX, y: event.clientY };
    this.#aim();
  }

  /** Drops where the line is. `true` when something was dragged: the release is no click then. */
  release(): boolean {
    const { active, drop, ids } = this;
    this.cancel();
    if (active && drop !== undefined) void this.view.editor.move(ids, drop);
    return active;
  }

  cancel(): void {
    this.#pressed = undefined;
    this.active = false;
    this.drop = undefined;
    this.ids = [];
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest?.timer);
    this.#rest = undefined;
  }

  #begin(event: PointerEvent, id: SliceId): void {
    if (!this.view.isSelected(id)) this.view.go(id);
    this.ids = topmost(this.view.forest, this.view.targets());
    this.active = true;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#scroll();
  }

  #aim(): void {
    const ground = this.ground();
    const pressed = this.#pressed;
    if (ground === undefined || pressed === undefined) return;
    const y = (this.at.y - ground.rows.getBoundingClientRect().top) / ground.rowHeight;
    const count = this.view.visible.ids.length;
    const gap = Math.max(0, Math.min(Math.round(y), count));
    const wish = wishedDepth(pressed.depth, this.at.x - pressed.x, ground.indent);
    const moving = new Set(this.ids);
    const isClosed = (id: SliceId) => this.view.isBranch(id) && !this.view.isOpen(id);
    this.drop = dropAt({ visible: this.view.visible, forest: this.view.forest, moving, isClosed }, gap, wish);
    this.#restOn(this.view.visible.ids[Math.floor(y)]);
  }

  #restOn(id: SliceId | undefined): void {
    if (this.#rest?.id === id) return;
    clearTimeout(this.#rest?.timer);
    this.#rest = undefined;
    if (id === undefined || this.ids.includes(id) || this.view.isOpen(id) || !this.view.isBranch(id)) return;
    const open = () => {
      this.view.open([id]);
      this.#aim();
    };
    this.#rest = { id, timer: setTimeout(open, REST) };
  }

  #scroll(): void {
    this.#frame = requestAnimationFrame(() => {
      const scroller = this.ground()?.scroller;
      if (!this.active || scroller === undefined) return;
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
