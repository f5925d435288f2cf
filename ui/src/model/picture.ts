/**
 * A drawing of the screen as a picture to keep: an SVG that needs nothing from outside (every colour resolved to sRGB, every
 * style an attribute, fonts with their fallbacks), on white paper with a heading above and its sentence below; or a PNG of it.
 *
 * What stays out: elements marked `data-screen` (a cursor, a tip), everything that is not seen, and HTML inside of a drawing.
 * The geometry must be in attributes, not in a stylesheet.
 */

/** A drawing with its words. */
export type Picture = {
  /** What it belongs to: the title of the workshop. */
  heading: string;
  /** What it shows. */
  title: string;
  /** What it says, in sentences: the text alternative. */
  says: string;
};

const SVG = "http://www.w3.org/2000/svg";
/** What a stylesheet may say about an element of a drawing. */
const STYLES = [
  ...["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset"],
  ...["stroke-linecap", "stroke-linejoin", "opacity", "paint-order", "marker-start", "marker-mid", "marker-end", "clip-path"],
];
const TEXT_STYLES = ["font-family", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "dominant-baseline"];
/** What these properties are when nobody says anything; not worth writing down. */
const USUAL: Readonly<Record<string, string>> = {
  "fill-opacity": "1",
  "fill-rule": "nonzero",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-dashoffset": "0px",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  opacity: "1",
  "paint-order": "normal",
  "marker-start": "none",
  "marker-mid": "none",
  "marker-end": "none",
  "clip-path": "none",
  "font-style": "normal",
  "letter-spacing": "normal",
  "text-anchor": "start",
  "dominant-baseline": "auto",
};
const FOR_GROUPS = ["opacity", "clip-path"];
const DROPPED = /^(class|style|tabindex|role|aria-|data-|on)/;
/** A picture is on paper, whatever the theme of the window. */
const PAPER: Readonly<Record<string, string>> = { "color-scheme": "light", "--surface-0": "#ffffff", "--surface-1": "#ffffff" };
/** Sizes of the words around the drawing, in pixels of the picture. */
const MARGIN = 24;
const HEADING = { size: 17, line: 24 };
const TITLE = { size: 13, line: 26 };
const SAYS = { size: 12, line: 18 };
const INK = { heading: "#26211d", title: "#4f4842", says: "#4f4842" };

/** Roughly how wide a text is in a sans-serif of this size. Total: no font is asked. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character);
  return ems * size;
}

function widthOf(character: string): number {
  if (/\p{Mark}/u.test(character)) return 0;
  if (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(character)) return 1.05;
  if (/[ilj.,;:'’|!() ]/.test(character)) return 0.3;
  return /[mwMW%@—]/.test(character) ? 0.85 : 0.57;
}

/** A text that is at most so wide, cut with an ellipsis. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const room = width - textWidth("…", size);
  const kept: string[] = [];
  let used = 0;
  for (const character of text) {
    used += textWidth(character, size);
    if (used > room) break;
    kept.push(character);
  }
  return `${kept.join("").trimEnd()}…`;
}

/** A text as lines that are at most so wide. A word that is wider stands alone in its line. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The drawing as the text of an SVG file. */
export function pictureSvg(drawing: SVGSVGElement, { heading, title, says }: Picture): string {
  const { width, height } = sizeOf(drawing);
  const whole = width + 2 * MARGIN;
  const sentences = wrapped(says, SAYS.size, width);
  const top = MARGIN + HEADING.line + TITLE.line;
  const bottom = top + height + (sentences.length > 0 ? SAYS.line * 0.75 : 0);
  const total = Math.ceil(bottom + sentences.length * SAYS.line + MARGIN);

  const svg = made("svg", { width: whole, height: total, viewBox: `0 0 ${whole} ${total}`, role: "img" });
  svg.append(words("title", `${heading}: ${title}`), words("desc", says));
  svg.append(made("rect", { width: whole, height: total, fill: "#ffffff" }));
  svg.append(line(fitted(heading, HEADING.size, width), MARGIN + HEADING.size, HEADING.size, INK.heading, 600));
  svg.append(line(fitted(title, TITLE.size, width), MARGIN + HEADING.line + TITLE.size, TITLE.size, INK.title, 400));
  const body = made("g", { transform: `translate(${MARGIN} ${top})` });
  body.append(...onPaper(drawing, () => [...drawing.children].flatMap((child) => resolved(child))));
  svg.append(body);
  sentences.forEach((sentence, at) => {
    svg.append(line(sentence, bottom + (at + 0.75) * SAYS.line, SAYS.size, INK.says, 400));
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** The text of an SVG file as a PNG in base 64, `scale` pixels for each pixel of it. */
export async function picturePng(svg: string, scale = 2): Promise<string> {
  const image = new Image();
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error("The picture cannot be drawn."));
    image.src = `data:image/svg+xml;base64,${base64(svg)}`;
  });
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("There is no canvas to draw on.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").replace(/^.*,/, "");
}

