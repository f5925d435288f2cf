import { expect, onTestFinished, test } from "vitest";
import { base64, fileNameOf, fitted, type Picture, picturePng, pictureSvg, textWidth, wrapped } from "./picture";

const WORDS: Picture = { heading: "Sell & ship", title: "Value over time", says: "Half of it after 2 days." };

/** A drawing on the page, styled by a sheet as the real ones are. */
function drawing(inside: string, sheet = ""): SVGSVGElement {
  const host = document.createElement("div");
  const html = `<style>${sheet}</style><svg width="200" height="100" class="plot" aria-hidden="true">${inside}</svg>`;
  const made = new DOMParser().parseFromString(html, "text/html");
  host.append(...made.querySelectorAll("style, svg"));
  document.body.append(host);
  onTestFinished(() => host.remove());
  return host.querySelector("svg") as SVGSVGElement;
}

function read(text: string): Document {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  expect(parsed.querySelector("parsererror")).toBeNull();
  return parsed;
}

test("styles of a sheet become attributes, in colours that every reader knows", () => {
  const sheet = ".plot { --c: oklch(47% 0.155 12) } .a { fill: var(--c); stroke: rgb(0 0 255 / 0.5); stroke-width: 2; opacity: 0.5 }";
  const path = read(pictureSvg(drawing('<path class="a" d="M0,0H5"/>', sheet), WORDS)).querySelector("path");
  expect(path?.getAttribute("fill")).toMatch(/^#[0-9a-f]{6}$/);
  expect(path?.getAttribute("stroke")).toBe("#0000ff");
  expect(Number(path?.getAttribute("stroke-opacity"))).toBeCloseTo(0.5, 1);
  expect([path?.getAttribute("stroke-width"), path?.getAttribute("opacity"), path?.getAttribute("d")]).toEqual(["2px", "0.5", "M0,0H5"]);
  expect(path?.hasAttribute("class")).toBe(false);
});

test("a picture is on white paper in a dark window, and the window keeps its colours", () => {
  const sheet = ".plot { color-scheme: dark } .a { fill: light-dark(#112233, #ddeeff) } .b { fill: var(--surface-0) }";
  const svg = drawing('<rect class="a" width="5" height="5"/><rect class="b" width="5" height="5"/>', sheet);
  const fills = [...read(pictureSvg(svg, WORDS)).querySelectorAll("rect")].map((rect) => rect.getAttribute("fill"));
  expect(fills).toEqual(["#ffffff", "#112233", "#ffffff"]);
  expect(svg.hasAttribute("style")).toBe(false);
  expect(getComputedStyle(svg.querySelector(".a") as Element).fill).toBe("rgb(221, 238, 255)");
});

test("it says what it is: title, description, heading, and its sentence in lines", () => {
  const says = "One sentence that is too long for a picture of two hundred pixels, so that it takes more lines than one.";
  const parsed = read(pictureSvg(drawing('<text x="3" y="9">5 days</text>'), { ...WORDS, says }));
  expect(parsed.querySelector("title")?.textContent).toBe("Sell & ship: Value over time");
  expect(parsed.querySelector("desc")?.textContent).toBe(says);
  const texts = [...parsed.querySelectorAll("text")].map((text) => text.textContent ?? "");
  expect(texts.slice(0, 3)).toEqual(["Sell & ship", "Value over time", "5 days"]);
  expect(texts.slice(3).length).toBeGreaterThan(2);
  expect(texts.slice(3).join(" ")).toBe(says);
});

test("what is only for the screen, hidden or HTML stays out, and nothing points outside", () => {
  const inside = `<circle data-screen="" r="3"/><circle class="gone" r="3"/><foreignObject><p>no</p></foreignObject>
    <marker id="tip"><path d="M0,0"/></marker><line marker-end="url(#tip)" x2="9" onclick="x()"/>`;
  const text = pictureSvg(drawing(inside, ".gone { display: none }"), WORDS);
  const parsed = read(text);
  expect([parsed.querySelector("circle"), parsed.querySelector("foreignObject")]).toEqual([null, null]);
  expect(parsed.querySelector("line")?.getAttribute("marker-end")).toBe("url(#tip)");
  expect(text.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|onclick|var\(|oklch/);
});

test("titles from a file cannot break the picture", () => {
  const svg = drawing("<text></text>");
  (svg.querySelector("text") as Element).textContent = "a\u0000b </text><script>";
  const parsed = read(pictureSvg(svg, { ...WORDS, heading: "\u0001<b>&\ud800" }));
  expect([...parsed.querySelectorAll("text")].map((text) => text.textContent)).toContain("a b </text><script>");
});

test("a picture is drawn at twice its size", async () => {
  const png = await picturePng(pictureSvg(drawing('<rect width="200" height="100" fill="red"/>'), WORDS));
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  expect(image.naturalWidth).toBe(2 * 248);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  context.drawImage(image, 0, 0);
  expect([...context.getImageData(200, 200, 1, 1).data]).toEqual([255, 0, 0, 255]);
  expect([...context.getImageData(4, 4, 1, 1).data]).toEqual([255, 255, 255, 255]);
});

test("words are cut and wrapped to a width", () => {
  expect(fitted("short", 10, 100)).toBe("short");
  const cut = fitted("a title of three hundred characters ".repeat(9), 10, 100);
  expect(cut.endsWith("…")).toBe(true);
  expect(textWidth(cut, 10)).toBeLessThanOrEqual(100);
  expect(wrapped("one two  three", 10, 50)).toEqual(["one two", "three"]);
  expect([wrapped("", 10, 50), wrapped("incomprehensibilities", 10, 5)]).toEqual([[], ["incomprehensibilities"]]);
  expect(textWidth("日本", 10)).toBeGreaterThan(textWidth("ab", 10));
});

test("a file name has nothing in it that a system refuses", () => {
  expect(fileNameOf("Expenses: “who/what”?")).toBe("Expenses who what");
  expect(fileNameOf("../.. ")).toBe("");
  expect(fileNameOf("היי")).toBe("היי");
  expect(base64("é")).toBe("w6k=");
});
