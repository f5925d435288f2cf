import { expect, test } from "vitest";
import { asTitle, onBackspace, onEnter } from "./caret";

function at(marked: string, depth = 1) {
  const [before, middle, after] = marked.includes("[") ? marked.split(/[[\]]/u) : [...marked.split("|").toSpliced(1, 0, "")];
  const text = `${before}${middle}${after}`;
  const from = before?.length ?? 0;
  return onEnter({ text, from, to: from + (middle?.length ?? 0) }, depth);
}

test("Enter at the end adds a slice below", () => {
  expect(at("Pay by card|")).toEqual({ does: "add-below" });
  expect(at("Pay by card|  ")).toEqual({ does: "add-below" });
});

test("Enter at the start adds a slice above", () => {
  expect(at("|Pay by card")).toEqual({ does: "add-above" });
});

test("Enter in the middle cuts the title in two, without the space at the cut", () => {
  expect(at("Pay by card |and by invoice")).toEqual({ does: "cut", before: "Pay by card", after: "and by invoice" });
});

test("marked text goes when the title is cut", () => {
  expect(at("Pay by card[ and ]by invoice")).toEqual({ does: "cut", before: "Pay by card", after: "by invoice" });
});

test("Enter in an empty title climbs out, and at the top adds one more", () => {
  expect(at("|", 2)).toEqual({ does: "outdent" });
  expect(at("|", 0)).toEqual({ does: "add-below" });
});

test("Backspace at the start joins, in an empty leaf it deletes, elsewhere it is the field's", () => {
  expect(onBackspace({ text: "abc", from: 0, to: 0 }, false)).toBe("join");
  expect(onBackspace({ text: "", from: 0, to: 0 }, true)).toBe("join");
  expect(onBackspace({ text: "", from: 0, to: 0 }, false)).toBe("delete");
  expect(onBackspace({ text: "abc", from: 1, to: 1 }, false)).toBeUndefined();
  expect(onBackspace({ text: "abc", from: 0, to: 2 }, false)).toBeUndefined();
});

test("a title is one line without space around it", () => {
  expect(asTitle("  Pay\n by\t card ")).toBe("Pay by card");
});