/** A text in base 64, as UTF-8. */
export function base64(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** A file name that every system takes, made from a title. */
export function fileNameOf(title: string): string {
  const kept = Array.from(title.normalize("NFC"), (character) => (/[\p{Letter}\p{Number}\p{Mark} ._-]/u.test(character) ? character : " "));
  return kept
    .join("")
    .replaceAll(/\s+/g, " ")
    .slice(0, 80)
    .replaceAll(/^[ .]+|[ .]+$/g, "");
}

function sizeOf(drawing: SVGSVGElement): { width: number; height: number } {
  const { width, height } = drawing.viewBox.baseVal ?? { width: 0, height: 0 };
  if (width > 0 && height > 0 && drawing.hasAttribute("viewBox")) return { width, height };
  return { width: drawing.width.baseVal.value, height: drawing.height.baseVal.value };
}

/** Has `work` read styles as they are on white paper; nothing of it is seen. */
function onPaper<T>(drawing: SVGSVGElement, work: () => T): T {
  const before = drawing.getAttribute("style");
  for (const [name, value] of Object.entries(PAPER)) drawing.style.setProperty(name, value);
  try {
    return work();
  } finally {
    if (before === null) drawing.removeAttribute("style");
    else drawing.setAttribute("style", before);
  }
}

/** A copy of an element with its styles as attributes; nothing for what is not seen. */
function resolved(element: Element): Element[] {
  if (!(element instanceof SVGElement) || isLeftOut(element)) return [];
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return [];
  const copy = document.createElementNS(SVG, element.localName);
  for (const { name, value } of element.attributes) if (!DROPPED.test(name)) copy.setAttribute(name, legible(value));
  if (element instanceof SVGGraphicsElement) dress(copy, style);
  copy.append(...[...element.childNodes].flatMap(inside));
  return [copy];
}

function isLeftOut(element: SVGElement): boolean {
  return element instanceof SVGForeignObjectElement || element.dataset.screen !== undefined;
}

function inside(child: Node): (Element | string)[] {
  if (child instanceof Element) return resolved(child);
  return child instanceof Text && child.parentNode instanceof SVGTextContentElement ? [legible(child.data)] : [];
}

function dress(copy: Element, style: CSSStyleDeclaration): void {
  const names = namesFor(copy.localName);
  for (const name of [...STYLES, ...TEXT_STYLES]) {
    const value = names.includes(name) ? style.getPropertyValue(name) : "";
    if (value === "" || value === USUAL[name]) copy.removeAttribute(name);
    else copy.setAttribute(name, local(value));
  }
  paint(copy, "fill");
  paint(copy, "stroke");
}

/** What a group says is said by everything in it again, except for what it does to all of them together. */
function namesFor(element: string): readonly string[] {
  if (element === "g") return FOR_GROUPS;
  return element === "text" || element === "tspan" ? [...STYLES, ...TEXT_STYLES] : STYLES;
}

function paint(copy: Element, name: string): void {
  const value = copy.getAttribute(name);
  if (value === null || value === "none" || value.includes("url(")) return;
  const { hex, alpha } = colourOf(value);
  copy.setAttribute(name, hex);
  const whole = alpha * Number(copy.getAttribute(`${name}-opacity`) ?? 1);
  if (alpha < 1) copy.setAttribute(`${name}-opacity`, String(Math.round(whole * 1000) / 1000));
}

/** `url("https://…#id")` as `url(#id)`: the picture refers to nothing outside. */
function local(value: string): string {
  return value.replaceAll(/url\(["']?[^#)]*(#[^"')]+)["']?\)/g, "url($1)");
}

const known = new Map<string, { hex: string; alpha: number }>();

/** Any colour of a stylesheet as one that every reader of SVG knows. */
function colourOf(value: string): { hex: string; alpha: number } {
  const before = known.get(value);
  if (before) return before;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return { hex: value, alpha: 1 };
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  const colour = { hex, alpha: alpha / 255 };
  known.set(value, colour);
  return colour;
}

/** XML cannot hold control characters. */
function legible(text: string): string {
  return Array.from(text, (character) => (/[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/u.test(character) ? " " : character)).join("");
}

function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}

function words(name: string, text: string): SVGElement {
  const element = made(name, {});
  element.textContent = legible(text);
  return element;
}

function line(text: string, y: number, size: number, fill: string, weight: number): SVGElement {
  const element = words("text", text);
  const font = { "font-family": "Inter, 'Helvetica Neue', Arial, sans-serif", "font-size": size, "font-weight": weight };
  for (const [name, value] of Object.entries({ x: MARGIN, y, fill, ...font })) element.setAttribute(name, String(value));
  return element;
}
