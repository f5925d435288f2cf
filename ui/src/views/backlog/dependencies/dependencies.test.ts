import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { NeedsView } from "../../../host/bindings";
import { NODE } from "../../../model/needs/layout";
import { pictureSvg } from "../../../model/picture";
import { stateOf } from "../../slicing/stage.fixture";
import { links, node, pane, refuseCircles, setStage, shop, until } from "./stage.fixture";
import { wholePicture } from "./whole-picture";

const keys = (text: string) => userEvent.keyboard(text);
const text = (selector: string) => document.querySelector(selector)?.textContent?.replaceAll(/\s+/g, " ").trim() ?? "";
const left = (title: Parameters<typeof node>[0]) => node(title).getBoundingClientRect().left;
const button = (name: string) => document.querySelector<HTMLElement>(`[aria-label="${name}"]`) as HTMLElement;

test("every slice with a dependency is drawn, what comes first to the left, and no other", async () => {
  await setStage(shop());
  expect(document.querySelectorAll("[data-node]").length).toBe(4);
  expect(links()).toEqual(["3 2", "4 3", "4 5"]);
  expect(left("Show")).toBeLessThan(left("Pay"));
  expect(left("Pay")).toBeLessThan(left("Send"));
  expect(node("Show").textContent).toContain("Show");
});

test("the whole picture lies in its pane at first", async () => {
  await setStage(shop());
  const box = pane().getBoundingClientRect();
  for (const drawn of document.querySelectorAll(".card")) {
    const { left: from, right, top, bottom } = drawn.getBoundingClientRect();
    expect(from >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom).toBe(true);
  }
});

test("the picture is one tab stop, and the arrow keys walk along the links and say what is there", async () => {
  const { session, view } = await setStage(shop());
  expect(pane().tabIndex).toBe(0);
  pane().focus();
  view.go("2");
  expect(session.notices.spoken.text).toContain("Needs nothing. Waiting for it: “Pay”.");
  await keys("{ArrowRight}");
  expect(view.focus).toBe("3");
  expect(session.notices.spoken.text).toContain("Needs “Show” first. Waiting for it: “Send”.");
  await keys("{ArrowRight}");
  expect(session.notices.spoken.text).toContain("Needs “Pay”, “Wrap” first. Nothing waits for it.");
  await keys("{ArrowRight}");
  expect(session.notices.spoken.text).toBe("Nothing waits for “Send”");
  await keys("{ArrowLeft}{ArrowLeft}");
  expect(view.focus).toBe("2");
  expect(document.activeElement).toBe(pane());
});

test("Enter selects the slice in the list, and its neighbours are listed", async () => {
  const { session, view } = await setStage(shop());
  pane().focus();
  view.go("3");
  await keys("{Enter}");
  expect(session.desk?.order.entry?.title).toBe("Pay");
  expect(text("section")).toContain("Dependencies of “Pay”");
  expect([...document.querySelectorAll("section .sides .title")].map((title) => title.textContent)).toEqual(["Show", "Send"]);
});

test("a key steps through the links of a slice, says each, and Delete removes it", async () => {
  const { session, view } = await setStage(shop());
  pane().focus();
  view.go("4");
  await keys("l");
  expect(session.notices.spoken.text).toBe("“Send” needs “Pay” first. Link 1 of 2. Delete removes it.");
  await keys("l");
  expect(session.notices.spoken.text).toContain("“Send” needs “Wrap” first. Link 2 of 2.");
  await keys("{Delete}");
  await until(() => links().join() === "3 2,4 3");
  expect(view.link).toBeNull();
  await session.desk?.workshop.undo();
  await until(() => links().length === 3);
});

test("Escape goes back from a link to the slice, and does nothing where there is nothing to leave", async () => {
  const { view } = await setStage(shop());
  pane().focus();
  view.go("4");
  await keys("{Shift>}l{/Shift}");
  expect(view.link).toEqual({ id: "4", needs: "5" });
  await keys("{Escape}");
  expect(view.link).toBeNull();
  expect(view.back()).toBe(false);
});

test("by keys: from here, walk there, Enter", async () => {
  const { session, view } = await setStage(shop());
  pane().focus();
  view.go("5");
  await keys("n");
  expect(session.notices.spoken.text).toContain("“Wrap” needs … first.");
  view.go("2");
  await until(() => text("[data-banner]") === "“Wrap” needs “Show” first");
  expect(session.notices.spoken.text).toBe("“Wrap” needs “Show” first. Enter, or Escape.");
  await keys("{Enter}");
  await until(() => links().includes("5 2"));
  expect(view.drawing).toBeNull();
});

