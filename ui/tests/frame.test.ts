import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dialog, EXPENSES, openWindow, openWorkshop, SETTINGS, until } from "./window.fixture";

test("the status bar counts leaves and the MVP, and names the last change with its key", async () => {
  const { session } = await openWorkshop();
  const status = page.getByRole("contentinfo");
  await expect.element(status).toHaveTextContent("14 leaves");
  await until(() => session.desk?.workshop.backlog != null);
  await expect.element(status).toHaveTextContent(`${session.desk?.workshop.backlog?.releases[0]?.count} in the MVP`);
  await session.desk?.workshop.edit({ do: "delete", ids: ["21"] });
  await expect.element(status).toHaveTextContent("Last: Delete ‘Company card statement as CSV’");
});

test("the palette finds an action by its words and runs it", async () => {
  const { session } = await openWorkshop();
  await userEvent.keyboard("{Control>}k{/Control}");
  await dialog();
  await userEvent.keyboard("dark col{Enter}");
  await until(() => session.settings.theme === "dark");
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(session.dialog).toBeNull();
});

test("the palette goes to a slice by its title", async () => {
  const { session } = await openWorkshop();
  await userEvent.keyboard("{Control>}k{/Control}");
  await dialog();
  await userEvent.keyboard("jpeg{Enter}");
  await until(() => session.view === "slicing");
  expect(session.desk?.outline.focus).toBe("6");
});

test("the arrow keys of the palette go round", async () => {
  await openWorkshop();
  await userEvent.keyboard("{Control>}k{/Control}");
  const palette = await dialog();
  const chosen = () => palette.querySelector("[aria-selected=true]")?.id;
  const first = chosen();
  await userEvent.keyboard("{ArrowUp}");
  expect(chosen()).not.toBe(first);
  await userEvent.keyboard("{ArrowDown}");
  expect(chosen()).toBe(first);
});

test("a dialog closes with Escape and gives the focus back", async () => {
  const { session } = await openWorkshop();
  await until(() => document.activeElement?.getAttribute("role") === "radio");
  const before = document.activeElement;
  await userEvent.keyboard("{Control>}h{/Control}");
  await dialog();
  await userEvent.keyboard("{Escape}");
  await until(() => session.dialog === null && document.activeElement === before);
});

test("the list of changes goes back to any of them, and forth again", async () => {
  const { session } = await openWorkshop();
  const workshop = session.desk?.workshop;
  for (const title of ["One", "Two", "Three"]) await workshop?.edit({ do: "set", ids: ["3"], field: { field: "title", value: title } });
  session.dialog = { kind: "history" };
  await dialog();
  await until(() => document.activeElement?.getAttribute("aria-current") === "step");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await until(() => workshop?.row("3")?.title === "One");
  await userEvent.click(page.getByRole("button", { name: /Three/ }));
  await until(() => workshop?.row("3")?.title === "Three");
});

test("a snapshot is taken and gone back to, which can be undone", async () => {
  const { session } = await openWorkshop();
  const workshop = session.desk?.workshop;
  session.dialog = { kind: "history" };
  await dialog();
  await userEvent.type(page.getByRole("textbox", { name: "Name of a snapshot" }), "Before lunch{Enter}");
  await expect.element(page.getByRole("button", { name: "Go back to “Before lunch”" })).toBeVisible();
  await workshop?.edit({ do: "delete", ids: ["1"] });
  await userEvent.click(page.getByRole("button", { name: "Go back to “Before lunch”" }));
  await until(() => workshop?.row("1") !== undefined);
  await workshop?.undo();
  expect(workshop?.row("1")).toBeUndefined();
});

test("steps and personas are named, added, moved by keys and marked essential", async () => {
  const { session } = await openWorkshop();
  const frame = () => session.desk?.workshop.frame;
  session.dialog = { kind: "workshop" };
  await dialog();
  await userEvent.type(page.getByRole("textbox", { name: "Add a step, then Enter" }), "Get paid{Enter}");
  await until(() => frame()?.steps.length === 3);
  const inputs = [...document.querySelectorAll<HTMLInputElement>("[role=dialog] ol input.input")];
  inputs.find((input) => input.value === "Get paid")?.focus();
  await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await until(() => frame()?.steps[1]?.name === "Get paid");
  expect(session.notices.spoken.text).toBe("“Get paid” is number 2 of 3.");
  await userEvent.click(page.getByRole("checkbox", { name: "“Get paid” is essential" }));
  await until(() => frame()?.steps[1]?.essential === true);
  await userEvent.click(page.getByRole("button", { name: "Remove “Employee”" }));
  await until(() => frame()?.personas.length === 1);
});

