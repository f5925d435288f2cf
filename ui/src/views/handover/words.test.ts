import { expect, test } from "vitest";
import { formatOf } from "../../host/fake/formats";
import { glance, levelsShort } from "./words";

test("a tracker is told by its levels and by how it keeps what there is", () => {
  expect(glance(formatOf("jira-csv"))).toEqual(["3 levels", "1 fact in a field of its own", "7 in another shape", "3 not at all"]);
});

test("what there is none of is not mentioned", () => {
  expect(glance(formatOf("json"))).toEqual(["any number of levels", "8 facts in fields of their own"]);
  expect(glance(formatOf("outline"))).toEqual(["any number of levels", "7 not at all"]);
});

test("levels are short where there is little room", () => {
  expect([0, 1, 3].map(levelsShort)).toEqual(["any depth", "flat", "3 levels"]);
});
