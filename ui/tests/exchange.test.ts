import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dialog, openWorkshop, until } from "./window.fixture";

const TEXT = "Plan the party\n  Find a place\n---\nInvite everybody";

test("an import tells what it skips, and goes into the open workshop as one undo step", async () => {
  const { session } = await openWorkshop();
  const before = session.desk?.workshop.size ?? 0;
  session.dialog = { kind: "import", source: { from: "text", text: TEXT }, into: "open" };
  const sheet = await dialog();
  await until(() => sheet.querySelectorAll(".item").length === 3);
  expect(sheet.textContent).toContain("line 3");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await until(() => session.desk?.workshop.size === before + 3);
  await userEvent.keyboard("{Control>}z{/Control}");
  await until(() => session.desk?.workshop.size === before);
});

test("the format of an import can be chosen", async () => {
  const { session } = await openWorkshop();
  session.dialog = { kind: "import", source: { from: "text", text: TEXT }, into: "open" };
  await dialog();
  await expect.element(page.getByRole("combobox", { name: "It is read as" })).toHaveValue("outline");
  await userEvent.selectOptions(page.getByRole("combobox", { name: "It is read as" }), "markdown");
  await expect.element(page.getByRole("combobox", { name: "It is read as" })).toHaveValue("markdown");
});

test("an import that fails says why and cannot be confirmed", async () => {
  const { session } = await openWorkshop();
  session.dialog = { kind: "import", source: { from: "text", text: "  " }, into: "open" };
  await dialog();
  await expect.element(page.getByRole("alert")).toHaveTextContent("nothing in it");
  await expect.element(page.getByRole("button", { name: "Nothing to import" })).toBeDisabled();
});

test("a large import mounts only what is seen", async () => {
  const { session } = await openWorkshop();
  const text = Array.from({ length: 5_000 }, (_, at) => `Slice ${at}`).join("\n");
  session.dialog = { kind: "import", source: { from: "text", text }, into: "open" };
  const sheet = await dialog();
  await until(() => sheet.querySelectorAll(".item").length > 5);
  expect(sheet.querySelectorAll(".item").length).toBeLessThan(80);
  expect(sheet.textContent).toContain("the first 1,000 of 5,000");
});

test("the hand-over works by keyboard alone: choose, look, save", async () => {
  const { session, host } = await openWorkshop();
  await until(() => document.activeElement?.getAttribute("role") === "radio");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  await until(() => session.desk?.handover.preview?.file_name === "expense-reporting.csv");
  await until(() => document.querySelector("code")?.textContent?.startsWith("Work item ID") === true);
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
