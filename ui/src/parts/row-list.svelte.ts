/** What the outline and the backlog share as lists of which only the rows in view exist: their measures, the focus in them, and where a menu opens. */
import { untrack } from "svelte";

/** A list as it is laid out. Its elements are bound; everything else is measured. */
export class RowList {
  scroller = $state<HTMLElement>();
  /** The headings, which stay at the upper edge. */
  head = $state<HTMLElement>();
  /** What holds the rows: its upper edge is that of the first. */
  body = $state<HTMLElement>();
  scrollTop = $state(0);
  /** What is seen of the rows, in pixels. */
  height = $state(0);
  /** The size of a rem, which a projector enlarges. */
  rem = $state(14);
  /** Whether the stylesheet applies: without it the list is as high as its content, and every row would be mounted. */
  styled = $state(false);

  /** How far below the upper edge of the pane the rows begin. */
  get headHeight(): number {
    return this.head?.offsetHeight ?? 0;
  }

  /** Measures now and whenever a size changes, until the returned function is called. */
  watch(): () => void {
    const observer = new ResizeObserver(() => this.#measure());
    for (const element of [this.scroller, this.head]) if (element) observer.observe(element);
    this.#measure();
    return () => observer.disconnect();
  }

  readonly scrolled = (): void => {
    if (this.scroller) this.scrollTop = this.scroller.scrollTop;
  };

  scrollTo(place: number): void {
    if (!this.scroller || place === this.scroller.scrollTop) return;
    this.scroller.scrollTop = place;
    this.scrolled();
  }

  hasFocus(): boolean {
    return this.body?.contains(document.activeElement) ?? false;
  }

  #measure(): void {
    if (!this.scroller) return;
    this.styled = getComputedStyle(this.scroller).getPropertyValue("--styled") !== "";
    this.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 14;
    this.height = Math.max(0, Math.min(this.scroller.clientHeight, window.innerHeight) - this.headHeight);
    if (!this.styled) requestAnimationFrame(() => this.#measure());
  }
}

/** Rows that change places lose the focus in this engine; it is given back. Called while a component is set up. */
export function keepFocus(list: RowList, rows: () => unknown, giveBack: () => void): void {
  let had = false;
  $effect.pre(() => {
    rows();
    had = list.hasFocus();
  });
  $effect(() => {
    rows();
    if (had && !list.hasFocus()) untrack(giveBack);
  });
}

/** Where a context menu opens: at the pointer, or below the row when a key asked for it. */
export function menuPlace(event: MouseEvent, row: Element | null | undefined): { x: number; y: number } {
  const byKey = event.button !== 2 || (event.clientX === 0 && event.clientY === 0);
  const place = byKey ? row?.getBoundingClientRect() : undefined;
  return place ? { x: place.left + 48, y: place.bottom } : { x: event.clientX, y: event.clientY };
}
