/** The shapes of the picture of the dependencies, in rem. */
import { curveMonotoneX, line } from "d3-shape";
import { NODE, type Point } from "../../../model/needs/layout";
import { fitted, textWidth } from "../../../model/picture";

/** What stands in a node: its rank to the left, its title in at most two lines. */
export const INSIDE = { gutter: 2.3, end: 0.7, title: 0.857, line: 1.15 };
/** An estimate of the width of a text may be a little short. */
const SLACK = 0.95;

/** Whether a title is cut in its node. */
export function isCut(title: string): boolean {
  return titleLines(title).at(-1)?.endsWith("…") === true;
}

/** A title in lines of a node: cut with an ellipsis where two are not enough. */
export function titleLines(title: string): string[] {
  const room = (NODE.width - INSIDE.gutter - INSIDE.end) * SLACK;
  const words = title.trim().split(/\s+/u).filter(Boolean);
  const first = taken(words, room);
  const rest = words.slice(first.words).join(" ");
  if (first.words === 0) return brokenLines(title.trim(), room);
  return rest === "" ? [first.text] : [first.text, fitted(rest, INSIDE.title, room)];
}

/** As many words as fit. */
function taken(words: readonly string[], room: number): { text: string; words: number } {
  let text = "";
  for (const [at, word] of words.entries()) {
    const longer = at === 0 ? word : `${text} ${word}`;
    if (textWidth(longer, INSIDE.title) > room) return { text, words: at };
    text = longer;
  }
  return { text, words: words.length };
}

/** A first word that is too long, as in scripts without spaces: broken where the line ends. */
function brokenLines(title: string, room: number): string[] {
  const cut = fitted(title, INSIDE.title, room);
  if (cut === title) return title === "" ? [] : [title];
  const begun = cut.slice(0, -1);
  return [begun, fitted(title.slice(begun.length).trimStart(), INSIDE.title, room)];
}

/** Whether a title is read from right to left: by its first letter that has a direction. */
export function isFromRight(title: string): boolean {
  const letter = /\p{L}/u.exec(title)?.[0];
  return letter !== undefined && /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

const curve = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveMonotoneX);

/** A link through its points, `scale` pixels to a rem. */
export function linkPath(points: readonly Point[], scale: number): string {
  return curve(points.map(({ x, y }) => ({ x: round(x * scale), y: round(y * scale) }))) ?? "";
}

/** The head of the arrow at the end of a link: it points to the right, or back where the link goes back. */
export function arrowHead(points: readonly Point[], scale: number): string {
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined) return "";
  const size = (end.x < start.x ? -1 : 1) * 0.42 * scale;
  return `M${round(end.x * scale)},${round(end.y * scale)}l${round(-size)},${round(-size * 0.62)}v${round(size * 1.24)}z`;
}

/** A link that is being drawn: from a side of a slice to wherever the pointer is. */
export function drawnPath(from: Point, to: Point, side: "needs" | "needed", scale: number): string {
  const start = { x: from.x + (side === "needs" ? -1 : 1) * (NODE.width / 2), y: from.y };
  const bend = Math.max(1.5, Math.abs(to.x - start.x) / 2) * (side === "needs" ? -1 : 1);
  const at = ({ x, y }: Point) => `${round(x * scale)},${round(y * scale)}`;
  return `M${at(start)}C${at({ x: start.x + bend, y: start.y })} ${at({ x: to.x - bend, y: to.y })} ${at(to)}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
