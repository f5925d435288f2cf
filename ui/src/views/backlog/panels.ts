/** Which component draws which tab of the pane. A tab without one is not offered. The order is drawn at once, the others on demand. */
import type { Component } from "svelte";
import type { OrderView } from "../../model/order-view.svelte";
import type { PlanTab } from "../../model/plan-pane.svelte";

type Panel = () => Promise<{ default: Component<{ order: OrderView }> }>;

export const PANELS: Partial<Record<Exclude<PlanTab, "order">, Panel>> = {
  dependencies: () => import("./dependencies/Dependencies.svelte"),
  forecast: () => import("./forecast/Forecast.svelte"),
  "what-if": () => import("./what-if/WhatIf.svelte"),
};
