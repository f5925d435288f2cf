import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dialog, EXPENSES, openWindow, openWorkshop, SETTINGS, until } from "./window.fixture";

test("a title and Enter begin a workshop", async () => {
  const { session, host } = await openWindow();
  expect(document.activeElement?.tagName).toBe("INPUT");
  await userEvent.keyboard("Company cards{Enter}");
  await until(() => session.desk !== null);
  expect(session.desk?.workshop.frame.title).toBe("Company cards");
  await until(() => host.titles.at(-1)?.startsWith("Company cards") === true);
});

test("a workshop without a title is not begun", async () => {
  const { session } = await openWindow();
  await userEvent.keyboard("   {Enter}");
  expect(session.desk).toBeNull();
});

test("a sample opens with one click", async () => {
  const { session } = await openWindow();
  await userEvent.click(page.getByRole("button", { name: /quoting calculator.*exercise/i }));
  await until(() => session.desk !== null);
  expect(session.desk?.workshop.size).toBe(6);
});

test("recent workshops are walked by arrows, opened by Enter and forgotten by Delete", async () => {
  const { session } = await openWindow();
  const rows = () => [...document.querySelectorAll<HTMLElement>(".recent .open")];
  rows()[0]?.focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Delete}");
  await until(() => rows().length === 2 && rows()[1] === document.activeElement);
  expect(session.notices.spoken.text).toContain("Moved away");
  await userEvent.keyboard("{Enter}");
  await until(() => session.desk !== null);
  expect(session.desk?.workshop.frame.title).toBe("A quoting calculator");
});

test("a file that is gone says so and can be taken off the list", async () => {
  const { session } = await openWindow();
  await userEvent.click(page.getByRole("button", { name: /Moved away/ }).first());
  await expect.element(page.getByRole("alert")).toHaveTextContent("not there any more");
  await userEvent.click(page.getByRole("button", { name: "Take it off the list" }));
  await until(() => session.refusal === null);
  expect(session.home?.recent.length).toBe(2);
});

test("a file that is no workshop offers to be imported", async () => {
  const { session } = await openWindow({ chosen: "/home/ada/stories.md" });
  await userEvent.keyboard("{Control>}o{/Control}");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Import it instead");
  await userEvent.click(page.getByRole("button", { name: "Import it instead" }));
  expect(session.dialog).toMatchObject({ kind: "import", source: { from: "file", path: "/home/ada/stories.md" } });
});

test("pasting a list at the home screen shows what would come of it", async () => {
  const { session } = await openWindow();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", "Plan the party\n  Find a place\n  Invite everybody");
  document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  const sheet = await dialog();
  await until(() => sheet.querySelectorAll(".item").length === 3);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await until(() => session.desk !== null);
  expect(session.desk?.workshop.frame.title).toBe("Plan the party");
  expect(session.desk?.workshop.size).toBe(3);
});

test("one line that is pasted into the title stays there", async () => {
  const { session } = await openWindow();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", "Company cards");
  document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  expect(session.dialog).toBeNull();
});

test("a workshop that is dropped opens, anything else is shown first", async () => {
  const { session, host } = await openWindow();
  host.drop({ phase: "over" });
  await expect.element(page.getByText("Drop it here")).toBeVisible();
  host.drop({ phase: "dropped", paths: ["/home/ada/list.csv"] });
  expect(session.dialog).toMatchObject({ kind: "import", into: "new" });
  session.dialog = null;
  host.drop({ phase: "dropped", paths: ["/home/ada/Other.carpaccio"] });
  await until(() => session.desk !== null);
});

test("the last workshop is open again at the next start", async () => {
  const { session } = await openWorkshop();
  expect(session.desk?.workshop.frame.title).toBe("Expense reporting");
  expect(session.view).toBe("handover");
});

test("going home closes the workshop and lists it", async () => {
  const { session } = await openWorkshop();
  await userEvent.keyboard("{Control>}{Shift>}h{/Shift}{/Control}");
  await until(() => session.desk === null);
  await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Carpaccio");
  expect(session.settings.last_file).toBe("");
});

test("a new workshop begins in the outline, whatever was looked at last", async () => {
  const { session } = await openWindow({ settings: { ...SETTINGS, last_view: "handover" } });
  await session.create("Something new");
  expect(session.view).toBe("slicing");
  expect(session.settings.last_view).toBe("slicing");
});

test("a workshop that was open before comes back at the view that was left", async () => {
  const { session } = await openWindow({ settings: { ...SETTINGS, last_view: "handover" } });
  await session.reopen(EXPENSES);
  expect(session.view).toBe("handover");
});
