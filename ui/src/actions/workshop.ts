/** New, open, import, settings, what fails most, and back to the home screen. */
import { hostError } from "../host/host";
import type { Session } from "../model/session.svelte";
import { m } from "../paraglide/messages";
import { type Action, isOpen, isWritable } from "./action";

/** A file that the user chooses in the system's dialog; `null` when there is none. */
export async function chosenPath(session: Session): Promise<string | null> {
  try {
    return await session.host.pathChoose();
  } catch (cause) {
    session.notices.fail(hostError(cause, m.error_inside()));
    return null;
  }
}

/** Opens a workshop that the user chooses in the system's dialog. */
export async function openByDialog(session: Session): Promise<void> {
  const path = await chosenPath(session);
  if (path === null) return;
  await session.open(path);
}

/** Shows what a file that the user chooses would bring. */
export async function importByDialog(session: Session): Promise<void> {
  const path = await chosenPath(session);
  if (path === null) return;
  session.dialog = { kind: "import", source: { from: "file", path }, into: session.desk ? "open" : "new" };
}

export const workshopActions: readonly Action[] = [
  {
    id: "home",
    title: m.action_home,
    group: "workshop",
    keys: { both: ["Ctrl+Shift+H"] },
    when: isOpen,
    run: (session) => session.goHome(),
  },
  { id: "open", title: m.action_open, group: "workshop", keys: { both: ["Ctrl+O"] }, run: openByDialog },
  { id: "import", title: m.action_import, group: "workshop", keys: { both: ["Ctrl+I"] }, run: importByDialog },
  {
    id: "import-text",
    title: m.action_import_text,
    group: "workshop",
    run: (session) => {
      session.dialog = { kind: "paste-text", into: isWritable(session) ? "open" : "new" };
    },
  },
  {
    id: "workshop-settings",
    title: m.action_workshop,
    group: "workshop",
    keys: { both: ["Ctrl+,"] },
    when: isOpen,
    run: (session) => {
      session.dialog = { kind: "workshop" };
    },
  },
  {
    id: "overview",
    title: m.action_overview,
    group: "view",
    when: isOpen,
    run: (session) => {
      session.dialog = { kind: "overview" };
    },
  },
  { id: "quit", title: m.action_quit, group: "workshop", keys: { both: ["Ctrl+Q"] }, run: (session) => session.host.close() },
];
