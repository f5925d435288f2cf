/** The picture of the dependencies as it is saved: whole, as large as it is, without what is only for the screen. */
import { flushSync } from "svelte";
import type { DependencyView } from "../../../model/dependency-view.svelte";
import { m } from "../../../paraglide/messages";

/** What is drawn for a moment, to be read at once; `done` when it was. */
export type WholePicture = { svg: () => SVGSVGElement | null; done: () => void; title: string; says: () => string };

export function wholePicture(view: DependencyView, drawing: () => SVGSVGElement | undefined): WholePicture {
  const show = (whole: boolean) => {
    view.lens.whole = whole;
    flushSync();
  };
  return {
    svg: () => {
      show(true);
      return drawing() ?? null;
    },
    done: () => show(false),
    title: m.needs_picture_title(),
    says: () => view.view?.says ?? "",
  };
}