test("the title of the workshop is renamed everywhere at once", async () => {
  const { session, host } = await openWorkshop();
  session.dialog = { kind: "workshop" };
  await dialog();
  await userEvent.fill(page.getByRole("textbox", { name: "Title" }), "Expenses, thinner");
  await userEvent.tab();
  await until(() => session.desk?.workshop.frame.title === "Expenses, thinner");
  await until(() => host.titles.at(-1) === "Expenses, thinner – Carpaccio");
});

test("F6 walks all panes and comes round", async () => {
  await openWorkshop();
  await until(() => document.querySelector("#view .file") !== null);
  const pane = () => document.activeElement?.closest<HTMLElement>("[data-pane]")?.dataset.pane;
  const first = pane();
  const seen = new Set<string | undefined>();
  for (let walked = 0; walked < 3; walked += 1) {
    await userEvent.keyboard("{F6}");
    seen.add(pane());
  }
  expect(seen).toEqual(new Set(["bar", "formats", "preview"]));
  expect(pane()).toBe(first);
});

test("the menu offers what the view can do and says what is on", async () => {
  const { session } = await openWorkshop();
  await userEvent.click(page.getByRole("button", { name: "Menu" }));
  await expect.element(page.getByRole("menuitem", { name: /Save the hand-over/ })).toBeVisible();
  await userEvent.click(page.getByRole("menuitem", { name: /Projector/ }));
  await until(() => session.settings.projector === true);
  expect(session.menu).toBeNull();
});

test("a workshop that can only be read says so and refuses changes", async () => {
  const { session } = await openWorkshop("handover", { readOnly: true });
  await expect.element(page.getByText("read only")).toBeVisible();
  expect(await session.desk?.workshop.edit({ do: "delete", ids: ["1"] })).toBeNull();
  expect(session.desk?.workshop.row("1")).toBeDefined();
  await expect.element(page.getByRole("region", { name: "Messages" })).toHaveTextContent("Another window has this workshop open");
});

test("a change that could not be saved is told, and the next one clears it", async () => {
  const { session, host } = await openWorkshop();
  host.failNext({ code: "system", message: "The disk is full. Make room and try again.", detail: "ENOSPC" });
  await session.desk?.workshop.edit({ do: "delete", ids: ["21"] });
  await expect.element(page.getByText("not saved")).toBeVisible();
  await expect.element(page.getByRole("region", { name: "Messages" })).toHaveTextContent("The disk is full");
  await session.desk?.workshop.edit({ do: "delete", ids: ["21"] });
  await expect.element(page.getByText("saved", { exact: true })).toBeVisible();
});

test("a start whose last file is gone shows the home screen with the reason", async () => {
  const { session } = await openWindow({ settings: { ...SETTINGS, last_file: EXPENSES.replace("Expense reporting", "Moved away") } });
  await expect.element(page.getByRole("alert")).toHaveTextContent("not there any more");
  expect(session.desk).toBeNull();
});

test("a file that cannot be opened leaves the open workshop open and says why", async () => {
  const { session } = await openWorkshop("handover", { chosen: "/home/ada/holiday.png" });
  await userEvent.keyboard("{Control>}o{/Control}");
  await expect.element(page.getByRole("region", { name: "Messages" })).toHaveTextContent("This is not a workshop file");
  expect(session.desk?.workshop.frame.title).toBe("Expense reporting");
});

test("a long title in any script takes nothing away from the bar", async () => {
  const { session } = await openWorkshop();
  for (const title of ["thin slices ".repeat(25), "تقسيم القصص ".repeat(25), "薄切り".repeat(100)]) {
    await session.desk?.workshop.edit({ do: "set-about", field: { field: "title", value: title } });
    await until(() => document.querySelector(".name")?.textContent === title);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
    await expect.element(page.getByRole("tab", { name: "Hand over" })).toBeInViewport({ ratio: 1 });
  }
});
