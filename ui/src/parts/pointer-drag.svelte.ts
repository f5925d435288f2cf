/** What every drag in a list has in common: from the press, over the threshold, to the drop or the Escape. What moves, and where to, is not known here. */

const THRESHOLD = 4;
/** How near to an edge the list begins to scroll, how high the headings are there, and how far it goes in a frame, in pixels. */
const EDGE = 36;
const HEADINGS = 32;
const SPEED = 14;

export abstract class PointerDrag<What> {
  /** Whether the threshold has been passed. */
  active = $state(false);
  /** Where the pointer is. */
  at = $state.raw({ x: 0, y: 0 });

  /** What was pressed, and where. */
  protected pressed: { what: What; x: number; y: number } | undefined;
  #frame = 0;

  /** What scrolls when the pointer comes near to its edge. */
  protected abstract scroller(): HTMLElement | undefined;
  /** The threshold has been passed. */
  protected abstract begin(what: What): void;
  /** The pointer or the list has moved. */
  protected abstract aim(): void;
  /** Does what letting go means now; called before {@link forget}. */
  protected abstract drop(): void;
  /** Nothing is dragged any more. */
  protected abstract forget(): void;

  protected hold(event: PointerEvent, what: What): void {
    this.pressed = { what, x: event.clientX, y: event.clientY };
  }

  move(event: PointerEvent): void {
    const { pressed } = this;
    if (pressed === undefined) return;
    if (!this.active && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < THRESHOLD) return;
    if (!this.active) {
      this.begin(pressed.what);
      this.active = true;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      this.#scroll();
    }
    this.at = { x: event.clientX, y: event.clientY };
    this.aim();
  }

  /** `true` when something was dragged: the release is no click then. */
  release(): boolean {
    const { active } = this;
    if (active) this.drop();
    this.cancel();
    return active;
  }

  cancel(): void {
    this.pressed = undefined;
    this.active = false;
    cancelAnimationFrame(this.#frame);
    this.forget();
  }

  /** For the window, before anything else hears of a key. */
  escape(event: KeyboardEvent): void {
    if (!this.active || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }

  #scroll(): void {
    this.#frame = requestAnimationFrame(() => {
      const scroller = this.scroller();
      if (!this.active || scroller === undefined) return;
      const { top, bottom } = scroller.getBoundingClientRect();
      const pull = this.at.y < top + EDGE + HEADINGS ? -1 : this.at.y > bottom - EDGE ? 1 : 0;
      if (pull !== 0) {
        scroller.scrollTop += pull * SPEED;
        this.aim();
      }
      this.#scroll();
    });
  }
}
