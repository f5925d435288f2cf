import type { NewSlice } from "../../../host/bindings";

/** The attribute of copied HTML that carries slices without loss from one window to another. */
const LOSSLESS = "data-carpaccio";

const HEADING = /^H[1-6]$/;
const SKIPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "TABLE"]);

/** The lossless slices inside copied HTML of this program; `undefined` for any other HTML. */
export function slicesInHtml(html: string): string | undefined {
  return parse(html).querySelector(`[${LOSSLESS}]`)?.getAttribute(LOSSLESS) ?? undefined;
}

/**
 * The outline that HTML holds as lists and headings; `undefined` when it has neither, or a table, which reads better as text.
 * Paragraphs below an item become its narrative. Nothing of the HTML is kept but its words.
 */
export function itemsInHtml(html: string): NewSlice[] | undefined {
  const page = parse(html);
  if (page.querySelector("li, h1, h2, h3, h4, h5, h6") === null || page.querySelector("table") !== null) return undefined;
  const reader = new Reader();
  reader.read(page.body, 0);
  return reader.items.length > 0 ? closeGaps(reader.items) : undefined;
}

/** An outline as nested HTML lists, with the lossless form inside when there is one. */
export function htmlOf(items: readonly NewSlice[], lossless: string | undefined): string {
  const page = document.implementation.createHTMLDocument("");
  const root = page.createElement("ul");
  if (lossless !== undefined) root.setAttribute(LOSSLESS, lossless);
  const lists = [root];
  for (const item of items) {
    lists.length = Math.min(lists.length, item.depth + 1);
    lists.at(-1)?.append(entry(page, item, lists));
  }
  return root.outerHTML;
}

/** An outline as text, a tab for each level. */
export function textOf(items: readonly NewSlice[]): string {
  return items.map(({ depth, title }) => "\t".repeat(depth) + title).join("\n");
}

function entry(page: Document, item: NewSlice, lists: HTMLElement[]): HTMLElement {
  const li = page.createElement("li");
  li.append(item.title);
  while (lists.length <= item.depth) {
    const list = page.createElement("ul");
    lists.at(-1)?.lastElementChild?.append(list);
    lists.push(list);
  }
  const children = page.createElement("ul");
  lists[item.depth + 1] = children;
  li.append(children);
  return li;
}

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

/** Collects items in document order. Headings open levels; lists count from the heading above them. */
class Reader {
  readonly items: NewSlice[] = [];
  #heading = 0;

  read(parent: Node, listDepth: number): void {
    for (const node of parent.childNodes) this.#visit(node, listDepth);
  }

  #visit(node: Node, listDepth: number): void {
    if (!(node instanceof Element)) {
      this.#text(node.textContent ?? "");
      return;
    }
    if (SKIPPED.has(node.tagName)) return;
    if (HEADING.test(node.tagName)) {
      this.#open(node);
      return;
    }
    if (node.tagName === "LI") {
      this.#entry(node, listDepth);
      return;
    }
    const deeper = node.tagName === "UL" || node.tagName === "OL" ? 1 : 0;
    this.read(node, listDepth + deeper);
  }

  #open(heading: Element): void {
    const level = Number(heading.tagName.slice(1));
    this.#push(level - 1, words(heading));
    this.#heading = level;
  }

  #entry(li: Element, listDepth: number): void {
    const own = [...li.childNodes].filter((child) => !isList(child));
    this.#push(this.#heading + Math.max(listDepth - 1, 0), own.map(words).join(" "));
    for (const child of li.childNodes) if (isList(child)) this.#visit(child, listDepth);
  }

  #push(depth: number, text: string): void {
    const title = text.replace(/\s+/gu, " ").trim();
    if (title !== "") this.items.push({ depth, title, narrative: "" });
  }

  #text(text: string): void {
    const last = this.items.at(-1);
    const said = text.replace(/\s+/gu, " ").trim();
    if (last === undefined || said === "") return;
    last.narrative = last.narrative === "" ? said : `${last.narrative}\n${said}`;
  }
}

function isList(node: Node): boolean {
  return node instanceof Element && (node.tagName === "UL" || node.tagName === "OL");
}

function words(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? "";
  return SKIPPED.has(node.tagName) ? "" : [...node.childNodes].map(words).join("");
}

/** Makes every item at most one level deeper than the one above it, and the shallowest level 0. */
function closeGaps(items: readonly NewSlice[]): NewSlice[] {
  const levels: number[] = [];
  return items.map((item) => {
    while (levels.length > 0 && (levels.at(-1) as number) >= item.depth) levels.pop();
    levels.push(item.depth);
    return { ...item, depth: levels.length - 1 };
  });
}
