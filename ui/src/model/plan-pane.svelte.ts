/** The pane beside the list of the backlog: what it shows, how wide it is, and what of it can be saved as a picture. */

import { hostError } from "../host/host";
import { m } from "../paraglide/messages";
import { Comparison } from "./comparison.svelte";
import type { OrderView } from "./order-view.svelte";
import { base64, fileNameOf, picturePng, pictureSvg } from "./picture";
import { Stability } from "./stability.svelte";

/** What is looked at beside the list. */
export type PlanTab = "order" | "dependencies" | "forecast" | "what-if";
export const PLAN_TABS: readonly PlanTab[] = ["order", "dependencies", "forecast", "what-if"];

/** What a tab has to save: a drawing, what it shows, and that in sentences. */
export type Drawing = {
  svg: () => SVGSVGElement | null;
  /** Called once the drawing was read, where it was only made for that. */
  done?: () => void;
  title: string;
  /** Its text alternative, in sentences. */
  says: () => string;
};
export type PictureKind = "svg" | "png";

const TYPING = "input, textarea, select, [contenteditable]";

export class PlanPane {
  tab = $state<PlanTab>("order");
  /** It takes the whole view. */
  wide = $state(false);
  /** What a point of value is worth is being said. */
  worthOpen = $state(false);
  /** What the tab that is shown can save; absent while it has nothing. */
  drawing = $state.raw<Drawing | null>(null);
  /** Grows when the focus should go to the tabs. */
  summons = $state(0);

  readonly comparison: Comparison;
  readonly stability: Stability;

  /** Where the last picture went. */
  #folder = "";

  constructor(readonly order: OrderView) {
    this.comparison = new Comparison(order);
    this.stability = new Stability(order, () => order.box !== null || document.activeElement?.matches(TYPING) === true);
  }

  show(tab: PlanTab): void {
    this.tab = tab;
    this.summons += 1;
  }

  widen(wide: boolean): void {
    if (this.wide === wide) return;
    this.wide = wide;
    if (wide) this.summons += 1;
    else this.order.summons += 1;
  }

  /** Goes one step back: from the comparison, the question, the whole view. `false` when there was none. */
  back(): boolean {
    if (this.comparison.end() || this.order.unask()) return true;
    const was = this.wide;
    this.widen(false);
    return was;
  }

  /** Offers a drawing as long as it is on the screen; returns how to take it back. */
  offer(drawing: Drawing): () => void {
    this.drawing = drawing;
    return () => {
      if (this.drawing === drawing) this.drawing = null;
    };
  }

  /** Saves the drawing of the tab where somebody chooses, and says where it went. */
  async savePicture(kind: PictureKind): Promise<void> {
    const { drawing } = this;
    const { host, notices, frame } = this.order.workshop;
    const text = this.#read();
    if (!drawing || text === null) return;
    try {
      const fileName = fileNameOf(`${frame.title} - ${drawing.title}`) || drawing.title;
      const path = await host.pathChooseForSaving(`${fileName}.${kind}`, this.#folder);
      if (path === null) return;
      await host.pictureSave(path, kind === "svg" ? base64(text) : await picturePng(text));
      this.#folder = path.replace(/[/\\][^/\\]*$/, "");
      notices.tell("good", m.value_picture_saved({ path }));
    } catch (cause) {
      notices.fail(hostError(cause, m.value_picture_failed()));
    }
  }

  #read(): string | null {
    const { drawing } = this;
    const svg = drawing?.svg();
    if (!drawing || !svg) return null;
    const { title, says } = drawing;
    const text = pictureSvg(svg, { heading: this.order.workshop.frame.title, title, says: says() });
    drawing.done?.();
    return text;
  }
}
