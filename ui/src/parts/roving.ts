/** Arrow keys in a list of controls with one tab stop. */

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Moves the focus among the elements that match `selector`; the place it went to, or `null` for another key. */
export function rove(event: KeyboardEvent & { currentTarget: HTMLElement }, selector: string): number | null {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  if (at < 0) return null;
  event.preventDefault();
  const next = step(at, items.length - 1);
  items[next]?.focus();
  return next;
}
