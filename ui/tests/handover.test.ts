import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { openWorkshop, type TestWindow, until } from "./window.fixture";

/** The hand-over with a file on the screen. */
async function openHandover(options = {}): Promise<TestWindow> {
  const opened = await openWorkshop("handover", options);
  await until(() => document.querySelector("#view .file") !== null && document.activeElement?.getAttribute("role") === "radio");
  return opened;
}

/** A format that was handed over, and a slice that was changed since then. */
async function openChanged(): Promise<TestWindow> {
  const opened = await openHandover();
  await opened.session.desk?.handover.save();
  await opened.session.desk?.workshop.edit({ do: "set", ids: ["21"], field: { field: "title", value: "Fuel cards" } });
  await until(() => opened.session.desk?.handover.part === 1);
  return opened;
}

test("the hand-over works by keyboard alone: choose, look, save", async () => {
  const { session, host } = await openWorkshop();
  await until(() => document.activeElement?.getAttribute("role") === "radio");
  await userEvent.keyboard("{ArrowDown}{ArrowUp}{Home}");
  await until(() => session.desk?.handover.preview?.file_name === "expense-reporting.csv");
  await until(() => document.querySelector("thead")?.textContent?.includes("Work item ID") === true);
  await userEvent.keyboard("{Control>}s{/Control}");
  await expect.element(page.getByText("Saved to /home/ada/expense-reporting.csv")).toBeVisible();
  expect(host.saved.get("/home/ada/expense-reporting.csv")).toBe(session.desk?.handover.preview?.text);
});

test("a hand-over that is cancelled writes nothing", async () => {
  const { session, host } = await openWorkshop("handover", { chosen: null });
  await until(() => session.desk?.handover.preview != null);
  await session.desk?.handover.save();
  expect(host.saved.size).toBe(0);
  expect(session.desk?.handover.savedTo).toBeNull();
});

test("the preview follows undo", async () => {
  const { session } = await openWorkshop();
  await until(() => session.desk?.handover.preview != null);
  await session.desk?.workshop.edit({ do: "set", ids: ["20"], field: { field: "title", value: "Fuel cards" } });
  await until(() => session.desk?.handover.preview?.text.includes("Fuel cards") === true);
  await userEvent.keyboard("{Control>}z{/Control}");
  await until(() => session.desk?.handover.preview?.text.includes("Fuel cards") === false);
});

test("letters in the list find a format, and Enter chooses it", async () => {
  const { session } = await openHandover();
  await userEvent.keyboard("red{Enter}");
  await until(() => session.desk?.handover.chosen === "redmine-csv");
  await until(() => document.activeElement?.textContent?.startsWith("Redmine") === true);
  await userEvent.keyboard("x");
  await userEvent.fill(page.getByRole("searchbox"), "no such thing");
  await expect.element(page.getByText("No format is called that")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await until(() => document.querySelectorAll("[role=radiogroup] [role=group]").length === 2);
});

test("what was handed over last is chosen again, and comes first", async () => {
  const { session, host } = await openHandover();
  await session.desk?.handover.choose("markdown");
  await session.desk?.handover.save();
  const before = await host.outlineLoad();
  host.workshopOpen = async () => before;
  await session.open(before.path);
  session.show("handover");
  await until(() => session.desk?.handover.chosen === "markdown");
  await expect.element(page.getByRole("group", { name: "Used last" })).toHaveTextContent("Markdown");
});

test("what a tracker holds is told in a line, and in full on demand", async () => {
  await openHandover();
  const holds = page.getByRole("button", { name: /^Holds/ });
  await expect.element(holds).toHaveTextContent("3 levels");
  await expect.element(page.getByText("story points of half a day")).not.toBeVisible();
  await userEvent.click(holds);
  await expect.element(page.getByText("story points of half a day")).toBeVisible();
});

test("a table is shown as a table, or as exactly what is written", async () => {
  const { session } = await openHandover();
  expect(document.querySelectorAll("#view tbody tr").length).toBe(session.desk?.workshop.size);
  await userEvent.click(page.getByRole("radio", { name: "Text", exact: true }));
  await until(() => document.querySelector("code")?.textContent === "Work item ID,Parent,Work type,Summary,Description");
});

test("a type is renamed with Enter and comes back with undo", async () => {
  const { session } = await openHandover();
  await userEvent.click(page.getByRole("tab", { name: "Types" }));
  await userEvent.fill(page.getByRole("textbox", { name: "What “Slice” is called there" }), "Requirement");
  await userEvent.keyboard("{Enter}");
  await until(() => session.desk?.handover.preview?.text.includes(",Requirement,") === true);
  await userEvent.click(page.getByRole("button", { name: "“Slice” as usual" }));
  await until(() => session.desk?.handover.preview?.text.includes(",Requirement,") === false);
  await session.desk?.workshop.undo();
  await expect.element(page.getByRole("textbox", { name: "What “Slice” is called there" })).toHaveValue("Requirement");
});

test("Escape takes back what was typed as a type, and nothing is stored", async () => {
  const { session } = await openHandover();
  const before = session.desk?.workshop.revision;
  await userEvent.click(page.getByRole("tab", { name: "Types" }));
  await userEvent.fill(page.getByRole("textbox", { name: "What “Epic” is called there" }), "Theme");
  await userEvent.keyboard("{Escape}{Tab}");
  await expect.element(page.getByRole("textbox", { name: "What “Epic” is called there" })).toHaveValue("");
  expect(session.desk?.workshop.revision).toBe(before);
});

test("types cannot be renamed in a workshop that can only be read", async () => {
  await openHandover({ readOnly: true });
  await userEvent.click(page.getByRole("tab", { name: "Types" }));
  await expect.element(page.getByRole("textbox", { name: "What “Epic” is called there" })).toBeDisabled();
});

test("how to import there is told a step a line, and the tabs are walked by arrow keys", async () => {
  await openHandover();
  await userEvent.click(page.getByRole("tab", { name: "Preview" }));
  await userEvent.keyboard("{ArrowLeft}");
  await expect.element(page.getByRole("tab", { name: "How to import there" })).toHaveFocus();
  expect(document.querySelectorAll("#about-panel li").length).toBe(5);
});

test("before the first hand-over the changes teach what they are for", async () => {
  await openHandover();
  await userEvent.click(page.getByRole("tab", { name: "Changes" }));
  await expect.element(page.getByText("Not handed over to this format yet")).toBeVisible();
  expect(document.body.textContent).not.toContain("Only what changed");
});

test("what changed since the last hand-over is listed, and leads to its slice", async () => {
  const { session } = await openChanged();
  await userEvent.click(page.getByRole("tab", { name: /Changes since/ }));
  const list = page.getByRole("region", { name: "What has changed" });
  await expect.element(list).toHaveTextContent("Company card statement as CSV");
  await userEvent.click(list.getByRole("button", { name: "Fuel cards" }));
  await until(() => session.view === "slicing");
  expect(session.desk?.outline.focus).toBe("21");
});

test("only what changed is handed over when that is chosen", async () => {
  const { session, host } = await openChanged();
  await userEvent.click(page.getByRole("radio", { name: "Only what changed (1)" }));
  await until(() => document.querySelectorAll("#view tbody tr").length === 2);
  await userEvent.keyboard("{Control>}s{/Control}");
  await until(() => session.desk?.handover.savedTo != null);
  expect([...host.saved.values()].at(-1)?.split("\r\n")).toHaveLength(3);
  await userEvent.click(page.getByRole("tab", { name: /Changes since/ }));
  await expect.element(page.getByText("Nothing has changed")).toBeVisible();
});
