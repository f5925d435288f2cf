import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Gesture } from "../../host/bindings";
import { announced, row, SETTINGS, setStage, shop, shown, until, untilShown } from "./stage.fixture";

const keys = (text: string) => userEvent.keyboard(text);
const dialog = () => document.querySelector<HTMLElement>("[role=dialog]");
const aside = () => document.querySelector<HTMLElement>("[data-pane=not-doing]");
const pinned = () => shown().filter((title) => row(title).querySelector(".pin") !== null);
const DROP: Gesture = { do: "set-aside", ids: ["5"], because: "nobody asked for it" };

test("a slice that is moved by hand is pinned, and shows it", async () => {
  await setStage(shop());
  await userEvent.click(row("Thank"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await untilShown("Show", "Pay", "Send", "MVP", "Thank", "Wrap");
  expect(pinned()).toEqual(["Thank"]);
  expect(row("Thank").querySelector("[role=gridcell]")?.textContent).toContain("pinned");
});

test("P pins a slice where it stands and lets it go again; so does a click on the pin", async () => {
  await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("p");
  await until(() => announced() === "“Wrap” is pinned at rank 4");
  await keys("p");
  await until(() => announced() === "“Wrap” is left to the planner: number 4 of 5");
  expect(pinned()).toEqual([]);
  await keys("p");
  await until(() => pinned().join() === "Wrap");
  await userEvent.click(row("Wrap").querySelector(".pin") as Element);
  await until(() => pinned().length === 0);
});

test("pinning at the planner's place costs nothing, and says so", async () => {
  await setStage(shop({ do: "pin", ids: ["2"], pinned: true }));
  const footer = document.querySelector("aside footer");
  expect(footer?.textContent).toContain("by hand, at no cost");
});

test("U makes a slice a must, N puts it off, and each key takes it back", async () => {
  await setStage(shop());
  await userEvent.click(row("Thank"));
  await keys("u");
  await untilShown("Show", "Pay", "Send", "Thank", "MVP", "Wrap");
  expect(row("Thank").textContent).toContain("must");
  await until(() => announced() === "“Thank” must be in the MVP: number 4 of 5");
  await keys("n");
  await untilShown("Show", "Pay", "Send", "MVP", "Wrap", "Thank");
  expect(row("Thank").textContent).toContain("not now");
  await keys("n");
  await until(() => announced() === "“Thank” is left to the planner: number 5 of 5");
  expect(row("Thank").textContent).not.toContain("not now");
});

test("what a row needs and what waits for it is marked, also in a row that is only pointed at", async () => {
  await setStage(shop());
  const ties = () =>
    shown().map(
      (title) =>
        row(title)
          .querySelector(".tie")
          ?.className.replace(/svelte-\S+|tie|\s/g, "") ?? "",
    );
  await userEvent.click(row("Pay"));
  expect(ties()).toEqual(["needed", "", "waits", "", "", ""]);
  await userEvent.hover(row("Send"));
  await until(() => ties().join() === ",needed,,,,");
  expect(row("Show").textContent).toContain("1 waits");
});

test("a slice whose place is a coin toss says so", async () => {
  const { session } = await setStage(shop());
  if (session.desk) session.desk.order.tosses = new Set(["5"]);
  await until(() => row("Wrap").querySelector(".toss") !== null);
  expect(row("Wrap").textContent).toContain("Its place is a coin toss: talk about it");
});

test("Shift+N asks why a slice is not done; it goes below the list with the reason, and the cursor to its neighbour", async () => {
  await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("{Shift>}N{/Shift}");
  await until(() => dialog() !== null && document.activeElement?.tagName === "INPUT");
  await keys("nobody asked for it{Enter}");
  await untilShown("Show", "Pay", "Send", "MVP", "Thank");
  expect(aside()?.textContent).toContain("Not doing (1)");
  expect(aside()?.querySelector("li")).toBeNull();
  await until(() => document.activeElement?.getAttribute("data-place") === "6");
  await userEvent.click(aside()?.querySelector("button") as Element);
  await until(() => aside()?.querySelector("li")?.textContent?.includes("because nobody asked for it") === true);
});

test("a reason may be left out, and Escape leaves the slice where it is", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("{Shift>}N{/Shift}");
  await until(() => dialog() !== null);
  await keys("{Escape}");
  await until(() => dialog() === null);
  expect(session.desk?.workshop.history.undo).toBeNull();
  await until(() => document.activeElement?.getAttribute("data-place") === "5");
  await keys("{Shift>}N{/Shift}");
  await until(() => document.activeElement?.tagName === "INPUT");
  await keys("{Enter}");
  await untilShown("Show", "Pay", "Send", "MVP", "Thank");
  await userEvent.click(aside()?.querySelector("button") as Element);
  await until(() => aside()?.querySelector("li")?.textContent?.includes("nobody has said why") === true);
});

test("what was not to be done comes back to the backlog with the cursor on it", async () => {
  await setStage(shop(DROP));
  await userEvent.click(aside()?.querySelector("button") as Element);
  await until(() => aside()?.querySelector("li button") != null);
  await userEvent.click(aside()?.querySelector("li button") as Element);
  await untilShown("Show", "Pay", "Send", "MVP", "Wrap", "Thank");
  await until(() => document.activeElement?.getAttribute("data-place") === "5");
  expect(aside()).toBeNull();
});

test("when nothing is left, what is not done can still be taken up", async () => {
  const all: Gesture = { do: "set-aside", ids: ["2", "3", "4", "5", "6"], because: "too late" };
  const { session } = await setStage(shop(all), { settings: SETTINGS });
  expect(session.desk?.order.entries.length).toBe(0);
  await userEvent.click(aside()?.querySelector("button") as Element);
  await until(() => aside()?.querySelectorAll("li").length === 5);
});

test("Delete deletes nothing in the backlog", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("{Delete}");
  expect(session.desk?.workshop.history.undo).toBeNull();
  expect(shown()).toContain("Wrap");
});

test("a workshop that is only read shows pins and reasons and changes neither", async () => {
  const { session } = await setStage(shop(DROP, { do: "pin", ids: ["2"], pinned: true }), { readOnly: true });
  await userEvent.click(row("Show"));
  await keys("pnub{Shift>}N{/Shift}r");
  expect([dialog(), session.notices.shown.length, pinned().join()]).toEqual([null, 0, "Show"]);
  await userEvent.click(aside()?.querySelector("button") as Element);
  await until(() => aside()?.querySelector("li") != null);
  expect(aside()?.querySelector("li button")).toBeNull();
});
