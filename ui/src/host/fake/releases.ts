/** Releases of the fake: what is in each of them, and what the team decides about lines, ranks and wishes. */
import type { CutView, Gesture, ReleaseId, ReleaseView, SliceId, Wish } from "../bindings";
import { days, effortOf, isAhead, Links, many, type Plan, perCent, plan, refused, tenths, total, worthOf } from "./plan";
import type { Draft, FakeRelease, FakeSlice, FakeState } from "./state";

const WHY: Record<CutView["by"], (cut: CutView, place: number) => string> = {
  proposed: (_, place) =>
    place === 0
      ? "the shortest start of the order that reaches 80 % of the value"
      : "the shortest start of the rest that brings 80 % of its value",
  capacity: (cut) => `what fits into ${days(cut.by === "capacity" ? cut.half_days : 0)}`,
  share: (cut) => `what brings the value to ${cut.by === "share" ? cut.percent : 0} % of all`,
  hand: () => "chosen by hand, with what it needs",
};

export function releaseName(place: number, outcome: string): string {
  if (place === 0) return "MVP";
  return outcome === "" ? `Release ${place + 1}` : outcome;
}

export function releaseViews(state: FakeState, made: Plan): ReleaseView[] {
  const all = total(made.ordered, worthOf);
  return state.releases.map(({ id, outcome, measure, cut }, place) => {
    const count = made.counts[place] ?? 0;
    const above = made.ordered.slice(0, count);
    const content = made.ordered.slice(made.counts[place - 1] ?? 0, count);
    return {
      id,
      name: releaseName(place, outcome),
      outcome,
      measure,
      cut,
      count,
      half_days: total(above, effortOf),
      share: tenths(total(above, worthOf), all),
      says: says(content, { place, cut, all, left: made.ordered.length }),
    };
  });
}

function says(
  content: readonly FakeSlice[],
  { place, cut, all, left }: { place: number; cut: CutView; all: number; left: number },
): string {
  if (left === 0) return "Nothing is left to do.";
  const why = WHY[cut.by](cut, place);
  if (content.length === 0) return `No slice is in ${place === 0 ? "the MVP" : "this release"}: ${why}.`;
  const size = `${many(content.length, "slice", "slices")}, ${days(total(content, effortOf))}`;
  return `${size}, ${perCent(total(content, worthOf), all)} of the value: ${why}.`;
}

type Told = { label: string; focus: SliceId[] };
export type Planning = Extract<
  Gesture,
  {
    do:
      | "set-mvp"
      | "set-wish"
      | "move-line"
      | "draw-line"
      | "set-goal"
      | "add-release"
      | "remove-release"
      | "rank"
      | "pin"
      | "propose-order"
      | "set-aside";
  }
>;

/** What the team decides about the plan. `many` says which slices in the undo list. */
export function decide(draft: Draft, gesture: Planning, named: (ids: readonly SliceId[]) => string): Told {
  switch (gesture.do) {
    case "set-mvp":
      bring(draft, gesture.ids, gesture.in_mvp);
      return {
        label: `${gesture.in_mvp ? "Put" : "Take"} ${named(gesture.ids)} ${gesture.in_mvp ? "into" : "out of"} the MVP`,
        focus: gesture.ids,
      };
    case "set-wish":
      for (const id of leavesBelow(draft, gesture.ids)) draft.decide(id, { wish: gesture.wish });
      return { label: wishLabel(gesture.wish, named(gesture.ids)), focus: gesture.ids };
    case "rank":
      return rank(draft, gesture.id, gesture.rank, named);
    case "pin":
      pin(draft, leavesBelow(draft, gesture.ids), gesture.pinned);
      return { label: `${gesture.pinned ? "Pin" : "Unpin"} ${named(gesture.ids)}`, focus: gesture.ids };
    case "propose-order":
      unpin(draft);
      return { label: "Return to the best order", focus: [] };
    case "set-aside":
      return setAside(draft, gesture.ids, gesture.because, named);
    default:
      return decideLine(draft, gesture);
  }
}

function unpin(draft: Draft): void {
  for (const [id, slice] of draft.slices) if (slice.plan.pin !== null) draft.decide(id, { pin: null });
}

