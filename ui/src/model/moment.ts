/** When something happened, in words. */
import { getLocale } from "../paraglide/runtime";

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `2 hours ago`; `now` in the first minute. `at` and `now` in RFC 3339 and milliseconds. */
export function ago(at: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000);
  const format = new Intl.RelativeTimeFormat(getLocale(), { numeric: "auto" });
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? format.format(-Math.floor(seconds / unit[1]), unit[0]) : format.format(0, "second");
}

/** The date and the time of day. */
export function moment(at: string): string {
  return new Intl.DateTimeFormat(getLocale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

/** `1,234`. */
export function count(value: number): string {
  return new Intl.NumberFormat(getLocale()).format(value);
}

/** `12 kB`. */
export function bytes(value: number): string {
  const [amount, unit] =
    value < 1_000 ? [value, "byte"] : value < 1_000_000 ? [value / 1_000, "kilobyte"] : [value / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(getLocale(), {
    style: "unit",
    unit,
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(amount);
}
