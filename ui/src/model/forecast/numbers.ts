/** Weekly throughput as somebody types or pastes it. */

/** The most slices in one week, and the most weeks that are kept. */
export const MOST_FINISHED = 10_000;
export const MOST_WEEKS = 520;

/** What was read: whole numbers from 0 on, the oldest week first, and what is no such number, as it stands in the text. */
export type ReadNumbers = { numbers: number[]; leftOut: string[] };

const BETWEEN_CELLS = /[\n\r\t,;|]+/;
const NUMBER = /^\d{1,6}(?:\.0+)?$/;

/**
 * Reads numbers between commas, semicolons, spaces, tabs and line ends. Within a cell words count as a whole: of `Week 10` nothing
 * is read, of `3 5 two 4` all but the word.
 */
export function readNumbers(text: string): ReadNumbers {
  const read: ReadNumbers = { numbers: [], leftOut: [] };
  for (const cell of text.split(BETWEEN_CELLS)) readCell(cell.trim(), read);
  return read;
}

function readCell(cell: string, read: ReadNumbers): void {
  const words = cell.split(/\s+/u).filter((word) => word !== "");
  const numbers = words.filter(isThroughput);
  if (numbers.length === 0 || numbers.length * 2 <= words.length) {
    if (cell !== "") read.leftOut.push(cell);
    return;
  }
  for (const word of words) {
    if (isThroughput(word)) read.numbers.push(Number(word));
    else read.leftOut.push(word);
  }
}

function isThroughput(word: string): boolean {
  return NUMBER.test(word) && Number(word) <= MOST_FINISHED;
}

/** The number of one week; `null` for nothing, `undefined` for what is no number of slices. */
export function readFinished(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  return isThroughput(typed) ? Number(typed) : undefined;
}

/** A whole number within a range; `undefined` for anything else. */
export function readWithin(text: string, least: number, most: number): number | undefined {
  const typed = text.trim();
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** The newest weeks, as many as are kept. */
export function newest<T>(weeks: readonly T[], most = MOST_WEEKS): T[] {
  return most <= 0 ? [] : weeks.slice(-most);
}
