/** What can be done with the forecast, and with a change that is only tried. */
import type { Desk, Session } from "../model/session.svelte";
import { m } from "../paraglide/messages";
import { type Action, isOpen, isWritable } from "./action";
import { chosenPath } from "./workshop";

type Rest = Omit<Action, "view" | "group" | "run" | "when"> & {
  when?: (desk: Desk, session: Session) => boolean;
  do: (desk: Desk, session: Session) => unknown;
};

function inPlan({ do: work, when, ...rest }: Rest): Action {
  return {
    ...rest,
    group: "backlog",
    view: "backlog",
    when: (session) => isOpen(session) && (session.desk === null || (when?.(session.desk, session) ?? true)),
    run: (session) => (session.desk === null ? false : work(session.desk, session)),
  };
}

/** A key that works while the focus is on the plot of chances. */
function onPlot(id: string, title: () => string, chord: string, by: number): Action {
  return inPlan({ id, title, keysOnly: true, pane: "chances", keys: { row: [chord] }, do: ({ forecast }) => forecast.walk(by) });
}

/** Shows what a file that the user chooses says about past weeks. */
export async function countByDialog(session: Session): Promise<void> {
  const path = await chosenPath(session);
  if (path !== null) session.dialog = { kind: "throughput", source: { from: "file", path } };
}

const hasBacklog = ({ order }: Desk) => order.entries.length > 0;
const canWrite = (desk: Desk, session: Session) => hasBacklog(desk) && isWritable(session);

export const forecastActions: readonly Action[] = [
  inPlan({
    id: "forecast-type",
    title: m.action_forecast_type,
    when: canWrite,
    do: ({ plan, forecast }) => {
      plan.tab = "forecast";
      forecast.summons += 1;
    },
  }),
  inPlan({
    id: "forecast-count",
    title: m.action_forecast_count,
    when: canWrite,
    do: ({ plan }, session) => {
      plan.tab = "forecast";
      return countByDialog(session);
    },
  }),
  inPlan({
    id: "forecast-stop",
    title: m.action_forecast_stop,
    when: ({ forecast }) => forecast.running,
    do: ({ forecast }) => forecast.stop(),
  }),
  inPlan({
    id: "whatif-slice",
    title: m.action_whatif_slice,
    context: true,
    when: ({ order }) => order.entry !== undefined && !order.circular,
    do: ({ plan, order, trial }) => {
      if (order.entry) trial.leaveOut(order.entry.id);
      plan.show("what-if");
    },
  }),
  inPlan({
    id: "whatif-apply",
    title: m.action_whatif_apply,
    pane: "what-if",
    keys: { both: ["Ctrl+Enter"] },
    when: ({ trial }, session) => isWritable(session) && trial.ready,
    do: ({ trial }) => trial.apply(),
  }),
  inPlan({ id: "whatif-discard", title: m.action_whatif_discard, when: ({ trial }) => !trial.empty, do: ({ trial }) => trial.discard() }),
  onPlot("chances-earlier", m.action_forecast_earlier, "ArrowLeft", -1),
  onPlot("chances-later", m.action_forecast_later, "ArrowRight", 1),
  onPlot("chances-start", m.action_forecast_start, "Home", -Infinity),
  onPlot("chances-end", m.action_forecast_end, "End", Infinity),
];
