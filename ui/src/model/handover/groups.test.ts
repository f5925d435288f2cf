import { expect, test } from "vitest";
import type { FormatView } from "../../host/bindings";
import { grouped, inOrder } from "./groups";

function format(id: string, tracker: boolean): FormatView {
  const rest = { about: "", extension: "csv", writes: true, reads: true, levels: 0, keeps: [], loses: [], types: [], guide: [] };
  return { ...rest, id, title: id.replace("-", " "), tracker };
}

const FORMATS = [format("outline", false), format("jira-csv", true), format("csv", false), format("linear-csv", true)];
const ids = (query: string, last: string | null) =>
  grouped(FORMATS, query, last).map(({ id, formats }) => [id, ...formats.map((one) => one.id)]);

test("trackers come before documents, each in their own order", () => {
  expect(ids("", null)).toEqual([
    ["trackers", "jira-csv", "linear-csv"],
    ["documents", "outline", "csv"],
  ]);
});

test("what was used last comes first, and only there", () => {
  expect(ids("", "csv")).toEqual([
    ["last", "csv"],
    ["trackers", "jira-csv", "linear-csv"],
    ["documents", "outline"],
  ]);
});

test("a word finds by title and by id, and empty groups are not shown", () => {
  expect(ids("lin", "csv")).toEqual([
    ["trackers", "linear-csv"],
    ["documents", "outline"],
  ]);
  expect(ids("jira", "csv")).toEqual([["trackers", "jira-csv"]]);
  expect(ids("nothing like it", null)).toEqual([]);
});

test("the order from the top is that of the groups", () => {
  expect(inOrder(grouped(FORMATS, "", "csv")).map(({ id }) => id)).toEqual(["csv", "jira-csv", "linear-csv", "outline"]);
});
