import { expect, test, vi } from "vitest";
import { type FakeHost, type FakeOptions, fakeHost } from "../host/fake";
import { Handover } from "./handover.svelte";
import { Notices } from "./notices.svelte";
import { Workshop } from "./workshop.svelte";

async function handover(options: FakeOptions = {}): Promise<{ handover: Handover; workshop: Workshop; host: FakeHost }> {
  const host = fakeHost(options);
  const workshop = new Workshop(host, new Notices(), await host.workshopCreate("Expenses", "expenses", null));
  const made = new Handover(workshop);
  await made.show();
  return { handover: made, workshop, host };
}

const rename = (title: string) => ({ do: "set" as const, ids: ["3"], field: { field: "title" as const, value: title } });

test("it begins with the first tracker, and with the last format where there was a hand-over", async () => {
  const { handover: first, host, workshop } = await handover();
  expect(first.chosen).toBe("jira-csv");
  await host.handoverSave("markdown", "/home/ada/wiki/a.md", "whole");
  const second = new Handover(workshop);
  await second.show();
  expect(second.chosen).toBe("markdown");
  expect(second.groups[0]).toMatchObject({ id: "last", formats: [{ id: "markdown" }] });
});

test("what changed is counted against the last hand-over to the same format", async () => {
  const { handover: view, workshop } = await handover();
  expect([view.changes?.since, view.part]).toEqual([null, 0]);
  await view.save();
  await workshop.edit(rename("Type it in"));
  await workshop.edit({ do: "delete", ids: ["21"] });
  await view.show();
  expect([view.counts, view.part]).toEqual([{ new: 0, changed: 1, gone: 1, conflicts: 0, onlyConflicts: 0 }, 1]);
  await view.choose("linear-csv");
  expect(view.part).toBe(0);
});

test("only what changed is handed over, and then nothing is left to choose", async () => {
  const { handover: view, workshop, host } = await handover();
  await view.save();
  await workshop.edit(rename("Type it in"));
  await view.show();
  await view.take("changed");
  expect(view.preview?.table?.rows.map((row) => row[3])).toEqual(["Hand in and approve expenses", "Hand in an expense", "Type it in"]);
  await view.save();
  expect(host.saved.get("/home/ada/expense-reporting.csv")?.split("\r\n")).toHaveLength(4);
  expect([view.scope, view.part, view.savedTo]).toEqual(["whole", 0, "/home/ada/expense-reporting.csv"]);
});

test("another format is handed over as a whole", async () => {
  const { handover: view, workshop } = await handover();
  await view.save();
  await workshop.edit(rename("Type it in"));
  await view.show();
  await view.take("changed");
  await view.choose("markdown");
  expect(view.scope).toBe("whole");
});

test("a copy counts as handed over once it is on the clipboard", async () => {
  const { handover: view } = await handover();
  const clipboard = vi.spyOn(navigator.clipboard, "writeText").mockRejectedValueOnce(new Error("refused"));
  await view.copy("Copied.");
  expect(view.changes?.since).toBeNull();
  clipboard.mockResolvedValueOnce();
  await view.copy("Copied.");
  expect(view.changes?.since).not.toBeNull();
  clipboard.mockRestore();
});

test("a type is renamed and named as usual again, each in one undo step", async () => {
  const { handover: view, workshop } = await handover();
  await view.rename("slice", "  Requirement ");
  await view.show();
  expect(view.types.find(({ role }) => role === "slice")?.name).toBe("Requirement");
  expect(view.preview?.text).toContain("Requirement");
  await view.rename("epic", "Theme");
  await view.show();
  await view.renameAsUsual();
  await view.show();
  expect(view.types.every(({ name }) => name === null)).toBe(true);
  await workshop.undo();
  await view.show();
  expect(view.types.filter(({ name }) => name !== null)).toHaveLength(2);
});

test("the usual name typed out is no name of the team's own", async () => {
  const { handover: view, workshop } = await handover();
  const before = workshop.revision;
  await view.rename("slice", "Story");
  expect(workshop.revision).toBe(before);
});

test("a name that is asked for twice is one undo step", async () => {
  const { handover: view, workshop } = await handover();
  const before = workshop.revision;
  await Promise.all([view.rename("slice", "Requirement"), view.rename("slice", "Requirement")]);
  expect(workshop.revision).toBe(before + 1);
});

test("a name that could not be stored is not shown", async () => {
  const { handover: view } = await handover({ readOnly: true });
  await view.rename("slice", "Requirement");
  expect(view.types.every(({ name }) => name === null)).toBe(true);
});

test("what a format does not have cannot be looked at", async () => {
  const { handover: view } = await handover();
  view.tab = "types";
  await view.choose("outline");
  expect([view.tab, view.tabs]).toEqual(["preview", ["preview", "changes"]]);
  await view.choose("jira-csv");
  expect(view.tab).toBe("types");
});
