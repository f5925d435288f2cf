import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dialog, EXPENSES, openWorkshop, SETTINGS, type TestWindow, until } from "./window.fixture";

/** A workshop with two layers and a vague title in it. */
async function withFlaws(options = {}): Promise<TestWindow> {
  const opened = await openWorkshop("slicing", options);
  const rename = (id: string, value: string) =>
    opened.session.desk?.workshop.edit({ do: "set", ids: [id], field: { field: "title", value } });
  await rename("3", "The database schema");
  await rename("4", "The backend service");
  await rename("6", "A fast export");
  return opened;
}

async function settings({ session }: TestWindow): Promise<HTMLElement> {
  session.dialog = { kind: "workshop" };
  const sheet = await dialog();
  await until(() => sheet.querySelector("fieldset") !== null);
  return sheet;
}

test("words that are fine are added and asked about again in the settings", async () => {
  const opened = await withFlaws();
  const workshop = opened.session.desk?.workshop;
  const sheet = await settings(opened);
  await userEvent.fill(page.getByLabelText("Add a word or phrase, then Enter"), "fast");
  await userEvent.keyboard("{Enter}");
  await until(() => workshop?.row("6")?.score?.vague === 0);
  expect(workshop?.history.undo).toBe("Let “fast” pass");
  await userEvent.click(page.getByRole("button", { name: "Ask about “fast” again" }));
  await until(() => workshop?.row("6")?.score?.vague === 1);
  expect((document.activeElement as HTMLInputElement).placeholder).toBe("Add a word or phrase, then Enter");
  expect(sheet.querySelector("fieldset")).not.toBeNull();
});

test("a criterion is left out and counted again, and the scores follow", async () => {
  const opened = await withFlaws();
  const workshop = opened.session.desk?.workshop;
  await settings(opened);
  const vertical = page.getByRole("checkbox", { name: "vertical" });
  await userEvent.click(vertical);
  await until(() => workshop?.row("3")?.score?.failing.includes("vertical") === false);
  expect(workshop?.history.undo).toBe("Leave “vertical” out");
  await userEvent.click(vertical);
  await until(() => workshop?.row("3")?.score?.failing.includes("vertical") === true);
});

test("the most criteria are kept between 1 and 20, and nothing is the usual number", async () => {
  const opened = await withFlaws();
  const workshop = opened.session.desk?.workshop;
  await settings(opened);
  const most = page.getByLabelText("Most acceptance criteria");
  await userEvent.fill(most, "99");
  await userEvent.keyboard("{Tab}");
  await until(() => workshop?.frame.most_criteria === 20);
  await userEvent.fill(most, "");
  await userEvent.keyboard("{Tab}");
  await until(() => workshop?.frame.most_criteria === null);
});

test("a read-only workshop shows its policy and changes nothing", async () => {
  const opened = await openWorkshop("slicing", { readOnly: true });
  const sheet = await settings(opened);
  expect([...sheet.querySelectorAll<HTMLInputElement>("fieldset input")].every(({ disabled }) => disabled)).toBe(true);
  expect(sheet.textContent).toContain("Words that are fine here");
  expect(sheet.querySelector("form")).toBeNull();
});

test("the overview tells what fails most, and leads by key to the slices that fail it", async () => {
  const { session } = await withFlaws();
  await session.desk?.workshop.refreshOverview();
  await userEvent.keyboard("{Control>}k{/Control}");
  await dialog();
  await userEvent.keyboard("fails most{Enter}");
  await until(() => document.querySelector("[role=dialog] ol button") !== null);
  const sheet = await dialog();
  const { leaves = 0, criteria = [] } = session.desk?.workshop.overview ?? {};
  const [worst] = criteria;
  expect(sheet.textContent).toContain(`Of ${leaves} leaves still to do`);
  expect(worst?.leaves).toBeGreaterThan(1);
  const first = sheet.querySelector<HTMLElement>("li button");
  expect(first?.textContent).toMatch(new RegExp(`${worst?.criterion}\\s+${worst?.leaves} of ${leaves}`, "u"));
  await until(() => document.activeElement === first);
  await userEvent.keyboard("{Enter}");
  await until(() => session.dialog === null);
  expect(session.desk?.outline.filter).toBe(`is:leaf criterion:${worst?.criterion}`);
  await until(() => session.desk?.outline.hits === worst?.leaves);
});

test("the overview says how much is judged so far", async () => {
  const { session, host } = await openWorkshop("slicing", { settings: { ...SETTINGS, last_file: EXPENSES, last_view: "slicing" } });
  const whole = await host.overviewShow();
  host.overviewShow = async () => ({ ...whole, judged: 3 });
  session.dialog = { kind: "overview" };
  await dialog();
  await expect.element(page.getByRole("dialog")).toHaveTextContent(`Of 3 judged so far; there are ${whole.leaves} leaves to do.`);
});

test("the status bar leads to the overview", async () => {
  const { session } = await withFlaws();
  await userEvent.click(page.getByRole("contentinfo").getByRole("button"));
  expect(session.dialog).toEqual({ kind: "overview" });
});
