/** The list of formats as people look through it. */
import type { FormatView } from "../../host/bindings";
import { matchScore } from "../search";

/** Formats under one heading. */
export type FormatGroup = { id: "last" | "trackers" | "documents"; formats: FormatView[] };

/**
 * The formats that answer `query` (all of them when it is empty), in groups: the one that was used last, trackers, then
 * documents and tables. Each is in one group only; groups with nothing in them are left out.
 */
export function grouped(formats: readonly FormatView[], query: string, last: string | null): FormatGroup[] {
  const found = query.trim() === "" ? formats : formats.filter(({ title, id }) => matchScore(`${title} ${id}`, query) > 0);
  const rest = found.filter(({ id }) => id !== last);
  const groups: FormatGroup[] = [
    { id: "last", formats: found.filter(({ id }) => id === last) },
    { id: "trackers", formats: rest.filter(({ tracker }) => tracker) },
    { id: "documents", formats: rest.filter(({ tracker }) => !tracker) },
  ];
  return groups.filter((group) => group.formats.length > 0);
}

/** The same without their headings, from the top. */
export function inOrder(groups: readonly FormatGroup[]): FormatView[] {
  return groups.flatMap((group) => group.formats);
}