function wishLabel(wish: Wish | null, name: string): string {
  if (wish === null) return `Leave ${name} to the planner`;
  return wish === "must" ? `Make ${name} a must` : `Put ${name} off: not now`;
}

export function setAside(draft: Draft, ids: readonly SliceId[], because: string, named: (ids: readonly SliceId[]) => string): Told {
  for (const id of ids) {
    draft.patchRow(id, { status: "dropped" });
    draft.decide(id, { because: because.trim() });
  }
  const label = `Do not do ${named(ids)}${because.trim() === "" ? "" : `, because ${because.trim()}`}`;
  return { label, focus: [...ids] };
}

type Lining = Extract<Planning, { do: "move-line" | "draw-line" | "set-goal" | "add-release" | "remove-release" }>;

function decideLine(draft: Draft, gesture: Lining): Told {
  switch (gesture.do) {
    case "move-line":
      return moveLine(draft, gesture.release, gesture.count);
    case "draw-line":
      return drawLine(draft, gesture.release, gesture.cut);
    case "set-goal": {
      const { outcome, measure } = gesture;
      change(draft, gesture.release, { outcome: outcome.trim(), measure: measure.trim() });
      return { label: `Say what ${nameOf(draft, gesture.release)} is for`, focus: [] };
    }
    case "add-release":
      return addRelease(draft, gesture.count);
    case "remove-release": {
      const label = `Remove ${nameOf(draft, gesture.id)}`;
      placeOf(draft, gesture.id);
      draft.releases = draft.releases.filter(({ id }) => id !== gesture.id);
      mark(draft, gesture.id, []);
      return { label, focus: [] };
    }
  }
}

function placeOf(draft: Draft, release: ReleaseId | null): number {
  const place = draft.releases.findIndex(({ id }) => id === release);
  if (place < 0) throw refused("This release is gone by now. Somebody may have removed it.");
  return place;
}

function nameOf(draft: Draft, release: ReleaseId | null): string {
  const place = placeOf(draft, release);
  return place === 0 ? "the MVP" : releaseName(place, draft.releases[place]?.outcome ?? "");
}

function change(draft: Draft, release: ReleaseId | null, to: Partial<FakeRelease>): void {
  const place = placeOf(draft, release);
  draft.releases = draft.releases.map((one, at) => (at === place ? { ...one, ...to } : one));
}

/** Marks the slices of a release, and no others. */
function mark(draft: Draft, release: ReleaseId | null, ids: Iterable<SliceId>): void {
  const [key, chosen] = [release ?? "", new Set(ids)];
  for (const [id, { plan: decided }] of draft.slices) {
    if (chosen.has(id) && decided.release !== key) draft.decide(id, { release: key });
    if (!chosen.has(id) && decided.release === key) draft.decide(id, { release: null });
  }
}

function content(draft: Draft, place: number, count?: number): SliceId[] {
  const { ordered, counts } = plan(draft);
  return ordered.slice(counts[place - 1] ?? 0, count ?? counts[place] ?? 0).map(({ row }) => row.id);
}

/** The line goes behind so many slices, by hand; it takes the wishes against it along. */
function moveLine(draft: Draft, release: ReleaseId | null, count: number): Told {
  const place = placeOf(draft, release);
  const ids = content(draft, place, count);
  change(draft, release, { cut: { by: "hand" } });
  mark(draft, release, ids);
  if (place === 0) {
    const chosen = new Set(ids);
    for (const [id, { plan: decided }] of draft.slices) {
      if (decided.wish === (chosen.has(id) ? "not-now" : "must")) draft.decide(id, { wish: null });
    }
  }
  const behind = count === 0 ? "to the top" : `behind ${many(count, "slice", "slices")}`;
  return { label: `Move the line of ${nameOf(draft, release)} ${behind}`, focus: [] };
}

function drawLine(draft: Draft, release: ReleaseId | null, cut: CutView): Told {
  const ids = content(draft, placeOf(draft, release));
  change(draft, release, { cut });
  if (cut.by === "hand") mark(draft, release, ids);
  return { label: `Draw the line of ${nameOf(draft, release)}: ${WHY[cut.by](cut, placeOf(draft, release))}`, focus: [] };
}

