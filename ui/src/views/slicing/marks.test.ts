import { expect, test } from "vitest";
import { clauses, occurrences, quote, segments } from "./marks";

function shown(text: string, marks: [number, number, string][]): string {
  const cut = segments(
    text,
    marks.map(([from, to, about]) => ({ from, to, about })),
  );
  return cut.map((part) => (part.about.length ? `[${part.text}|${part.about.join("+")}]` : part.text)).join("");
}

test("a text is cut where marks begin and end", () => {
  expect(shown("it is fast", [[6, 10, "vague"]])).toBe("it is [fast|vague]");
});

test("marks may overlap", () => {
  expect(
    shown("abcdef", [
      [0, 4, "x"],
      [2, 6, "y"],
    ]),
  ).toBe("[ab|x][cd|x+y][ef|y]");
});

test("characters are counted, not UTF-16 units", () => {
  expect(shown("👍🏽 fast 速い", [[3, 7, "vague"]])).toBe("👍🏽 [fast|vague] 速い");
  expect(quote("👍 速い", { from: 2, to: 4 })).toBe("速い");
});

test("marks outside the text are cut off or left out", () => {
  expect(
    shown("abc", [
      [2, 9, "x"],
      [5, 7, "y"],
      [1, 1, "z"],
    ]),
  ).toBe("ab[c|x]");
});

test("an empty text has no parts", () => {
  expect(segments("", [])).toEqual([]);
});

test("words are found wherever they stand", () => {
  expect(occurrences("Card or card", ["card"]).map(({ from, to }) => [from, to])).toEqual([
    [0, 4],
    [8, 12],
  ]);
  expect(occurrences("abc", [""])).toEqual([]);
});

test("Given, When and Then stand alone where they open a clause", () => {
  const parts = clauses("Given a cart, when I pay, then I own what was given when I paid");
  expect(parts.filter(({ keyword }) => keyword).map(({ text }) => text)).toEqual(["Given", "when", "then"]);
  expect(parts.map(({ text }) => text).join("")).toBe("Given a cart, when I pay, then I own what was given when I paid");
});
