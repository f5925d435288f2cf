/** How firm the fake's plan is: it plans again and again with values and efforts that are a little off. */
import type { SliceId, StabilityView } from "../bindings";
import { effortOf, perCent, plan, type Weights, worthOf } from "./plan";
import type { FakeSlice, FakeState } from "./state";

const DRAWS = 1_000;
/** A call plans about so many slices in all; in a large backlog one plan stands for several draws. */
const PLANNED = 20_000;

/** Numbers from 0 to 1 that look random and are the same every time. */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The draws of one state of the workshop, as far as they have been made. */
export class Draws {
  #draws = 0;
  #first = 0;
  #sameMvp = 0;
  readonly #inMvp = new Map<SliceId, number>();
  readonly #chance = chances(7);
  readonly #plan;

  constructor(
    private readonly state: FakeState,
    private readonly revision: number,
  ) {
    this.#plan = plan(state);
  }

  isOf(state: FakeState, revision: number): boolean {
    return this.state === state && this.revision === revision;
  }

  draw(more: number): StabilityView {
    const todo = this.#plan.ordered.length === 0 ? DRAWS - this.#draws : Math.max(0, Math.min(more, DRAWS - this.#draws));
    const plans = Math.max(1, Math.min(todo, Math.floor(PLANNED / Math.max(1, this.#plan.ordered.length))));
    for (let at = 0; at < plans && todo > 0; at += 1) this.#count(todo / plans);
    this.#draws += todo;
    return this.#view();
  }

  #count(weight: number): void {
    const { ordered, mvp } = plan(this.state, this.#weights());
    const is = this.#plan.mvp;
    if (ordered[0] === this.#plan.ordered[0]) this.#first += weight;
    if (mvp.size === is.size && [...mvp].every((id) => is.has(id))) this.#sameMvp += weight;
    for (const id of mvp) this.#inMvp.set(id, (this.#inMvp.get(id) ?? 0) + weight);
  }

  /** What is estimated may be further off than what the team has set. */
  #weights(): Weights {
    const factors = new Map<string, number>();
    const off = (kind: string, slice: FakeSlice, isSet: boolean) => {
      const key = kind + slice.row.id;
      const spread = isSet ? 0.25 : 0.6;
      const factor = factors.get(key) ?? 1 + spread * (2 * this.#chance() - 1);
      factors.set(key, factor);
      return factor;
    };
    return {
      value: (slice) => worthOf(slice) * off("v", slice, slice.row.value != null),
      effort: (slice) => effortOf(slice) * off("e", slice, slice.row.effort != null),
    };
  }

  #view(): StabilityView {
    const share = (count: number) => (this.#draws === 0 ? 0 : Math.round((1000 * count) / this.#draws));
    const entries = this.#plan.ordered.map(({ row }) => {
      const inMvp = share(this.#inMvp.get(row.id) ?? 0);
      return { id: row.id, in_mvp: inMvp, toss: inMvp >= 300 && inMvp <= 700 };
    });
    const view = {
      revision: this.revision,
      draws: this.#draws,
      of: DRAWS,
      first: share(this.#first),
      same_mvp: share(this.#sameMvp),
      entries,
    };
    return { ...view, says: says(view) };
  }
}

function says({ first, same_mvp, entries }: Omit<StabilityView, "says">): string {
  if (entries.length === 0) return "There is nothing to draw.";
  const tosses = entries.filter(({ toss }) => toss).length;
  const talk =
    tosses === 0
      ? "No place in it is a coin toss."
      : `For ${tosses === 1 ? "one slice" : `${tosses} slices`} it is a coin toss: talk about ${tosses === 1 ? "it" : "these"}.`;
  return `With values and efforts that are a little off, the first slice is the same in ${perCent(first, 1000)} of the cases and the MVP in ${perCent(same_mvp, 1000)}. ${talk}`;
}
