/** Who needs whom in the fake, and what holds its MVP back. */
import type { ChainView, NeedLink, NeedsView, SliceId } from "../bindings";
import { days, effortOf, Links, leavesOf, many, type Plan, plan, quoted } from "./plan";
import { Draft, type FakeSlice, type FakeState } from "./state";

/** So many chains are looked for; more would help nobody. */
const CHAINS = 20;

export function needsOf(state: FakeState, revision: number): NeedsView {
  const draft = new Draft(state);
  const made = plan(state);
  const slices = draft.all().map((id) => draft.slice(id));
  const linked = new Set(slices.flatMap(({ row, needs }) => (needs.length === 0 ? [] : [row.id, ...needs])));
  const rank = new Map(made.circle.length > 0 ? [] : made.ordered.map(({ row }, at) => [row.id, at + 1]));
  const nodes = slices
    .filter(({ row }) => linked.has(row.id))
    .map(({ row }) => ({
      id: row.id,
      title: row.title,
      rank: rank.get(row.id) ?? null,
      in_mvp: leaves(draft, row.id).every((id) => made.mvp.has(id)),
      done: leaves(draft, row.id).every((id) => ["done", "dropped"].includes(draft.slice(id).row.status)),
    }));
  const links = linksOf(draft, slices);
  const chains = made.circle.length > 0 ? [] : chainsOf(state, made);
  return { revision, nodes, links, chains, says: says(links, chains) };
}

function leaves(draft: Draft, id: SliceId): SliceId[] {
  return draft.subtree(id).filter((below) => draft.children(below).length === 0);
}

function linksOf(draft: Draft, slices: readonly FakeSlice[]): NeedLink[] {
  const all = new Links(slices);
  return slices.flatMap(({ row, needs }) =>
    needs.map((need) => {
      const over = needs.find((other) => other !== need && other !== row.id && all.withNeeds([other]).has(need));
      const redundant =
        over === undefined
          ? ""
          : `${quoted(draft.slice(row.id))} needs ${quoted(draft.slice(need))} through ${quoted(draft.slice(over))} already.`;
      return { id: row.id, needs: need, redundant };
    }),
  );
}

/** What is in the MVP only because others need it: it would not be there if nobody did. */
function chainsOf(state: FakeState, { ordered, mvp }: Plan): ChainView[] {
  const links = new Links(ordered);
  const needing = (id: SliceId) => links.neededBy(id).filter((other) => mvp.has(other));
  const needed = ordered.filter((slice) => mvp.has(slice.row.id) && needing(slice.row.id).length > 0 && effortOf(slice) > 1);
  const worst = needed.toSorted((a, b) => effortOf(b) - effortOf(a)).slice(0, CHAINS);
  const held = worst.filter(({ row }) => !plan(withoutNeeding(state, row.id)).mvp.has(row.id));
  return held.map((slice) => chainOf(slice, pathTo(slice.row.id, needing), leavesOf(state)));
}

function withoutNeeding(state: FakeState, id: SliceId): FakeState {
  const draft = new Draft(state);
  for (const { row, needs } of state.slices.values()) {
    if (needs.includes(id)) draft.patch(row.id, { needs: needs.filter((need) => need !== id) });
  }
  return draft.finish();
}

function pathTo(id: SliceId, needing: (id: SliceId) => SliceId[]): SliceId[] {
  const path = [id];
  for (let [next] = needing(id); next !== undefined && !path.includes(next); [next] = needing(next)) path.unshift(next);
  return path;
}

function chainOf(slice: FakeSlice, path: SliceId[], open: readonly FakeSlice[]): ChainView {
  const saves = effortOf(slice) - 1;
  const wanted = open.find(({ row }) => row.id === path[0]) ?? slice;
  const { id, title } = slice.row;
  return {
    id,
    title,
    path,
    saves,
    says: `${quoted(slice)} is in the MVP only because ${quoted(wanted)} needs it. If half a day of it were enough, the MVP would be there ${days(saves)} sooner: split it.`,
    pattern: "simple-complex",
    drafts: [
      { title: `${title}: the least that ${quoted(wanted)} needs`, kind: "slice" },
      { title: `${title}: the rest`, kind: "slice" },
    ],
  };
}

function says(links: readonly NeedLink[], chains: readonly ChainView[]): string {
  if (links.length === 0) return "No slice needs another.";
  const redundant = links.filter((link) => link.redundant !== "").length;
  const extra = redundant === 0 ? "" : `, ${redundant} of them through others already`;
  const held = chains[0]
    ? ` ${quoted({ row: { title: chains[0].title } } as FakeSlice)} holds the MVP back most.`
    : " Nothing holds the MVP back.";
  return `${many(links.length, "dependency", "dependencies")}${extra}.${held}`;
}
