import type { NeedLink, NeedNode } from "../../host/bindings";
import { NeedGraph } from "./graph";

/** A graph of slices that are called by one letter: `"b a"` means that b needs a. */
export function graph(...pairs: string[]): NeedGraph {
  const ends = pairs.map((pair) => pair.split(" ") as [string, string]);
  const ids = [...new Set(ends.flat())].sort();
  const nodes = ids.map((id, at): NeedNode => ({ id, title: id.toUpperCase(), rank: at + 1, in_mvp: false, done: false }));
  return new NeedGraph(
    nodes,
    ends.map(([id, needs]): NeedLink => ({ id, needs, redundant: "" })),
  );
}

/** A graph of so many slices, each of which needs one or two before it; always the same. */
export function large(count: number): NeedGraph {
  const nodes = Array.from(
    { length: count },
    (_, at): NeedNode => ({ id: String(at), title: `Slice ${at}`, rank: at + 1, in_mvp: at < 9, done: false }),
  );
  const links: NeedLink[] = [];
  for (let at = 1; at < count; at++) {
    const first = Math.max(0, at - 1 - ((at * 7919) % 19));
    const second = Math.max(0, at - 1 - ((at * 104_729) % 23));
    links.push({ id: String(at), needs: String(first), redundant: "" });
    if (at % 2 === 0 && second !== first) links.push({ id: String(at), needs: String(second), redundant: "" });
  }
  return new NeedGraph(nodes, links);
}
