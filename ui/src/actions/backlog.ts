/** What can be done with the order and the MVP line. */
import type { Action } from "./action";

export const backlogActions: readonly Action[] = [];
