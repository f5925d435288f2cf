import { expect, test } from "vitest";
import { row, setStage, shop, until, untilShown } from "./stage.fixture";

const list = () => document.querySelector("[role=grid]") as HTMLElement;

function pointer(type: string, target: Element, x: number, y: number): void {
  target.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, pointerId: 1, isPrimary: true, bubbles: true }));
}

/** Presses on a row and pulls it by so many pixels. */
function pull(title: string, by: number): { x: number; y: number } {
  const box = row(title).getBoundingClientRect();
  const [x, y] = [box.left + 120, box.top + box.height / 2];
  pointer("pointerdown", row(title), x, y);
  pointer("pointermove", list(), x, y + Math.sign(by) * 5);
  pointer("pointermove", list(), x, y + by);
  return { x, y: y + by };
}

test("a slice goes where it is dropped", async () => {
  const { session } = await setStage(shop());
  const { height } = row("Thank").getBoundingClientRect();
  const at = pull("Thank", -3.6 * height);
  await until(() => document.querySelector(".mark") !== null);
  expect(document.querySelector(".ghost")?.textContent).toContain("to rank 3");
  pointer("pointerup", list(), at.x, at.y);
  await untilShown("Show", "Pay", "Thank", "Send", "MVP", "Wrap");
  expect(session.desk?.order.focus).toBe("6");
  expect(document.querySelector(".ghost")).toBeNull();
});

test("next to the line a slice stays on the side that it comes from, and is shown there", async () => {
  await setStage(shop());
  const line = row("MVP").getBoundingClientRect();
  const from = row("Thank").getBoundingClientRect();
  const at = pull("Thank", line.top + 2 - (from.top + from.height / 2));
  await until(() => document.querySelector(".mark") !== null);
  const mark = document.querySelector(".mark")?.getBoundingClientRect();
  expect(mark?.top).toBeGreaterThan(line.bottom - 3);
  pointer("pointerup", list(), at.x, at.y);
  await untilShown("Show", "Pay", "Send", "MVP", "Thank", "Wrap");
});

test("the slices next to the line change sides when they are dropped beyond it, in one step", async () => {
  const { session } = await setStage(shop());
  const line = () => row("MVP").getBoundingClientRect();
  const middle = (title: string) => row(title).getBoundingClientRect().top + row(title).getBoundingClientRect().height / 2;
  const up = pull("Wrap", line().top + 2 - middle("Wrap"));
  await until(() => document.querySelector(".ghost")?.textContent?.includes("Wrap4 slices") === true);
  pointer("pointerup", list(), up.x, up.y);
  await untilShown("Show", "Pay", "Send", "Wrap", "MVP", "Thank");
  expect(session.desk?.order.focus).toBe("5");
  const down = pull("Wrap", line().bottom - 2 - middle("Wrap"));
  await until(() => document.querySelector(".ghost")?.textContent?.includes("Wrap3 slices") === true);
  pointer("pointerup", list(), down.x, down.y);
  await untilShown("Show", "Pay", "Send", "MVP", "Wrap", "Thank");
  await session.desk?.workshop.undo();
  await untilShown("Show", "Pay", "Send", "Wrap", "MVP", "Thank");
});

test("while it is dragged a slice says what moves along, and it does", async () => {
  await setStage(shop({ do: "add-need", ids: ["6"], needs: "5" }));
  const { height } = row("Thank").getBoundingClientRect();
  const at = pull("Thank", -3.6 * height);
  await until(() => document.querySelector(".ghost")?.textContent?.includes("to rank 3, with “Wrap”") === true);
  pointer("pointerup", list(), at.x, at.y);
  await untilShown("Show", "Wrap", "Thank", "Pay", "Send", "MVP");
});

test("the line of a release stops at the lines beside it", async () => {
  await setStage(shop({ do: "move-line", release: null, count: 1 }, { do: "add-release", count: 3 }));
  const { height } = row("Pay").getBoundingClientRect();
  const at = pull("Release 2", -5 * height);
  await until(() => document.querySelector(".ghost")?.textContent?.includes("Line of Release 21 slice") === true);
  pointer("pointerup", list(), at.x, at.y);
  await untilShown("Show", "MVP", "Release 2", "Pay", "Send", "Wrap", "Thank");
});

test("the line goes where it is dropped, and says before what that would mean", async () => {
  await setStage(shop());
  const at = pull("MVP", row("Wrap").getBoundingClientRect().height * 1.5);
  await until(() => document.querySelector(".ghost")?.textContent?.includes("4 slices, 4½ days, 96 % of the value") === true);
  pointer("pointerup", list(), at.x, at.y);
  await untilShown("Show", "Pay", "Send", "Wrap", "MVP", "Thank");
});

test("Escape cancels a drag, and less than the threshold is a click", async () => {
  const { session } = await setStage(shop());
  const at = pull("Thank", -80);
  await until(() => document.querySelector(".ghost") !== null);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  await until(() => document.querySelector(".ghost") === null);
  pointer("pointerup", list(), at.x, at.y);
  const box = row("Pay").getBoundingClientRect();
  pointer("pointerdown", row("Pay"), box.left + 90, box.top + 9);
  pointer("pointermove", list(), box.left + 91, box.top + 12);
  pointer("pointerup", row("Pay"), box.left + 91, box.top + 12);
  await until(() => session.desk?.order.focus === "3");
  expect(session.desk?.workshop.history.undo).toBeNull();
});
