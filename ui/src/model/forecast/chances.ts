/** What the chances of a forecast are at a day, and which days are worth showing. */
import type { ForecastLine, ForecastView } from "../../host/bindings";
import { addDays, dayNumber } from "../plain-date";

/** Beyond this chance a curve has nothing more to tell, in tenths of a per cent. */
const NEARLY_CERTAIN = 990;

/** The chance that a line is reached by the end of a day, in tenths of a per cent: that of the last week that is over then. */
export function chanceBy({ weeks }: ForecastLine, date: string): number {
  let [low, high] = [0, weeks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((weeks[middle]?.date ?? "") <= date) low = middle + 1;
    else high = middle;
  }
  return weeks[low - 1]?.chance ?? 0;
}

/** The days at which chances are told, from the end of the first week until every line is nearly certain or the forecast ends. */
export function shownDates({ from, lines }: Pick<ForecastView, "from" | "lines">): string[] {
  const ends = lines.map(({ weeks }) => (weeks.find(({ chance }) => chance >= NEARLY_CERTAIN) ?? weeks.at(-1))?.date ?? "");
  const end = ends.sort().at(-1) ?? "";
  const dates = new Set(lines.flatMap(({ weeks }) => weeks.map(({ date }) => date)).filter((date) => date >= from && date <= end));
  return [...dates].sort();
}

/** The last day of the picture: that of the last week, and the day that is wanted where it is not far behind. */
export function lastDate(from: string, dates: readonly string[], due: string | null): string {
  const end = dates.at(-1) ?? addDays(from, 7);
  if (due === null || due <= end) return end;
  return dayNumber(due) - dayNumber(end) <= dayNumber(end) - dayNumber(from) ? due : end;
}

/** The index of the date that is nearest to a day; -1 when there is none. */
export function nearestDate(dates: readonly string[], day: number): number {
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  dates.forEach((date, at) => {
    const off = Math.abs(dayNumber(date) - day);
    if (off < distance) [best, distance] = [at, off];
  });
  return best;
}
