import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Gesture } from "../../host/bindings";
import { announced, row, setStage, shop, shown, until, untilShown, why } from "./stage.fixture";

const keys = (text: string) => userEvent.keyboard(text);
const focused = () => document.activeElement?.getAttribute("data-place");
const dialog = () => document.querySelector<HTMLElement>("[role=dialog]");
const undo = "{Control>}z{/Control}";

/** One slice in the MVP, two in the next release. */
const TWO: Gesture[] = [
  { do: "move-line", release: null, count: 1 },
  { do: "add-release", count: 3 },
];

function field(label: string): HTMLInputElement {
  const found = [...(dialog()?.querySelectorAll("label") ?? [])].find((one) => one.textContent === label);
  return document.getElementById(found?.htmlFor ?? "") as HTMLInputElement;
}

test("every release has its line, with what is in it and why it is there", async () => {
  await setStage(shop(...TWO));
  expect(shown()).toEqual(["Show", "MVP", "Pay", "Send", "Release 2", "Wrap", "Thank"]);
  expect(row("Release 2").textContent).toContain("2 slices, 3 days, 54 % of the value: chosen by hand");
  expect(row("Wrap").ariaRowIndex).toBe("7");
});

test("R draws the line of a release below the slice, and asks at once what will be true for whom", async () => {
  await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("r");
  await until(() => dialog() !== null && document.activeElement?.tagName === "INPUT");
  await keys("Presents arrive wrapped{Tab}half of them{Enter}");
  await untilShown("Show", "Pay", "Send", "MVP", "Wrap", "Presents arrive wrapped", "Thank");
  expect(row("Presents arrive wrapped").querySelector(".measure")?.textContent).toBe("half of them");
  await until(() => focused() === row("Presents arrive wrapped").dataset.place);
});

test("a release above the MVP line is refused, and it is said why", async () => {
  await setStage(shop());
  await userEvent.click(row("Show"));
  await keys("r");
  await until(() => announced().includes("A release comes after the MVP"));
  expect(shown().length).toBe(6);
});

test("the line of a release moves by keys, stops at its neighbours, and it is said what is in it then", async () => {
  await setStage(shop(...TWO));
  await userEvent.click(row("Release 2"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await untilShown("Show", "MVP", "Pay", "Release 2", "Send", "Wrap", "Thank");
  await until(() => announced().startsWith("Release 2: 1 slice, 2 days"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await untilShown("Show", "MVP", "Release 2", "Pay", "Send", "Wrap", "Thank");
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await until(() => announced() === "The line cannot go further");
  await keys(undo + undo);
  await untilShown("Show", "MVP", "Pay", "Send", "Release 2", "Wrap", "Thank");
});

test("a slice beside the line of a later release goes to its other side with one key", async () => {
  await setStage(shop(...TWO));
  await userEvent.click(row("Wrap"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await untilShown("Show", "MVP", "Pay", "Send", "Wrap", "Release 2", "Thank");
  expect(focused()).toBe("5");
});

test("Enter on a line opens what it is for, and how it is drawn is changed there", async () => {
  await setStage(shop());
  await userEvent.click(row("MVP"));
  await keys("{Enter}");
  await until(() => dialog() !== null);
  await userEvent.click(field("What fits into"));
  await userEvent.fill(dialog()?.querySelector("input[inputmode=decimal]") as Element, "3");
  await userEvent.selectOptions(dialog()?.querySelector("select") as HTMLElement, "days");
  await keys("{Enter}");
  await untilShown("Show", "Pay", "MVP", "Send", "Wrap", "Thank");
  await until(() => announced() === "MVP: 2 slices, 3 days, 65 % of the value: what fits into 3 days.");
});

test("a share that cannot be is said, and the dialog stays", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("MVP").querySelector(".name") as Element);
  await until(() => dialog() !== null);
  await userEvent.fill(dialog()?.querySelector("input[inputmode=numeric]") as Element, "120");
  await keys("{Enter}");
  await until(() => dialog()?.querySelector("[role=alert]")?.textContent === "A whole number from 1 to 100");
  await keys("{Escape}");
  await until(() => dialog() === null);
  expect(session.desk?.workshop.history.undo).toBeNull();
  await until(() => focused() === "line");
});

test("a later release can be removed, its slices stay, and the MVP cannot", async () => {
  await setStage(shop(...TWO));
  await userEvent.click(row("MVP").querySelector(".name") as Element);
  await until(() => dialog() !== null);
  expect(dialog()?.querySelector("footer .remove button")).toBeNull();
  await keys("{Escape}");
  await until(() => dialog() === null);
  await userEvent.click(row("Release 2").querySelector(".name") as Element);
  await until(() => dialog()?.querySelector("footer .remove button") != null);
  await userEvent.click(dialog()?.querySelector("footer .remove button") as Element);
  await untilShown("Show", "MVP", "Pay", "Send", "Wrap", "Thank");
});

test("a line that was drawn by hand can be proposed again", async () => {
  await setStage(shop(...TWO));
  await userEvent.click(row("Release 2").querySelector(".again") as Element);
  await untilShown("Show", "MVP", "Pay", "Send", "Release 2", "Wrap", "Thank");
  await until(() => row("Release 2").textContent?.includes("80 % of its value") === true);
});

test("a line answers why it is where it is", async () => {
  await setStage(shop(...TWO));
  await userEvent.click(row("Release 2"));
  await until(() => why().includes("Why the line of Release 2 is where it is"));
  expect(why()).toContain("“Send” is the last slice above it.");
});
