/** How the line of a release is drawn, as somebody fills it in. */
import type { CutView } from "../../host/bindings";

export type Unit = "days" | "weeks";

/** What is typed, whether or not it can be read. */
export type TypedCut = { readonly by: CutView["by"]; readonly amount: string; readonly unit: Unit; readonly percent: string };

const HALF_DAYS: Record<Unit, number> = { days: 2, weeks: 10 };
const MOST_HALF_DAYS = 20_000;
/** What stands in the fields of the ways that are not chosen. */
const USUAL: Omit<TypedCut, "by"> = { amount: "2", unit: "weeks", percent: "80" };

/** Whole weeks are told as weeks. */
export function typedOf(cut: CutView): TypedCut {
  if (cut.by === "share") return { ...USUAL, by: cut.by, percent: String(cut.percent) };
  if (cut.by !== "capacity") return { ...USUAL, by: cut.by };
  const unit = cut.half_days % HALF_DAYS.weeks === 0 ? "weeks" : "days";
  return { ...USUAL, by: cut.by, amount: String(cut.half_days / HALF_DAYS[unit]), unit };
}

/** `undefined` when it cannot be read. Capacities are rounded to half days. */
export function cutOf({ by, amount, unit, percent }: TypedCut): CutView | undefined {
  if (by === "capacity") {
    const half_days = Math.round(numberOf(amount) * HALF_DAYS[unit]);
    return half_days >= 1 && half_days <= MOST_HALF_DAYS ? { by, half_days } : undefined;
  }
  if (by === "share") {
    const share = numberOf(percent);
    return Number.isInteger(share) && share >= 1 && share <= 100 ? { by, percent: share } : undefined;
  }
  return { by };
}

export function isSameCut(one: CutView, other: CutView): boolean {
  return JSON.stringify(cutKey(one)) === JSON.stringify(cutKey(other));
}

function cutKey(cut: CutView): readonly unknown[] {
  return [cut.by, cut.by === "capacity" ? cut.half_days : cut.by === "share" ? cut.percent : null];
}

function numberOf(typed: string): number {
  const text = typed.trim().replace("½", ".5").replace(",", ".");
  return /^\d*\.?\d+$/u.test(text) ? Number(text) : Number.NaN;
}