function addRelease(draft: Draft, count: number): Told {
  const { ordered, counts } = plan(draft);
  if (count <= (counts[0] ?? 0)) throw refused("A release comes after the MVP. Choose a slice below its line first.");
  const place = counts.filter((line) => line < count).length;
  const ids = ordered.slice(counts[place - 1] ?? 0, count).map(({ row }) => row.id);
  const id = draft.newId();
  draft.releases = draft.releases.toSpliced(place, 0, { id, outcome: "", measure: "", cut: { by: "hand" } });
  mark(draft, id, ids);
  return { label: `Add a release with ${many(ids.length, "slice", "slices")}`, focus: [] };
}

/** The leaves at or below slices that are in the backlog. */
function leavesBelow(draft: Draft, ids: readonly SliceId[]): SliceId[] {
  const below = ids.flatMap((id) => draft.subtree(id)).filter((id) => draft.children(id).length === 0);
  const leaves = below.filter((id) => isAhead(draft.slice(id)));
  if (leaves.length === 0) throw refused("What is done or dropped is not in the backlog. Reopen it first.");
  return leaves;
}

/** Brings slices to a side of the MVP line, with what must come along: by marks where the line is by hand, else by wishes. */
function bring(draft: Draft, ids: readonly SliceId[], isIn: boolean): void {
  const { ordered, mvp } = plan(draft);
  const links = new Links(ordered);
  const named = leavesBelow(draft, ids);
  const moving = [...(isIn ? links.withNeeds(named) : links.withWaiting(named))].filter((id) => mvp.has(id) !== isIn);
  const byHand = draft.releases[0]?.cut.by === "hand";
  if (byHand) mark(draft, null, isIn ? [...mvp, ...moving] : [...mvp].filter((id) => !moving.includes(id)));
  for (const id of moving) draft.decide(id, { wish: wishFor(draft.slice(id), { byHand, isIn, isNamed: named.includes(id) }) });
}

/** What only comes along into the MVP does so because it is needed. */
function wishFor(
  { plan: { wish } }: FakeSlice,
  { byHand, isIn, isNamed }: { byHand: boolean; isIn: boolean; isNamed: boolean },
): Wish | null {
  if (byHand) return null;
  if (!isIn) return "not-now";
  return isNamed || wish === "must" ? "must" : null;
}

/** A slice goes to a rank and is pinned there. Across the line of the MVP it changes sides. */
function rank(draft: Draft, id: SliceId, to: number, named: (ids: readonly SliceId[]) => string): Told {
  const { ordered, counts } = plan(draft);
  const from = ordered.findIndex(({ row }) => row.id === id);
  if (from < 0) throw refused("Only open leaves are in the backlog.");
  const order = moved(ordered, from, Math.max(0, Math.min(to - 1, ordered.length - 1)));
  const at = order.indexOf(id);
  const line = counts[0] ?? 0;
  if (from < line !== at < line) bring(draft, [id], at < line);
  for (const [place, other] of order.entries()) {
    if (other === id || draft.slice(other).plan.pin !== null) draft.decide(other, { pin: place + 1 });
  }
  return { label: `Move ${named([id])} to rank ${at + 1}`, focus: [id] };
}

/** The order once a slice has gone to a place: what it needs goes before it, what needs it behind it. */
function moved(ordered: readonly FakeSlice[], from: number, to: number): SliceId[] {
  const ids = ordered.map(({ row }) => row.id);
  const id = ids[from] as SliceId;
  const links = new Links(ordered);
  const bound = to < from ? links.withNeeds([id]) : links.withWaiting([id]);
  let group: SliceId[] = [];
  for (let met: SliceId[] | undefined; met === undefined || met.length > group.length; ) {
    group = met ?? [];
    const passed = to < from ? ids.slice(Math.max(0, to - group.length), from) : ids.slice(from + 1, to + group.length + 1);
    met = passed.filter((other) => bound.has(other));
  }
  const rest = ids.filter((other) => other !== id && !group.includes(other));
  const before = to < from ? Math.max(0, to - group.length) : to;
  return rest.toSpliced(before, 0, ...(to < from ? [...group, id] : [id, ...group]));
}

function pin(draft: Draft, ids: readonly SliceId[], pinned: boolean): void {
  const { ordered } = plan(draft);
  for (const [place, { row }] of ordered.entries()) if (ids.includes(row.id)) draft.decide(row.id, { pin: pinned ? place + 1 : null });
}
