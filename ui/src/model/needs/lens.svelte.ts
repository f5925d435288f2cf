/** What of a picture is seen, and how large. The picture is measured in rem, the pane in pixels. */
import { begin, type Camera, fit, panned, revealed, type Size, scrolled, under, zoomed } from "./camera";
import { NODE, type Point } from "./layout";

/** How much larger a key makes it. */
const STEP = 1.25;

export class Lens {
  camera = $state.raw<Camera>({ x: 0, y: 0, zoom: 1 });
  pane = $state.raw<Size>({ width: 0, height: 0 });
  rem = $state(14);
  /** The whole picture is wanted as large as it is, for a file. */
  whole = $state(false);
  /** Somebody has moved it: it stays where it is then. */
  #touched = false;
  #picture: Size = { width: 0, height: 0 };
  #about: unknown;
  #at: Point = { x: 0, y: 0 };

  get margin(): number {
    return this.rem * 1.6;
  }

  /** The camera to draw with, and the size of the drawing. */
  get drawn(): { camera: Camera; size: Size } {
    if (!this.whole) return { camera: this.camera, size: this.pane };
    const { size } = this;
    const edge = this.rem;
    return { camera: { x: edge, y: edge, zoom: 1 }, size: { width: size.width + 2 * edge, height: size.height + 2 * edge } };
  }

  /** The size of the picture in pixels, as large as it is. */
  get size(): Size {
    return { width: this.#picture.width * this.rem, height: this.#picture.height * this.rem };
  }

  /** There is another picture. What is `about` something else begins anew, with `at` in view. */
  show(picture: Size, about: unknown, at: Point): void {
    const other = about !== this.#about || this.#picture.width === 0;
    this.#picture = { width: picture.width, height: picture.height };
    this.#about = about;
    this.#at = at;
    if (other) this.#touched = false;
    if (!this.#touched) this.#begin();
  }

  /** The pane has another size. */
  measure(pane: Size, rem: number): void {
    if (pane.width === this.pane.width && pane.height === this.pane.height && rem === this.rem) return;
    this.pane = pane;
    this.rem = rem;
    if (!this.#touched) this.#begin();
  }

  /** The whole picture. */
  fit(): void {
    this.camera = fit(this.size, this.pane, this.margin);
  }

  /** Larger (1) or smaller (−1), around the middle. */
  step(by: 1 | -1): void {
    this.zoom(by > 0 ? STEP : 1 / STEP, { x: this.pane.width / 2, y: this.pane.height / 2 });
  }

  zoom(factor: number, around: Point): void {
    this.#touched = true;
    this.camera = zoomed(this.camera, factor, around);
  }

  /** Drags the picture to where a drag from `from` has brought it. */
  drag(from: Camera, by: Point): void {
    this.#touched = true;
    this.camera = panned(from, by, this.size, this.pane, this.margin);
  }

  /** `false` when there is nothing to see in this direction. */
  scroll(by: Point): boolean {
    const { x, y } = this.camera;
    const next = scrolled(this.camera, by, this.size, this.pane, this.margin);
    if (Math.abs(next.x - x) < 1 && Math.abs(next.y - y) < 1) return false;
    this.#touched = true;
    this.camera = next;
    return true;
  }

  /** Brings a slice into the pane. */
  reveal({ x, y }: Point): void {
    const { rem } = this;
    const box = { x: (x - NODE.width / 2) * rem, y: (y - NODE.height / 2) * rem, width: NODE.width * rem, height: NODE.height * rem };
    const next = revealed(this.camera, box, this.pane, this.margin);
    if (next.x === this.camera.x && next.y === this.camera.y) return;
    this.#touched = true;
    this.camera = next;
  }

  /** The place in the picture, in rem, under a point of the pane. */
  under(at: Point): Point {
    const { x, y } = under(this.camera, at);
    return { x: x / this.rem, y: y / this.rem };
  }

  #begin(): void {
    if (this.pane.width === 0 || this.#picture.width === 0) return;
    this.camera = begin(this.size, this.pane, this.margin, { x: this.#at.x * this.rem, y: this.#at.y * this.rem });
  }
}
