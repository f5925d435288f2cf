/** Which view, which theme, how large, and the ways around the window. */
import { type Session, VIEWS, type ViewId } from "../model/session.svelte";
import { m } from "../paraglide/messages";
import { type Action, isOpen } from "./action";

const TITLES: Record<ViewId, () => string> = {
  slicing: m.action_view_slicing,
  backlog: m.action_view_backlog,
  handover: m.action_view_handover,
};

const switches: readonly Action[] = VIEWS.map((view, at) => ({
  id: `view-${view}`,
  title: TITLES[view],
  group: "view",
  keys: { both: [`Ctrl+${at + 1}`] },
  when: isOpen,
  run: (session: Session) => session.show(view),
}));

/** Moves the focus to the next pane on the screen, or to the one before. */
function walkPanes(by: 1 | -1): boolean {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  if (panes.length === 0) return false;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + by + panes.length) % panes.length];
  const inside = next?.querySelector<HTMLElement>('[tabindex="0"], button:not([disabled]), input, textarea, select, a[href]');
  (inside ?? next)?.focus();
  return true;
}

/** Focuses the search box of the view, if it has one (`data-find`). */
function focusFind(): boolean {
  const box = document.querySelector<HTMLInputElement>("[data-find]");
  box?.focus();
  box?.select();
  return box !== null;
}

export const viewActions: readonly Action[] = [
  ...switches,
  {
    id: "find",
    title: m.action_find,
    group: "edit",
    keys: { both: ["Ctrl+F"], row: ["/"] },
    when: (session) => isOpen(session) && session.view !== "handover",
    run: focusFind,
  },
  {
    id: "palette",
    title: m.action_palette,
    group: "help",
    keys: { both: ["Ctrl+K"] },
    run: (session) => {
      session.dialog = { kind: "palette" };
    },
  },
  {
    id: "shortcuts",
    title: m.action_shortcuts,
    group: "help",
    keys: { both: ["Ctrl+/"], row: ["?"] },
    run: (session) => {
      session.dialog = { kind: "shortcuts" };
    },
  },
  { id: "theme-system", title: m.action_theme_system, group: "view", run: (session) => session.save({ theme: "system" }) },
  { id: "theme-light", title: m.action_theme_light, group: "view", run: (session) => session.save({ theme: "light" }) },
  { id: "theme-dark", title: m.action_theme_dark, group: "view", run: (session) => session.save({ theme: "dark" }) },
  {
    id: "projector",
    title: m.action_projector,
    group: "view",
    keys: { both: ["Ctrl+Shift+L"] },
    run: (session) => session.save({ projector: !session.settings.projector }),
  },
  { id: "next-pane", title: m.action_next_pane, group: "view", keys: { both: ["F6"] }, keysOnly: true, run: () => walkPanes(1) },
  {
    id: "previous-pane",
    title: m.action_previous_pane,
    group: "view",
    keys: { both: ["Shift+F6"] },
    keysOnly: true,
    run: () => walkPanes(-1),
  },
];
