/** How a picture lies in its pane: moved by `x` and `y` pixels, `zoom` times as large. */
import type { Point } from "./layout";

export type Camera = { x: number; y: number; zoom: number };
export type Size = { width: number; height: number };
export type Box = Size & Point;

const SMALLEST = 0.04;
const LARGEST = 2.5;
/** A small picture is enlarged a little where there is room. */
const ENLARGED = 1.3;
/** Below this titles cannot be read: there are only the ranks, large. */
export const TITLES = 0.55;
/** Below this not even they: a picture that fits only so begins at the slice that one looks at. */
export const READABLE = 0.3;
/** How large it is then. */
const BEGINNING = 0.8;

const within = (low: number, value: number, high: number) => Math.max(low, Math.min(value, high));

/** The whole picture in the middle of the pane. */
export function fit(picture: Size, pane: Size, margin: number): Camera {
  const zoom = within(
    SMALLEST,
    Math.min((pane.width - 2 * margin) / Math.max(1, picture.width), (pane.height - 2 * margin) / Math.max(1, picture.height)),
    ENLARGED,
  );
  return { zoom, x: (pane.width - picture.width * zoom) / 2, y: (pane.height - picture.height * zoom) / 2 };
}

/** The whole picture where it can be read like that; else as large as can be read, with `at` in the middle. */
export function begin(picture: Size, pane: Size, margin: number, at: Point): Camera {
  const whole = fit(picture, pane, margin);
  if (whole.zoom >= READABLE) return whole;
  const zoom = BEGINNING;
  return { zoom, ...kept(picture, pane, margin, zoom, { x: pane.width / 2 - at.x * zoom, y: pane.height / 2 - at.y * zoom }) };
}

/** Moved by a wheel: no empty ground where there is picture to show. */
export function scrolled(camera: Camera, by: Point, picture: Size, pane: Size, margin: number): Camera {
  return { zoom: camera.zoom, ...kept(picture, pane, margin, camera.zoom, { x: camera.x - by.x, y: camera.y - by.y }) };
}

/** No empty ground where there is picture to show. */
function kept(picture: Size, pane: Size, margin: number, zoom: number, { x, y }: Point): Point {
  const along = (from: number, drawn: number, room: number) =>
    drawn + 2 * margin <= room ? (room - drawn) / 2 : within(room - margin - drawn, from, margin);
  return { x: along(x, picture.width * zoom, pane.width), y: along(y, picture.height * zoom, pane.height) };
}

/** Larger or smaller around a point of the pane that stays where it is. */
export function zoomed(camera: Camera, factor: number, around: Point): Camera {
  const zoom = within(SMALLEST, camera.zoom * factor, LARGEST);
  const by = zoom / camera.zoom;
  return { zoom, x: around.x - (around.x - camera.x) * by, y: around.y - (around.y - camera.y) * by };
}

/** Moved, with at least a margin of the picture left in the pane. */
export function panned(camera: Camera, by: Point, picture: Size, pane: Size, margin: number): Camera {
  const along = (from: number, drawn: number, room: number) => within(margin - drawn, from, room - margin);
  return {
    zoom: camera.zoom,
    x: along(camera.x + by.x, picture.width * camera.zoom, pane.width),
    y: along(camera.y + by.y, picture.height * camera.zoom, pane.height),
  };
}

/** Moved as little as needed until a box of the picture is in the pane. */
export function revealed(camera: Camera, box: Box, pane: Size, margin: number): Camera {
  const along = (from: number, place: number, length: number, room: number) => {
    const start = from + place * camera.zoom;
    const end = start + length * camera.zoom;
    if (start < margin || length * camera.zoom + 2 * margin > room) return from + margin - start;
    return end > room - margin ? from + room - margin - end : from;
  };
  return {
    zoom: camera.zoom,
    x: along(camera.x, box.x, box.width, pane.width),
    y: along(camera.y, box.y, box.height, pane.height),
  };
}

/** The point of the picture that lies under a point of the pane. */
export function under(camera: Camera, at: Point): Point {
  return { x: (at.x - camera.x) / camera.zoom, y: (at.y - camera.y) / camera.zoom };
}
