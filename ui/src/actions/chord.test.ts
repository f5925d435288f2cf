import { expect, test } from "vitest";
import { ariaKeys, chordOf, readable } from "./chord";

function press(key: string, more: Partial<KeyboardEventInit> = {}): KeyboardEvent {
  return new KeyboardEvent("keydown", { key, ...more });
}

test.each([
  [press("s"), "S"],
  [press("S", { shiftKey: true }), "Shift+S"],
  [press("z", { ctrlKey: true }), "Ctrl+Z"],
  [press("Z", { ctrlKey: true, shiftKey: true }), "Ctrl+Shift+Z"],
  [press("ArrowUp", { altKey: true }), "Alt+ArrowUp"],
  [press("Tab", { shiftKey: true }), "Shift+Tab"],
  [press(" "), "Space"],
  [press("?", { shiftKey: true }), "?"],
  [press("/", { ctrlKey: true, shiftKey: true }), "Ctrl+/"],
  [press("&", { ctrlKey: true, code: "Digit1" }), "Ctrl+1"],
  [press("ы", { code: "KeyS" }), "S"],
  [press("я", { ctrlKey: true, code: "KeyZ" }), "Ctrl+Z"],
  [press("z", { ctrlKey: true, code: "KeyY" }), "Ctrl+Z"],
])("a key press is named by what it types, and by its place only where the layout has no Latin letters: %#", (event, chord) => {
  expect(chordOf(event, false)).toBe(chord);
});

test.each([
  press("e", { ctrlKey: true, altKey: true }),
  press("k", { metaKey: true }),
  press("a", { isComposing: true }),
  press("Process"),
  press("Shift", { shiftKey: true }),
])("AltGr, composing, lone modifiers and another system's modifier are never ours: %#", (event) => {
  expect(chordOf(event, false)).toBeNull();
});

test("on macOS the command key takes the place of Ctrl", () => {
  expect(chordOf(press("k", { metaKey: true }), true)).toBe("Ctrl+K");
  expect(chordOf(press("k", { ctrlKey: true }), true)).toBeNull();
  expect(readable("Ctrl+Shift+S", true)).toBe("⌘⇧S");
  expect(ariaKeys("Ctrl+K", true)).toBe("Meta+K");
});

test("elsewhere keys read as they stand on the keyboard", () => {
  expect(readable("Ctrl+Shift+S", false)).toBe("Ctrl Shift S");
  expect(readable("Alt+ArrowUp", false)).toBe("Alt ↑");
  expect([readable("+", false), readable("Ctrl++", false)]).toEqual(["+", "Ctrl +"]);
  expect(ariaKeys("Ctrl+K", false)).toBe("Control+K");
});
