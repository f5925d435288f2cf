/** A short hint beside an element, after a moment of hovering or on keyboard focus. */
import type { Attachment } from "svelte/attachments";

const DELAY = 400;
let turn = 0;

function place(tip: HTMLElement, target: Element): void {
  const at = target.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left + at.width / 2 - own.width / 2, innerWidth - own.width - 8));
  const below = at.bottom + 6 + own.height < innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? at.bottom + 6 : at.top - own.height - 6}px`;
}

/** `{@attach tooltip(text)}`; an empty text shows nothing. */
export function tooltip(text: string): Attachment<HTMLElement> {
  return (target) => {
    if (text === "") return;
    let tip: HTMLElement | null = null;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(waiting);
      tip?.remove();
      tip = null;
      target.removeAttribute("aria-describedby");
    };
    const show = () => {
      hide();
      turn += 1;
      tip = Object.assign(document.createElement("div"), { className: "tip", id: `tip-${turn}`, role: "tooltip", textContent: text });
      document.body.append(tip);
      target.setAttribute("aria-describedby", tip.id);
      place(tip, target);
    };
    const soon = () => {
      waiting = setTimeout(show, DELAY);
    };
    const focused = () => {
      if (target.matches(":focus-visible")) show();
    };
    const leaves = ["pointerleave", "pointerdown", "blur", "keydown"];
    target.addEventListener("pointerenter", soon);
    target.addEventListener("focus", focused);
    for (const name of leaves) target.addEventListener(name, hide);
    return () => {
      hide();
      target.removeEventListener("pointerenter", soon);
      target.removeEventListener("focus", focused);
      for (const name of leaves) target.removeEventListener(name, hide);
    };
  };
}
