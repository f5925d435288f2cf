import { expect, test } from "vitest";
import type { Theme } from "../src/host/bindings";
import type { DialogState } from "../src/model/session.svelte";
import { dialog, EXPENSES, expectAccessible, openWindow, openWorkshop, SETTINGS, until } from "./window.fixture";

const THEMES: Theme[] = ["light", "dark"];
const TEXT = "Plan the party\n  Find a place\n---\nInvite everybody";

const DIALOGS: DialogState[] = [
  { kind: "palette" },
  { kind: "shortcuts" },
  { kind: "history" },
  { kind: "workshop" },
  { kind: "overview" },
  { kind: "paste-text", into: "new" },
  { kind: "import", source: { from: "text", text: TEXT }, into: "open" },
];

test.each(THEMES)("the home screen has no barrier, %s", async (theme) => {
  await openWindow({ settings: { ...SETTINGS, theme } });
  await expectAccessible();
});

test.each(THEMES)("the home screen of the first start has no barrier, %s", async (theme) => {
  await openWindow({ recent: false, settings: { ...SETTINGS, theme } });
  await expectAccessible();
});

test.each(THEMES)("a file that could not be opened leaves no barrier, %s", async (theme) => {
  const { session } = await openWindow({ settings: { ...SETTINGS, theme } });
  await session.open("/home/ada/holiday.png");
  await until(() => document.querySelector("[role=alert]") !== null);
  await expectAccessible();
});

test.each(THEMES)("the hand-over has no barrier, %s", async (theme) => {
  const { session } = await openWorkshop("handover", { settings: { ...SETTINGS, theme, last_file: EXPENSES, last_view: "handover" } });
  await until(() => document.querySelector("#view .file") !== null);
  await session.desk?.handover.save();
  await expectAccessible();
});

test.each(THEMES)("no part of the hand-over has a barrier, %s", async (theme) => {
  const { session } = await openWorkshop("handover", { settings: { ...SETTINGS, theme, last_file: EXPENSES, last_view: "handover" } });
  await until(() => document.querySelector("#view .file") !== null);
  const handover = session.desk?.handover;
  document.querySelector<HTMLElement>("[aria-expanded]:is(.holds *)")?.click();
  for (const tab of handover?.tabs ?? []) {
    if (handover) handover.tab = tab;
    await until(() => document.querySelector(`#about-${tab}[aria-selected=true]`) !== null);
    await expectAccessible();
  }
  await handover?.save();
  await session.desk?.workshop.edit({ do: "set", ids: ["21"], field: { field: "title", value: "Fuel cards" } });
  if (handover) handover.tab = "changes";
  await until(() => document.querySelector("#view .changes ins") !== null);
  await expectAccessible();
});

test.each(THEMES)("an import of a table into the open workshop has no barrier, %s", async (theme) => {
  const { session } = await openWorkshop("handover", { settings: { ...SETTINGS, theme, last_file: EXPENSES, last_view: "handover" } });
  const text = "Summary,Description,Sprint\nAttach a receipt to an expense,Only JPEG,12\nPay by invoice,By e-mail,";
  session.dialog = { kind: "import", source: { from: "text", text }, into: "open" };
  const sheet = await dialog();
  await until(() => sheet.querySelector(".changes ins") !== null);
  await expectAccessible();
});

test.each(THEMES)("the hand-over of an empty workshop has no barrier, %s", async (theme) => {
  const { session } = await openWindow({ settings: { ...SETTINGS, theme, last_view: "handover" } });
  await session.create("Empty");
  await until(() => document.querySelector("main#view") !== null);
  await expectAccessible();
});

test.each(THEMES.flatMap((theme) => DIALOGS.map((about) => ({ theme, about }))))(
  "no dialog has a barrier: $about.kind, $theme",
  async ({ theme, about }) => {
    const { session } = await openWorkshop("handover", { settings: { ...SETTINGS, theme, last_file: EXPENSES, last_view: "handover" } });
    await until(() => document.querySelector("#view .file") !== null);
    await session.desk?.workshop.edit({ do: "set", ids: ["3"], field: { field: "title", value: "Type in an expense" } });
    await session.desk?.workshop.edit({ do: "let-pass", words: "fast", passes: true });
    await session.host.snapshotTake("Before lunch");
    session.dialog = about;
    await dialog();
    if (about.kind === "import") await until(() => document.querySelector("[role=dialog] .item") !== null);
    await expectAccessible();
  },
);

test("the projector enlarges everything", async () => {
  const { session } = await openWindow();
  const before = document.querySelector("h1")?.getBoundingClientRect().height ?? 0;
  await session.save({ projector: true });
  await until(() => (document.querySelector("h1")?.getBoundingClientRect().height ?? 0) > before * 1.2);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});
