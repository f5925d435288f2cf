/** Which slices can be chosen as what another one needs, and why not. */
import type { SliceId } from "../../../host/bindings";
import { Closing, type Surroundings } from "../../../model/needs/circle";
import { best } from "../../../model/search";

export type Candidate = { id: SliceId; title: string /** In the backlog; absent outside of it. */; rank: number | undefined };
/** Why a slice cannot be chosen: it is needed already, or the circle that it would close, from the slice that needs it. */
export type Obstacle = { why: "needed" } | { why: "circle"; circle: readonly SliceId[] };

const RANK = /^#?\s*(\d{1,6})$/u;

/** The best `limit` candidates for what was typed: some letters of a title, or a rank, which comes first then. */
export function found(candidates: readonly Candidate[], typed: string, limit: number): Candidate[] {
  const rank = Number(RANK.exec(typed.trim())?.[1] ?? Number.NaN);
  const ranked = candidates.find((candidate) => candidate.rank === rank);
  const byWords = best(candidates, ({ title }) => title, typed.trim().replace(/^#/u, ""), limit);
  return ranked ? [ranked, ...byWords.filter((candidate) => candidate !== ranked)].slice(0, limit) : byWords;
}

/** What stands between the slices `ids` and what they could need. Each circle is looked for when it is asked for. */
export class Obstacles {
  readonly #closings: readonly Closing[];

  constructor(
    around: Surroundings,
    ids: readonly SliceId[],
    private readonly needed: (id: SliceId) => ReadonlySet<SliceId>,
  ) {
    this.#closings = ids.map((id) => new Closing(around, id));
  }

  to(other: SliceId): Obstacle | null {
    if (this.#closings.every(({ slice }) => this.needed(slice).has(other))) return { why: "needed" };
    for (const closing of this.#closings) {
      const circle = closing.circle(other);
      if (circle) return { why: "circle", circle };
    }
    return null;
  }
}
