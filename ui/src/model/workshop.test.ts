import { expect, test } from "vitest";
import type { Gesture, SliceId } from "../host/bindings";
import { type FakeHost, fakeHost } from "../host/fake";
import { Notices } from "./notices.svelte";
import { Workshop } from "./workshop.svelte";

async function opened(): Promise<{ host: FakeHost; workshop: Workshop; notices: Notices }> {
  const host = fakeHost();
  const notices = new Notices();
  const workshop = new Workshop(host, notices, await host.workshopOpen("/Expense reporting.carpaccio"));
  return { host, workshop, notices };
}

function outline(workshop: Workshop, parent: SliceId | null = null, depth = 0): string[] {
  return workshop
    .children(parent)
    .flatMap((id) => [`${"  ".repeat(depth)}${workshop.row(id)?.title}`, ...outline(workshop, id, depth + 1)]);
}

const GESTURES: Gesture[] = [
  {
    do: "add",
    parent: "1",
    after: null,
    items: [
      { depth: 0, title: "First", narrative: "" },
      { depth: 1, title: "Below it", narrative: "" },
    ],
  },
  { do: "set", ids: ["3", "4"], field: { field: "title", value: "Same" } },
  { do: "move", ids: ["9", "13"], parent: "20", after: null },
  { do: "shift", ids: ["6"], direction: "down" },
  { do: "shift", ids: ["7"], direction: "in" },
  { do: "shift", ids: ["5"], direction: "out" },
  { do: "cut-title", id: "21", before: "Company card", after: "Statement" },
  { do: "join", id: "17" },
  { do: "duplicate", ids: ["2"] },
  {
    do: "split",
    id: "4",
    pattern: "data-variations",
    drafts: [
      { title: "One", kind: "slice" },
      { title: "Two", kind: "spike" },
    ],
  },
  { do: "delete", ids: ["2", "10"] },
];

test("deltas lead to the same outline as loading it anew, forth, back and forth again", async () => {
  const { host, workshop } = await opened();
  const reloaded = async () => outline(new Workshop(host, new Notices(), await host.outlineLoad()));
  const states = [outline(workshop)];
  for (const gesture of GESTURES) {
    expect(await workshop.edit(gesture), gesture.do).not.toBeNull();
    expect(outline(workshop), gesture.do).toEqual(await reloaded());
    states.push(outline(workshop));
  }
  for (const state of states.slice(0, -1).reverse()) {
    await workshop.undo();
    expect(outline(workshop)).toEqual(state);
  }
  for (const state of states.slice(1)) {
    await workshop.redo();
    expect(outline(workshop)).toEqual(state);
  }
});

test("gestures that are asked for at once are done in their order", async () => {
  const { workshop } = await opened();
  const titles = ["a", "b", "c"].map((value) => workshop.edit({ do: "set", ids: ["3"], field: { field: "title", value } }));
  expect(workshop.status).toBe("saving");
  await Promise.all(titles);
  expect(workshop.row("3")?.title).toBe("c");
  expect(workshop.history.undo).toBe("Rename to ‘c’");
  expect(workshop.status).toBe("saved");
});

test("a refused gesture changes nothing, says why, and is not a failure to save", async () => {
  const { workshop, notices } = await opened();
  const before = outline(workshop);
  expect(await workshop.edit({ do: "move", ids: ["1"], parent: "3", after: null })).toBeNull();
  expect(outline(workshop)).toEqual(before);
  expect(notices.shown.at(-1)?.text).toBe("A slice cannot move into itself.");
  expect(workshop.status).toBe("saved");
});

test("after a failure the next gesture still works", async () => {
  const { host, workshop } = await opened();
  host.failNext({ code: "system", message: "The disk is full.", detail: "" });
  expect(await workshop.edit({ do: "delete", ids: ["21"] })).toBeNull();
  expect(workshop.status).toBe("failed");
  expect(await workshop.edit({ do: "delete", ids: ["21"] })).not.toBeNull();
  expect(workshop.status).toBe("saved");
});

test("the ancestors of a slice are told from the epic down", async () => {
  const { workshop } = await opened();
  expect(workshop.ancestors("6")).toEqual(["1", "2", "5"]);
});

test("undo says what it took back, or that there was nothing", async () => {
  const { workshop, notices } = await opened();
  await workshop.undo();
  expect(notices.spoken.text).toBe("There is nothing to undo.");
  await workshop.edit({ do: "delete", ids: ["21"] });
  await workshop.undo();
  expect(notices.spoken.text).toBe("Undone: Delete ‘Company card statement as CSV’");
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => setTimeout(resume, 5));
}

test("what the team settles changes the scores of rows that it did not touch, and so does its undo", async () => {
  const { workshop } = await opened();
  await workshop.edit({ do: "set", ids: ["3"], field: { field: "title", value: "A fast export" } });
  expect(workshop.row("3")?.score?.vague).toBe(1);
  await workshop.edit({ do: "let-pass", words: "fast", passes: true });
  await until(() => workshop.row("3")?.score?.vague === 0);
  await workshop.undo();
  await until(() => workshop.row("3")?.score?.vague === 1);
});

test("the overview is counted when everything rests", async () => {
  const { workshop } = await opened();
  await until(() => workshop.overview !== null);
  const fails = () => workshop.overview?.criteria.find(({ criterion }) => criterion === "vertical")?.leaves ?? 0;
  const before = fails();
  await workshop.edit({ do: "set", ids: ["3"], field: { field: "title", value: "The database schema" } });
  await until(() => fails() === before + 1);
});
