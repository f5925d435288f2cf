/** How the forecast says chances and dates. */

import { dateText } from "../../../model/plain-date";
import { m } from "../../../paraglide/messages";

/** Tenths of a per cent: `72 %`. Runs prove neither a certainty nor that something cannot be. */
export function chanceText(tenths: number): string {
  if (tenths < 10) return m.forecast_chance_hardly();
  return tenths > 990 ? m.forecast_chance_sure() : m.forecast_chance({ share: Math.round(tenths / 10) });
}

/** The same as a number of cases out of 100. */
export function casesText(tenths: number): string {
  if (tenths < 10) return m.forecast_cases_hardly();
  return tenths > 990 ? m.forecast_cases_sure() : String(Math.round(tenths / 10));
}

const DAYS = /\b\d{4}-\d{2}-\d{2}\b/g;

/** A sentence with its days as people read them, none of them torn apart by the end of a line. */
export function withDates(text: string): string {
  return text.replaceAll(DAYS, (date) => dateText(date).replaceAll(" ", "\u00a0"));
}

/** Words that were left out, the first few of them. */
export function someOf(words: readonly string[], most = 4): string {
  const shown = words.slice(0, most).map((word) => `“${Array.from(word).slice(0, 24).join("")}”`);
  const text = shown.join(", ");
  return words.length > most ? m.forecast_numbers_more({ words: text, count: words.length - most }) : text;
}
