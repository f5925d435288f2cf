/** The table of all actions. Where two share a key, the first that is possible gets it. */
import type { Action } from "./action";
import { backlogActions } from "./backlog";
import { dependencyActions } from "./dependencies";
import { forecastActions } from "./forecast";
import { handoverActions } from "./handover";
import { historyActions } from "./history";
import { planActions } from "./plan";
import { sliceActions } from "./slices";
import { viewActions } from "./view";
import { workshopActions } from "./workshop";

export const ACTIONS: readonly Action[] = [
  ...workshopActions,
  ...historyActions,
  ...sliceActions,
  ...backlogActions,
  ...forecastActions,
  ...planActions,
  ...dependencyActions,
  ...handoverActions,
  ...viewActions,
];

/** An action that is known to exist. */
export function action(id: string): Action {
  const found = ACTIONS.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no action ‘${id}’.`);
  return found;
}
