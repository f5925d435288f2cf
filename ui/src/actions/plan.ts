/** What can be done with the pane beside the list of the backlog. */
import type { PlanPane, PlanTab } from "../model/plan-pane.svelte";
import { PLAN_TABS } from "../model/plan-pane.svelte";
import type { Session } from "../model/session.svelte";
import { m } from "../paraglide/messages";
import { type Action, isOpen, isWritable } from "./action";

type Rest = Omit<Action, "view" | "group" | "run" | "when" | "checked"> & {
  when?: (pane: PlanPane, session: Session) => boolean;
  checked?: (pane: PlanPane) => boolean;
  do: (pane: PlanPane, session: Session) => unknown;
};

function inPlan({ do: work, when, checked, ...rest }: Rest): Action {
  const of = (session: Session) => session.desk?.plan;
  return {
    ...rest,
    group: "backlog",
    view: "backlog",
    when: (session) => {
      const pane = of(session);
      return isOpen(session) && (pane === undefined || (when?.(pane, session) ?? true));
    },
    ...(checked && { checked: (session: Session) => checked(of(session) as PlanPane) }),
    run: (session) => {
      const pane = of(session);
      return pane === undefined ? false : work(pane, session);
    },
  };
}

const hasOrder = ({ order }: PlanPane) => order.entries.length > 0 && !order.circular;
const hasPane = ({ order }: PlanPane) => order.entries.length > 0;

const TITLES: Record<PlanTab, () => string> = {
  order: m.action_plan_order,
  dependencies: m.action_plan_dependencies,
  forecast: m.action_plan_forecast,
  "what-if": m.action_plan_what_if,
};

const tabs: readonly Action[] = PLAN_TABS.map((tab, at) =>
  inPlan({
    id: `plan-${tab}`,
    title: TITLES[tab],
    keys: { both: [`Alt+${at + 1}`] },
    when: hasPane,
    checked: (pane) => pane.tab === tab,
    do: (pane) => pane.show(tab),
  }),
);

/** Leaves the list when there is nothing to go back from. */
function back(pane: PlanPane): boolean {
  if (pane.back()) return true;
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement.closest('[data-pane="backlog"]') === null) return false;
  activeElement.blur();
  return true;
}

export const planActions: readonly Action[] = [
  ...tabs,
  inPlan({
    id: "plan-wide",
    title: m.action_plan_wide,
    keys: { row: ["W"] },
    when: hasPane,
    checked: (pane) => pane.wide,
    do: (pane) => pane.widen(!pane.wide),
  }),
  inPlan({ id: "plan-back", title: m.action_plan_back, keysOnly: true, keys: { row: ["Escape"] }, do: back }),
  inPlan({
    id: "compare",
    title: m.action_compare,
    keys: { row: ["C"] },
    context: true,
    when: (pane) => hasOrder(pane) && pane.order.entry !== undefined,
    do: (pane) => {
      pane.tab = "order";
      pane.comparison.begin();
    },
  }),
  inPlan({
    id: "worth",
    title: m.action_worth,
    when: (pane, session) => isWritable(session) && hasOrder(pane),
    do: (pane) => {
      pane.tab = "order";
      pane.worthOpen = true;
    },
  }),
  inPlan({
    id: "firm",
    title: m.action_firm,
    when: (pane) => hasOrder(pane) && !pane.stability.running && !pane.stability.complete,
    do: (pane) => pane.stability.resume(),
  }),
  inPlan({
    id: "firm-stop",
    title: m.action_firm_stop,
    when: (pane) => pane.stability.running,
    do: (pane) => pane.stability.stop(),
  }),
  inPlan({
    id: "picture-svg",
    title: m.action_picture_svg,
    when: (pane) => pane.drawing !== null,
    do: (pane) => pane.savePicture("svg"),
  }),
  inPlan({
    id: "picture-png",
    title: m.action_picture_png,
    when: (pane) => pane.drawing !== null,
    do: (pane) => pane.savePicture("png"),
  }),
];
