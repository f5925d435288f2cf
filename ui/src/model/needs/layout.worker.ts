/** Lays graphs out beside the window, which goes on meanwhile. */
import { layoutOf, type Wanted } from "./layout";

addEventListener("message", ({ data }: MessageEvent<{ turn: number; wanted: Wanted }>) => {
  postMessage({ turn: data.turn, layout: layoutOf(data.wanted) });
});