test("Escape cancels a drawing", async () => {
  const { view } = await setStage(shop());
  pane().focus();
  view.go("5");
  await keys("n{Escape}");
  expect(view.drawing).toBeNull();
  expect(links().length).toBe(3);
});

const at = (element: Element, part = 0.5) => {
  const { left: x, top, width, height } = element.getBoundingClientRect();
  return { clientX: x + width * part, clientY: top + height / 2 };
};

/** Presses a handle and moves to a slice; letting go is up to the test. */
async function drag(from: Parameters<typeof node>[0], side: "needs" | "needed", to: Parameters<typeof node>[0]): Promise<void> {
  const pointer = { pointerId: 1, isPrimary: true, bubbles: true, button: 0 };
  pane().setPointerCapture = () => {};
  node(from).dispatchEvent(new PointerEvent("pointermove", { ...pointer, ...at(node(from)) }));
  await until(() => node(from).querySelector(`[data-side=${side}]`) !== null);
  const handle = node(from).querySelector(`[data-side=${side}]`) as Element;
  handle.dispatchEvent(new PointerEvent("pointerdown", { ...pointer, ...at(handle) }));
  for (const part of [0.3, 0.5])
    pane().dispatchEvent(new PointerEvent("pointermove", { ...pointer, ...at(node(to).querySelector(".card") as Element, part) }));
}

const letGo = () => pane().dispatchEvent(new PointerEvent("pointerup", { pointerId: 1, bubbles: true, button: 0 }));

test("a link is drawn from a handle, and it is said what it will mean", async () => {
  await setStage(shop());
  await drag("Wrap", "needs", "Show");
  await until(() => text("[data-banner]") === "“Wrap” needs “Show” first");
  expect(node("Show").matches(".target")).toBe(true);
  expect(document.querySelector(".drawn")).not.toBeNull();
  letGo();
  await until(() => links().includes("5 2"));
});

test("from the other handle the direction is the other one", async () => {
  await setStage(shop());
  await drag("Wrap", "needed", "Show");
  await until(() => text("[data-banner]") === "“Show” needs “Wrap” first");
  letGo();
  await until(() => links().includes("2 5"));
});

test("Escape in the middle of a drag draws nothing", async () => {
  const { view } = await setStage(shop());
  await drag("Wrap", "needs", "Show");
  await keys("{Escape}");
  expect(view.drawing).toBeNull();
  letGo();
  expect(links().length).toBe(3);
});

test("a circle is told before it is tried; the host's refusal stands in the picture, with the circle marked", async () => {
  const stage = await setStage(shop());
  refuseCircles(stage);
  await drag("Show", "needs", "Send");
  await until(() => text("[data-banner]") === "Would close a circle: “Show” → “Send” → “Pay” → “Show”");
  letGo();
  await until(() => text("[data-banner]").startsWith("In a circle: “Show” → “Send”"));
  expect([...document.querySelectorAll(".node.bad")].map((bad) => bad.getAttribute("data-node")).sort()).toEqual(["2", "3", "4"]);
  expect(stage.session.notices.shown).toEqual([]);
  expect(links().length).toBe(3);
});

test("what is linked already is said and not made twice", async () => {
  const { session } = await setStage(shop());
  await drag("Pay", "needs", "Show");
  await until(() => text("[data-banner]") === "“Pay” needs “Show” first already");
  letGo();
  await until(() => session.notices.spoken.text.endsWith("already"));
  expect(session.desk?.workshop.history.undo).toBeNull();
});

test("a link that says nothing new is explained and removed with one button, or found with a key", async () => {
  const { session, view } = await setStage(shop({ do: "add-need", ids: ["4"], needs: "2" }));
  expect(document.querySelector("[data-link='4'][data-needs='2']")?.classList.contains("redundant")).toBe(true);
  pane().focus();
  await keys("r");
  expect(view.link).toEqual({ id: "4", needs: "2" });
  expect(session.notices.spoken.text).toContain("“Send” needs “Show” through “Pay” already.");
  await userEvent.click(button("Remove: “Send” needs “Show” first"));
  await until(() => links().length === 3);
});

