/** Dragging in the picture: its ground moves the picture, a handle of a slice draws a link. */
import type { SliceId } from "../../../host/bindings";
import type { DependencyView, Drawing } from "../../../model/dependency-view.svelte";
import type { Camera } from "../../../model/needs/camera";
import { nodeAt, type Point } from "../../../model/needs/layout";
import { PointerDrag } from "../../../parts/pointer-drag.svelte";

type What = { kind: "ground" } | { kind: "handle"; from: SliceId; side: Drawing["side"] };

/** How near to a slice a link may end, in rem. */
const NEAR = 0.5;

export class NodeDrag extends PointerDrag<What> {
  /** Where the pointer is in the picture, in rem. */
  tip = $state.raw<Point>({ x: 0, y: 0 });
  #before: Camera | undefined;

  constructor(
    private readonly view: DependencyView,
    private readonly pane: () => HTMLElement | undefined,
  ) {
    super();
  }

  press(event: PointerEvent, what: What): void {
    if (event.button === 0) this.hold(event, what);
  }

  protected scroller(): undefined {
    return undefined;
  }

  protected begin(what: What): void {
    this.#before = this.view.lens.camera;
    if (what.kind === "handle") this.view.draw(what.from, what.side, false);
  }

  protected aim(): void {
    const { pressed } = this;
    if (pressed === undefined) return;
    if (pressed.what.kind === "ground") {
      if (this.#before) this.view.lens.drag(this.#before, { x: this.at.x - pressed.x, y: this.at.y - pressed.y });
      return;
    }
    this.tip = this.view.lens.under(this.#inPane());
    this.view.aim(nodeAt(this.view.layout, this.tip, NEAR));
  }

  protected drop(): void {
    if (this.view.drawing) void this.view.finish();
  }

  protected forget(): void {
    if (this.view.drawing?.byKey === false) this.view.cancel();
  }

  #inPane(): Point {
    const box = this.pane()?.getBoundingClientRect();
    return { x: this.at.x - (box?.left ?? 0), y: this.at.y - (box?.top ?? 0) };
  }
}
