/** Which view, which theme, how large, and the ways around the window. */
import type { Theme } from "../host/bindings";
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

const THEMES: Record<Theme, () => string> = { system: m.action_theme_system, light: m.action_theme_light, dark: m.action_theme_dark };

const themes: readonly Action[] = Object.entries(THEMES).map(([theme, title]) => ({
  id: `theme-${theme}`,
  title,
  group: "view",
  checked: (session: Session) => (session.settings.theme ?? "system") === theme,
  run: (session: Session) => session.save({ theme: theme as Theme }),
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

export const viewActions: readonly Action[] = [
  ...switches,
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
  ...themes,
  {
    id: "projector",
    checked: (session) => session.settings.projector === true,
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
