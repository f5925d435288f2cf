import { expect, test } from "vitest";
import type { BacklogEntry, BacklogView, PaceView } from "../../../host/bindings";
import { examplesFor } from "./examples";

const PACE: PaceView = { throughput: [], growth: 100, people_then: 2, people: 2, from: null, due: null };
const NOW = "2026-05-04";

function backlog(...entries: Partial<BacklogEntry>[]): BacklogView {
  return {
    entries: entries.map((entry, at) => ({ id: String(at), title: `Slice ${at}`, needed_by: [], in_mvp: true, ratio: 10, ...entry })),
  } as unknown as BacklogView;
}

const changes = (view: BacklogView, pace = PACE, p85: string | null = null) =>
  examplesFor(view, pace, p85, NOW).map(({ change }) => change);

test("the slice in question is one of the MVP that brings little and that nothing else needs", () => {
  const view = backlog({ ratio: 5, needed_by: [2] }, { ratio: 30 }, { ratio: 20 }, { ratio: 1, in_mvp: false });
  expect(changes(view)[0]).toEqual({ drop: ["2"] });
  expect(changes(backlog({ in_mvp: false }))[0]).toEqual({ drop: ["0"] });
  expect(changes(backlog())).toHaveLength(2);
});

test("the day in question is two weeks before the one that is wanted, else before the one that is likely", () => {
  const due = (pace: PaceView, p85: string | null) => changes(backlog({}), pace, p85).at(-1)?.due;
  expect(due({ ...PACE, due: "2026-07-01" }, "2026-08-01")).toBe("2026-06-17");
  expect(due(PACE, "2026-08-01")).toBe("2026-07-18");
  expect([due(PACE, "2026-05-10"), due(PACE, null)]).toEqual(["2026-06-15", "2026-06-15"]);
});

test("nobody joins a hundred people", () => {
  expect(changes(backlog({}))[1]).toEqual({ people: 3 });
  expect(changes(backlog({}), { ...PACE, people: 100 })).toHaveLength(2);
});
