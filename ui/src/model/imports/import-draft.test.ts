import { expect, test } from "vitest";
import { fakeHost } from "../../host/fake";
import { ImportDraft } from "./import-draft.svelte";

const TABLE = "Summary,Details,Points\nPay by invoice,By e-mail,2\nCompany cards,Cards of the bank,3";

async function draft(text: string, merges: boolean): Promise<ImportDraft> {
  const host = fakeHost();
  await host.workshopCreate("Expenses", "expenses", null);
  const made = new ImportDraft(host, { from: "text", text }, merges);
  await made.loadFormats();
  await made.read();
  return made;
}

test("a column that is corrected brings what stands in it", async () => {
  const made = await draft(TABLE, false);
  expect(made.preview?.columns.map((column) => column.meaning)).toEqual(["title", null, "effort"]);
  await made.correct("Details", "narrative");
  expect(made.preview?.items[0]?.narrative).toBe("By e-mail");
  expect(made.preview?.report.notes).toEqual([]);
});

test("another format forgets the columns of the one before", async () => {
  const made = await draft(TABLE, false);
  await made.correct("Points", null);
  await made.readAs("jira-csv");
  expect([made.as, made.columns]).toEqual(["jira-csv", []]);
});

test("what is here already is told only while it goes into the open workshop", async () => {
  const made = await draft(TABLE, true);
  await made.correct("Details", "narrative");
  expect([made.meets, made.counts]).toEqual([true, { new: 1, changed: 1, gone: 0, conflicts: 0, onlyConflicts: 0 }]);
  await made.goInto("new");
  expect([made.meets, made.changes]).toEqual([false, []]);
});

test("an answer that comes late does not replace a later one", async () => {
  const made = await draft(TABLE, false);
  const { importPreview } = made.host;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  made.host.importPreview = async (...args) => {
    if (args[1] === "markdown") await held;
    return importPreview(...args);
  };
  const slow = made.readAs("markdown");
  await made.readAs("jira-csv");
  release();
  await slow;
  expect(made.preview?.format).toBe("jira-csv");
});

test("what cannot be read says why, and takes the preview away", async () => {
  const made = await draft("  ", true);
  expect(made.failure?.code).toBe("bad-input");
  expect([made.preview, made.outcome]).toEqual([null, null]);
});
