/** What can be done with slices in the outline. */
import type { Action } from "./action";

export const sliceActions: readonly Action[] = [];