function withChains(needs: NeedsView): NeedsView {
  const chain: NeedsView["chains"][number] = {
    id: "2",
    title: "Show",
    path: ["4", "3", "2"],
    saves: 3,
    says: "“Show” is in the MVP only because “Send” needs it.",
    pattern: "simple-complex",
    drafts: [{ title: "Show one", kind: "slice" }],
  };
  return { ...needs, chains: [chain] };
}

test("what holds the MVP back leads to the split that would break it, with its pattern", async () => {
  const { session, view } = await setStage(shop());
  view.view = withChains(view.view as NeedsView);
  await until(() => document.querySelector(".chains") !== null);
  expect([...document.querySelectorAll(".path .chip")].map((chip) => chip.textContent?.trim())).toEqual(["Send", "Pay", "Show"]);
  const split = [...document.querySelectorAll<HTMLElement>(".chains .btn")].find((found) => found.textContent?.includes("Split"));
  await userEvent.click(split as HTMLElement);
  expect(session.dialog).toEqual({
    kind: "split",
    id: "2",
    first: { pattern: "simple-complex", drafts: [{ title: "Show one", kind: "slice" }] },
  });
});

test("keys enlarge and shrink the picture and show it whole again", async () => {
  const { view } = await setStage(shop());
  const whole = view.lens.camera;
  pane().focus();
  await keys("=");
  expect(view.lens.camera.zoom).toBeGreaterThan(whole.zoom);
  await keys("--");
  expect(view.lens.camera.zoom).toBeLessThan(whole.zoom);
  await keys("0");
  expect(view.lens.camera).toEqual(whole);
});

test("the ground drags the picture, and Ctrl with the wheel zooms around the pointer", async () => {
  const { view } = await setStage(shop());
  const before = view.lens.camera;
  const pointer = { pointerId: 1, bubbles: true, button: 0, isPrimary: true };
  pane().setPointerCapture = () => {};
  const box = pane().getBoundingClientRect();
  const from = { clientX: box.left + 5, clientY: box.bottom - 5 };
  pane().dispatchEvent(new PointerEvent("pointerdown", { ...pointer, ...from }));
  pane().dispatchEvent(new PointerEvent("pointermove", { ...pointer, clientX: from.clientX + 40, clientY: from.clientY - 30 }));
  letGo();
  expect([view.lens.camera.x - before.x, view.lens.camera.y - before.y]).toEqual([40, -30]);
  pane().dispatchEvent(
    new WheelEvent("wheel", { deltaY: -100, ctrlKey: true, bubbles: true, cancelable: true, clientX: box.left, clientY: box.top }),
  );
  expect(view.lens.camera.zoom).toBeGreaterThan(before.zoom);
});

test("a wheel over a picture that is seen whole is left to the pane around it", async () => {
  await setStage(shop());
  const wheel = new WheelEvent("wheel", { deltaY: 50, bubbles: true, cancelable: true });
  pane().dispatchEvent(wheel);
  expect(wheel.defaultPrevented).toBe(false);
});

test("D opens the dialog for the slice in the picture", async () => {
  const { session, view } = await setStage(shop());
  pane().focus();
  view.go("3");
  await keys("d");
  expect(session.dialog).toEqual({ kind: "need", ids: ["3"] });
});

test("without a dependency it is said how to add one, by key", async () => {
  const { session } = await setStage(stateOf("Sell\n  Show\n  Pay"));
  expect(text(".empty")).toContain("press D");
  await userEvent.click(document.querySelector(".empty .btn") as Element);
  expect(session.dialog).toEqual({ kind: "need", ids: [session.desk?.order.entry?.id] });
});

test("who only reads can walk and select, and change nothing", async () => {
  const { session, view } = await setStage(shop(), { readOnly: true });
  pane().focus();
  view.go("4");
  await keys("nl{Delete}d");
  expect([view.drawing, session.dialog, links().length]).toEqual([null, null, 3]);
  expect(document.querySelector("[data-side], .remove")).toBeNull();
  await keys("{Enter}");
  expect(session.desk?.order.entry?.title).toBe("Send");
});

test("the picture as a list says for every slice what it needs", async () => {
  await setStage(shop());
  await userEvent.click(document.querySelector("summary") as Element);
  await until(() => document.querySelectorAll(".need-list .line").length === 4);
  expect(text(".need-list")).toContain("Needs “Pay”, “Wrap” first.");
});

