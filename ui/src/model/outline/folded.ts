import type { Row } from "../../host/bindings";

const FOLDED = new WeakMap<Row, string>();

/** The title of a row in lower case. A row is never changed in place, so it is folded once: there may be a hundred thousand. */
export function foldedTitle(row: Row): string {
  let title = FOLDED.get(row);
  if (title === undefined) {
    title = row.title.toLowerCase();
    FOLDED.set(row, title);
  }
  return title;
}
