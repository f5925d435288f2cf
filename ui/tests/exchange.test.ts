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

const TABLE = `Summary,Description,Details
Attach a receipt to an expense,Only JPEG,
Take the photo with the phone,Opens the camera,
Pay by invoice,,By e-mail`;

test("what the columns of a table mean is guessed, and corrected by keys", async () => {
  const { session } = await openWorkshop();
  session.dialog = { kind: "import", source: { from: "text", text: TABLE }, into: "new" };
  const sheet = await dialog();
  const details = page.getByRole("combobox", { name: "“Details” is read as" });
  await expect.element(details).toHaveValue("");
  await expect.element(page.getByRole("combobox", { name: "“Description” is read as" })).toHaveValue("narrative");
  expect(sheet.textContent).toContain("the column “Details”");
  await userEvent.selectOptions(details, "narrative");
  await until(() => sheet.textContent?.includes("the column “Details”") === false);
  await userEvent.fill(page.getByRole("textbox", { name: "Title of the workshop" }), "From a table");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await until(() => session.desk?.workshop.frame.title === "From a table");
  expect(session.desk?.workshop.size).toBe(3);
});

test("a column that only this format knows is shown as read", async () => {
  const { session } = await openWorkshop();
  session.dialog = { kind: "import", source: { from: "text", text: "Summary,Status\nPay by invoice,Open" }, into: "new" };
  await dialog();
  const status = page.getByRole("combobox", { name: "“Status” is read as" });
  await expect.element(status).toHaveValue("other");
  await expect.element(status).toHaveTextContent("as this format has it");
});

test("a merge says what it makes, what it updates and what both sides changed, and asks which of them holds", async () => {
  const { session, host } = await openWorkshop();
  const before = session.desk?.workshop.size ?? 0;
  session.dialog = { kind: "import", source: { from: "text", text: TABLE }, into: "open" };
  const sheet = await dialog();
  const chips = () => [...sheet.querySelectorAll(".changes .chip")].map((chip) => chip.textContent);
  await until(() => chips().length === 3);
  expect(chips()).toEqual(["both changed", "is updated", "is made"]);
  await expect.element(page.getByRole("button", { name: /Import 1 new, 1 updated/ })).toBeEnabled();
  await userEvent.click(page.getByRole("radio", { name: "Take what is in the file" }));
  await userEvent.click(page.getByRole("button", { name: /Import 1 new, 2 updated/ }));
  await until(() => session.desk?.workshop.size === before + 1);
  expect((await host.sliceShow("5")).narrative).toBe("Only JPEG");
  await userEvent.keyboard("{Control>}z{/Control}");
  await until(() => session.desk?.workshop.size === before);
  expect((await host.sliceShow("5")).narrative).toContain("As an employee");
});

test("an import that brings nothing new says so", async () => {
  const { session } = await openWorkshop();
  session.dialog = { kind: "import", source: { from: "text", text: "Company cards\nApprove an expense" }, into: "open" };
  const sheet = await dialog();
  await until(() => sheet.textContent?.includes("word for word") === true);
  await expect.element(page.getByRole("button", { name: /nothing changes/ })).toBeEnabled();
});
