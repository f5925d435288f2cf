/**
 * Keys as text. A chord is written `Ctrl+Shift+S`, in this order of modifiers, with the key as `KeyboardEvent.key` names it,
 * letters as capitals and the space bar as `Space`. On macOS `Ctrl` stands for the command key. Shift is left out where a
 * character needs it on some keyboard (`?`, `/`, digits).
 */

export const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

type KeyEvent = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing">;

const LETTER = /^\p{L}$/u;
const NAMED = /^[A-Z][A-Za-z0-9]+$/;

/** The letter of the key's place where the layout has no Latin letters; the digit where it needs Shift. */
function keyName({ key, code, ctrlKey, metaKey }: KeyEvent): string {
  if (key === " ") return "Space";
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  const foreign = LETTER.test(key) && !/^[a-z]$/i.test(key);
  if (place && (foreign || ((ctrlKey || metaKey) && /\d/.test(place)))) return place;
  return LETTER.test(key) ? key.toUpperCase() : key;
}

/** The chord of a key press; `null` for what is never ours: AltGr, composing, modifiers alone, another system's modifier. */
export function chordOf(event: KeyEvent, mac = onMac): string | null {
  if (event.isComposing || event.key === "Process" || event.key === "Dead") return null;
  const [main, other] = mac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (other || (event.ctrlKey && event.altKey)) return null;
  if (["Control", "Shift", "Alt", "Meta", "AltGraph"].includes(event.key)) return null;
  const name = keyName(event);
  const shift = event.shiftKey && (LETTER.test(name) || NAMED.test(name));
  return [main && "Ctrl", event.altKey && "Alt", shift && "Shift", name].filter(Boolean).join("+");
}

const SYMBOLS: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "Esc",
  Delete: "Del",
};
const MAC_MODIFIERS: Record<string, string> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };

/** A chord as people read it on this system: `Ctrl Shift S`, `⌘⇧S`. */
export function readable(chord: string, mac = onMac): string {
  const parts = chord.split(/\+(?=.)/).map((part) => (mac ? (MAC_MODIFIERS[part] ?? part) : part));
  return parts.map((part) => SYMBOLS[part] ?? part).join(mac ? "" : " ");
}

/** A chord as `aria-keyshortcuts` wants it. */
export function ariaKeys(chord: string, mac = onMac): string {
  return chord.replace("Ctrl", mac ? "Meta" : "Control");
}
