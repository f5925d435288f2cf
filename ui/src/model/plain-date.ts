/** Days of the calendar as text, `2026-05-09`: no hour, no time zone, so that no day slips. */
import { getLocale } from "../paraglide/runtime";

const DAY = 86_400_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01; `NaN` for what is no day of the calendar. */
export function dayNumber(date: string): number {
  const [, year, month, day] = (FORM.exec(date) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return Number.NaN;
  const number = Date.UTC(year, month - 1, day) / DAY;
  return dateOf(number) === date ? number : Number.NaN;
}

/** The day with this number. */
export function dateOf(number: number): string {
  return new Date(Math.round(number) * DAY).toISOString().slice(0, 10);
}

/** Whether this is a day of the calendar, in a year that somebody can plan for. */
export function isDate(text: string): boolean {
  return !Number.isNaN(dayNumber(text)) && text >= "2000-01-01";
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** The day that it is where the user is. */
export function today(now = new Date()): string {
  return dateOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
}

function formatted(date: string, options: Intl.DateTimeFormatOptions): string {
  const number = dayNumber(date);
  if (Number.isNaN(number)) return date;
  return new Intl.DateTimeFormat(getLocale(), { ...options, timeZone: "UTC" }).format(new Date(number * DAY));
}

/** `May 9, 2026`. */
export function dateText(date: string): string {
  return formatted(date, { dateStyle: "medium" });
}

/** `Saturday, May 9, 2026`. */
export function longDateText(date: string): string {
  return formatted(date, { dateStyle: "full" });
}

/** `May 9`, with the year where it is not that of `near`. */
export function shortDateText(date: string, near: string): string {
  const year = date.slice(0, 4) === near.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  return formatted(date, { day: "numeric", month: "short", ...year });
}

/** `May 2026`. */
export function monthText(date: string): string {
  return formatted(date, { month: "short", year: "numeric" });
}
