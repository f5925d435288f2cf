import "../../../styles/index.css";
import { mount, unmount } from "svelte";
import { onTestFinished } from "vitest";
import type { Gesture, Settings } from "../../../host/bindings";
import { type FakeHost, type FakeOptions, fakeHost } from "../../../host/fake";
import { perform } from "../../../host/fake/gestures";
import type { FakeState } from "../../../host/fake/state";
import { HostError } from "../../../host/host";
import type { DependencyView } from "../../../model/dependency-view.svelte";
import { Session } from "../../../model/session.svelte";
import { stateOf, until } from "../../slicing/stage.fixture";
import { SETTINGS } from "../stage.fixture";
import Stage from "./Stage.fixture.svelte";

export type Depending = { host: FakeHost; session: Session; view: DependencyView };

const SHOP = `Sell
  Show
  Pay
  Send
  Wrap
  Thank
  Praise`;

/** `Pay` needs `Show`, `Send` needs `Pay` and `Wrap`; nothing about `Thank` and `Praise`. */
export function shop(...more: Gesture[]): FakeState {
  const gestures: Gesture[] = [
    { do: "add-need", ids: ["3"], needs: "2" },
    { do: "add-need", ids: ["4"], needs: "3" },
    { do: "add-need", ids: ["4"], needs: "5" },
    ...more,
  ];
  return gestures.reduce((state, gesture) => perform(state, gesture).state, stateOf(SHOP));
}

/** Titles of the shop, for tests that move nothing else. */
export const ID = { Show: "2", Pay: "3", Send: "4", Wrap: "5", Thank: "6", Praise: "7" } as const;

/** Mounts the dependencies and waits until they are drawn. */
export async function setStage(state: FakeState, options: FakeOptions & { settings?: Settings; width?: string } = {}): Promise<Depending> {
  const fake = fakeHost({ settings: SETTINGS, ...options });
  const host: FakeHost = { ...fake, workshopOpen: async () => fake.seed(state) };
  const session = new Session(host);
  await session.start();
  document.documentElement.dataset.theme = session.settings.theme ?? "light";
  const target = Object.assign(document.createElement("div"), { id: "app" });
  target.style.width = options.width ?? "1200px";
  document.body.append(target);
  await until(() => session.desk !== null);
  session.view = "backlog";
  await session.desk?.workshop.refreshBacklog();
  const stage = mount(Stage, { target, props: { session } });
  onTestFinished(async () => {
    await unmount(stage);
    target.remove();
    delete document.documentElement.dataset.theme;
  });
  const view = session.desk?.needs as DependencyView;
  await until(() => view.view !== null && (view.graph.nodes.length === 0 || document.querySelector("[data-node]") !== null));
  return { host, session, view };
}

/** Has the host refuse what closes a circle, as the program does. */
export function refuseCircles({ host, view }: Depending): void {
  const edit = host.workshopEdit;
  host.workshopEdit = async (gesture) => {
    const circle = gesture.do === "add-need" ? view.circleOf({ id: gesture.ids[0] ?? "", needs: gesture.needs }) : null;
    if (circle) throw new HostError({ code: "refused", message: `In a circle: ${view.pathText(circle)}.`, detail: "" });
    return edit(gesture);
  };
}

/** What is drawn of a slice. */
export function node(title: keyof typeof ID): SVGGElement {
  const found = document.querySelector<SVGGElement>(`[data-node="${ID[title]}"]`);
  if (!found) throw new Error(`‘${title}’ is not drawn.`);
  return found;
}

/** The links that are drawn, as "who needs first whom". */
export function links(): string[] {
  return [...document.querySelectorAll<SVGElement>("[data-link]")].map(({ dataset }) => `${dataset.link} ${dataset.needs}`).sort();
}

export function pane(): HTMLElement {
  return document.querySelector<HTMLElement>("[data-pane=needs]") as HTMLElement;
}

export { until };
