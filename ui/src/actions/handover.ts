/** What can be done with the hand-over. */
import { bytes } from "../model/moment";
import { m } from "../paraglide/messages";
import type { Action } from "./action";

export const handoverActions: readonly Action[] = [
  {
    id: "handover-save",
    title: m.action_handover_save,
    group: "workshop",
    view: "handover",
    keys: { both: ["Ctrl+S"] },
    when: (session) => session.desk?.handover.preview != null,
    run: (session) => session.desk?.handover.save(),
  },
  {
    id: "handover-copy",
    title: m.action_handover_copy,
    group: "workshop",
    view: "handover",
    keys: { both: ["Ctrl+Shift+C"] },
    when: (session) => session.desk?.handover.preview?.cut === false,
    run: (session) => {
      const handover = session.desk?.handover;
      if (!handover?.preview) return;
      const { file_name: file, bytes: size } = handover.preview;
      void handover.copy(m.handover_copied({ file, bytes: bytes(size) }));
    },
  },
];
