/** Who needs whom, to be asked from either side. */
import type { NeedLink, NeedNode, SliceId } from "../../host/bindings";

/** "`id` needs `needs` first." */
export type Pair = { id: SliceId; needs: SliceId };

const NONE: readonly NeedLink[] = [];

export class NeedGraph {
  readonly #nodes: Map<SliceId, NeedNode>;
  readonly #needs = new Map<SliceId, NeedLink[]>();
  readonly #waits = new Map<SliceId, NeedLink[]>();

  constructor(
    readonly nodes: readonly NeedNode[],
    readonly links: readonly NeedLink[],
  ) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    for (const link of links) {
      push(this.#needs, link.id, link);
      push(this.#waits, link.needs, link);
    }
  }

  node(id: SliceId): NeedNode | undefined {
    return this.#nodes.get(id);
  }

  /** The links to what a slice needs first. */
  needsOf(id: SliceId): readonly NeedLink[] {
    return this.#needs.get(id) ?? NONE;
  }

  /** The links from what waits for a slice. */
  waitsFor(id: SliceId): readonly NeedLink[] {
    return this.#waits.get(id) ?? NONE;
  }

  link({ id, needs }: Pair): NeedLink | undefined {
    return this.needsOf(id).find((link) => link.needs === needs);
  }
}

function push(lists: Map<SliceId, NeedLink[]>, id: SliceId, link: NeedLink): void {
  const list = lists.get(id);
  if (list) list.push(link);
  else lists.set(id, [link]);
}

export function samePair(a: Pair | null | undefined, b: Pair | null | undefined): boolean {
  return a != null && b != null && a.id === b.id && a.needs === b.needs;
}
