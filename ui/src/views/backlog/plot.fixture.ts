/** Backlogs for the plot: nothing of it but what is drawn. */
import type { BacklogEntry, BacklogView, CurvePoint, ReleaseView } from "../../host/bindings";

export type Job = [value: number, effort: number];

function curveOf(jobs: readonly Job[]): CurvePoint[] {
  let [half_days, value] = [0, 0];
  const points = jobs.map(([worth, effort], at) => {
    half_days += effort;
    value += worth;
    return { half_days, value, id: String(at) };
  });
  return [{ half_days: 0, value: 0, id: null }, ...points];
}

function costOf(jobs: readonly Job[]): number {
  const curve = curveOf(jobs);
  return jobs.reduce((sum, [value], at) => sum + value * (curve[at + 1]?.half_days ?? 0), 0);
}

const tenths = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((1000 * part) / whole));

/** A backlog in this order; `lines` are the releases, by name and how many slices are above. */
export function backlogOf(jobs: readonly Job[], lines: readonly [string, number][] = [], proposed: readonly Job[] = []): BacklogView {
  const curve = curveOf(jobs);
  const end = curve.at(-1) ?? { half_days: 0, value: 0 };
  const [cost, best, batch] = [costOf(jobs), costOf(proposed.length > 0 ? proposed : jobs), end.half_days * end.value];
  const releases = lines.map(([name, count], at): ReleaseView => {
    const point = curve[count];
    const share = tenths(point?.value ?? 0, end.value);
    return {
      id: at === 0 ? null : String(at),
      ...{ name, outcome: "", measure: "", cut: { by: "proposed" }, count },
      ...{ half_days: point?.half_days ?? 0, share, says: "" },
    };
  });
  const facts = {
    ...{ cost: String(cost), lower_bound: String(cost), proven: true, proposed_cost: String(best), best_cost: String(best) },
    ...{ over_proposed: tenths(cost - best, best), big_batch_cost: String(batch), over_best: 0 },
    ...{ under_batch: tenths(batch - cost, batch), blocks: [] },
  };
  return {
    ...{ revision: 1, entries: jobs.map(entryOf), releases, pins: proposed.length > 0 ? 1 : 0, set_aside: [], worth: null, facts },
    ...{ order_says: "", curve, proposed_curve: proposed.length > 0 ? curveOf(proposed) : [], curve_says: "", circle: [] },
  };
}

function entryOf([value, effort]: Job, at: number): BacklogEntry {
  return {
    ...{ id: String(at), title: `Slice ${at}`, kind: "slice", rank: at + 1, value, value_estimated: false, effort },
    ...{ effort_estimated: false, ratio: Math.round((2 * value) / effort), needs: [], needed_by: [], in_mvp: false },
    ...{ release: 0, pinned: false, wish: null },
  };
}
