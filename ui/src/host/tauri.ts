/** The real host. The only file, besides the generated bindings, that knows Tauri. */
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";

import { m } from "../paraglide/messages";
import { commands } from "./bindings";
import { type Commands, type FileDrop, type Host, hostError, type Surroundings } from "./host";

type Answer = { status: "ok"; data: unknown } | { status: "error"; error: unknown };
type Bound = (...args: unknown[]) => Promise<Answer>;

function plain(command: Bound): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const answer = await command(...args).catch((cause: unknown) => {
      throw hostError(cause, m.error_inside());
    });
    if (answer.status === "error") throw hostError(answer.error, m.error_inside());
    return answer.data;
  };
}

function everyCommand(): Commands {
  const entries = Object.entries(commands).map(([name, command]) => [name, plain(command as Bound)]);
  return Object.fromEntries(entries) as Commands;
}

/** Registration is asynchronous there; stopping before it has happened must stop it too. */
function stoppable(registered: Promise<() => void>): () => void {
  return () => void registered.then((stop) => stop());
}

const surroundings: Surroundings = {
  onFileDrop(callback) {
    return stoppable(
      getCurrentWebview().onDragDropEvent(({ payload }) => {
        const drop: FileDrop =
          payload.type === "drop" ? { phase: "dropped", paths: payload.paths } : { phase: payload.type === "leave" ? "left" : "over" };
        callback(drop);
      }),
    );
  },
  onClose(before) {
    return stoppable(getCurrentWindow().onCloseRequested(before));
  },
  close: () => getCurrentWindow().close(),
  setTitle: (title) => getCurrentWindow().setTitle(title),
  show: () => getCurrentWindow().show(),
};

export const host: Host = { ...everyCommand(), ...surroundings };
