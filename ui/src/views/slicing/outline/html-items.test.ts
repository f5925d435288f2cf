import { expect, test } from "vitest";
import { htmlOf, itemsInHtml, slicesInHtml, textOf } from "./html-items";

function check(html: string, outline: string[]) {
  const items = itemsInHtml(html)?.map(({ depth, title, narrative }) => `${depth} ${title}${narrative ? ` // ${narrative}` : ""}`);
  expect(items).toEqual(outline);
}

test("nested lists become levels", () => {
  check("<ul><li>a<ul><li>b</li><li><p>c</p></li></ul></li><li>d</li></ul>", ["0 a", "1 b", "1 c", "0 d"]);
});

test("a list beside its item, as some editors write it, is one level deeper", () => {
  check("<ul><li>a</li><ul><li>b</li></ul></ul>", ["0 a", "1 b"]);
});

test("headings are levels, lists below them are deeper, paragraphs are the narrative", () => {
  check("<h2>Pay</h2><p>As a guest I pay.</p><ul><li>card</li></ul><h3>Later</h3><p>invoice</p><h2>Ship</h2>", [
    "0 Pay // As a guest I pay.",
    "1 card",
    "1 Later // invoice",
    "0 Ship",
  ]);
});

test("words keep their order across formatting, and space collapses", () => {
  check("<ul><li>Pay\n  <b>by</b> <a href='x'>card</a></li></ul>", ["0 Pay by card"]);
});

test("a level that is skipped is closed", () => {
  check("<h1>a</h1><h4>b</h4>", ["0 a", "1 b"]);
  check("<h3>a</h3><h1>b</h1>", ["0 a", "0 b"]);
});

test("scripts and styles are not words", () => {
  check("<style>li{}</style><ul><li>a<script>alert(1)</script></li></ul>", ["0 a"]);
});

test("HTML without lists or headings, or with a table, is left to the plain text", () => {
  expect(itemsInHtml("<p>a</p><p>b</p>")).toBeUndefined();
  expect(itemsInHtml("<h1>x</h1><table><tr><td>a</td></tr></table>")).toBeUndefined();
  expect(itemsInHtml("")).toBeUndefined();
});

const ITEMS = [
  { depth: 0, title: "a <b>", narrative: "" },
  { depth: 1, title: "b", narrative: "" },
  { depth: 2, title: "c", narrative: "" },
  { depth: 1, title: "d", narrative: "" },
  { depth: 0, title: "e", narrative: "" },
];

test("what is copied as HTML comes back the same", () => {
  expect(itemsInHtml(htmlOf(ITEMS, undefined))).toEqual(ITEMS);
});

test("copied HTML carries the lossless form, whatever is in it", () => {
  const json = '{"title":"\\"quotes\\" & <tags>"}';
  expect(slicesInHtml(htmlOf(ITEMS, json))).toBe(json);
  expect(slicesInHtml(htmlOf(ITEMS, undefined))).toBeUndefined();
});

test("what is copied as text has a tab for each level", () => {
  expect(textOf(ITEMS)).toBe("a <b>\n\tb\n\t\tc\n\td\ne");
});
