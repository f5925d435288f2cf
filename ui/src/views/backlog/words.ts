/** How the backlog says numbers. */
import type { Worth } from "../../host/bindings";
import { count } from "../../model/moment";
import { m } from "../../paraglide/messages";

/** Half days in words: `½ day`, `1 day`, `5½ days`. */
export function daysText(halfDays: number): string {
  const whole = Math.floor(halfDays / 2);
  const half = halfDays % 2 === 1 ? "½" : "";
  const days = whole === 0 && half !== "" ? half : `${count(whole)}${half}`;
  return halfDays === 1 || halfDays === 2 ? m.backlog_days_one({ days }) : m.backlog_days({ days });
}

/** Tenths of a per cent: `4.2 %`, `0 %` for nothing, and `41 %` from ten per cent on. */
export function perCent(tenths: number): string {
  const per = tenths >= 100 || tenths === 0 ? count(Math.round(tenths / 10)) : (tenths / 10).toFixed(1);
  return `${per} %`;
}

/** A part of a whole in tenths of a per cent, 0 for a part of nothing. */
export function tenths(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole);
}

/** The share of a whole in whole per cent. */
export function share(part: number, whole: number): string {
  return `${count(whole === 0 ? 0 : Math.round((100 * part) / whole))} %`;
}

/** A cost in value × half days as value-days. The host counts it exactly; on the screen a few digits are enough. */
export function valueDays(cost: string): string {
  return m.backlog_value_days({ count: count(Math.round(Number(cost) / 2)) });
}

/** A cost in value × half days: as value-days, and as money where the team has said what a point of value is worth a day. */
export function costText(cost: string, worth: Worth | null): string {
  const said = valueDays(cost);
  return worth === null ? said : m.value_money({ cost: said, money: moneyText((Number(cost) / 2) * worth.amount, worth.unit) });
}

/** An amount with its unit, to three digits: more would claim a precision that nobody has. */
export function moneyText(amount: number, unit: string): string {
  const rounded = amount === 0 ? 0 : Number(amount.toPrecision(3));
  return `${count(Math.round(rounded))}\u202f${unit}`;
}

/** What was typed as the worth of a point: `null` for nothing, `undefined` when it cannot be read. */
export function readWorth(amount: string, unit: string): Worth | null | undefined {
  const typed = amount.trim();
  const digits = /^\d{1,3}([\s,.'’]\d{3})+$/.test(typed) ? typed.replaceAll(/\D/g, "") : typed;
  if (digits === "") return null;
  const read = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
  const trimmed = unit.trim();
  const characters = Array.from(trimmed).length;
  return read >= 1 && read <= 1_000_000 && characters >= 1 && characters <= 12 ? { amount: read, unit: trimmed } : undefined;
}

/** Tenths of a per cent as so many of a hundred draws. */
export function ofHundred(tenths: number): string {
  return count(Math.round(tenths / 10));
}

export function slicesText(slices: number): string {
  return slices === 1 ? m.backlog_slices_one() : m.backlog_slices({ count: count(slices) });
}

export function blocksText(blocks: number): string {
  return blocks === 1 ? m.backlog_blocks_one() : m.backlog_blocks({ count: count(blocks) });
}

export { shortTitle } from "../../model/short-title";