test("long titles are cut in their node and told whole, titles from right to left begin at the right", async () => {
  const long = "Show every dish of the menu with its picture ".repeat(7).trim();
  const { view } = await setStage(
    shop(
      { do: "set", ids: ["2"], field: { field: "title", value: long } },
      { do: "set", ids: ["3"], field: { field: "title", value: "שלם בכרטיס" } },
    ),
  );
  const card = node("Show").querySelector(".card")?.getBoundingClientRect();
  for (const line of node("Show").querySelectorAll(".title"))
    expect(line.getBoundingClientRect().right).toBeLessThanOrEqual(card?.right ?? 0);
  expect(node("Show").querySelectorAll(".title").length).toBe(2);
  pane().focus();
  view.go("2");
  await until(() => text(".about").includes(long));
  expect(node("Pay").querySelector(".title")?.getAttribute("direction")).toBe("rtl");
});

test("only ranks are drawn where titles could not be read", async () => {
  const { view } = await setStage(shop());
  view.lens.zoom(0.3, { x: 0, y: 0 });
  await until(() => document.querySelectorAll(".node .far").length === 4);
  expect(document.querySelector(".node .title")).toBeNull();
  expect(NODE.width * view.lens.rem * view.lens.camera.zoom).toBeLessThan(110);
});

test("up and down stay in the column, Home and End go to the ends of the picture", async () => {
  const { session, view } = await setStage(shop({ do: "add-need", ids: ["6"], needs: "2" }));
  pane().focus();
  view.walk("first");
  const first = view.focus;
  await keys("{End}");
  expect(view.focus).not.toBe(first);
  await keys("{Home}");
  expect(view.focus).toBe(first);
  await keys("{ArrowUp}");
  expect(session.notices.spoken.text).toContain("is the first of its column");
  await keys("{ArrowDown}{ArrowUp}");
  expect(view.focus).toBe(first);
});

test("the other keys of a slice: split it, open it, draw what needs it", async () => {
  const { session, view } = await setStage(shop());
  pane().focus();
  view.go("3");
  await keys("{Shift>}n{/Shift}");
  expect(view.drawing).toEqual({ from: "3", side: "needed", byKey: true });
  await keys("{Escape}s");
  expect(session.dialog).toEqual({ kind: "split", id: "3" });
  session.dialog = null;
  await keys("{Shift>}{Enter}{/Shift}");
  expect([session.view, session.desk?.outline.focus]).toEqual(["slicing", "3"]);
});

test("a circle that is there already is marked, and it is said how to break it", async () => {
  const { view } = await setStage(shop({ do: "add-need", ids: ["2"], needs: "4" }));
  expect(text("[role=note]")).toContain("wait for each other in a circle");
  expect([...document.querySelectorAll(".node.bad")].map((bad) => bad.getAttribute("data-node")).sort()).toEqual(["2", "3", "4"]);
  pane().focus();
  view.go("2");
  await keys("l{Delete}");
  await until(() => document.querySelector("[role=note]") === null);
});

test("the picture is saved whole, as large as it is, and the screen stays as it was", async () => {
  const { view } = await setStage(shop());
  view.lens.zoom(2.4, { x: 0, y: 0 });
  await until(() => node("Show").querySelector(".card") !== null);
  const before = view.lens.camera;
  const whole = wholePicture(view, () => pane().querySelector("svg") ?? undefined);
  const svg = whole.svg();
  if (!svg) throw new Error("There is no drawing.");
  const saved = pictureSvg(svg, { title: whole.title, says: whole.says(), heading: "Shop" });
  whole.done();
  expect(view.lens.camera).toBe(before);
  expect(view.lens.whole).toBe(false);
  const parsed = new DOMParser().parseFromString(saved, "image/svg+xml");
  expect(Number(parsed.documentElement.getAttribute("width"))).toBeGreaterThan(view.lens.size.width);
  expect([...parsed.querySelectorAll("text")].map((drawn) => drawn.textContent)).toEqual(
    expect.arrayContaining(["Show", "Pay", "Send", "Wrap", "Dependencies"]),
  );
  expect(parsed.querySelectorAll("g[transform^='translate']").length).toBeGreaterThanOrEqual(4);
});

test("the pane can save the picture while it is drawn", async () => {
  const { host, session } = await setStage(shop());
  await until(() => session.desk?.plan.drawing != null);
  await session.desk?.plan.savePicture("svg");
  const [[path, saved] = ["", ""]] = [...host.saved];
  expect(path).toContain("Dependencies");
  expect(atob(saved)).toContain("Wrap");
});
