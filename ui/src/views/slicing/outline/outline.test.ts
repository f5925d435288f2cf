import axe from "axe-core";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { FakeSlice, FakeState } from "../../../host/fake/state";
import { emptyState, UNPLANNED } from "../../../host/fake/state";
import { setStage, until } from "../stage.fixture";

const SHOP = `Sell
  Show a product
  Take an order
    Pay by card
    Pay by invoice
  Send it
Help`;

function selected(): string[] {
  return [...document.querySelectorAll("[data-row][aria-selected=true] [data-title]")].map((title) => title.textContent ?? "").sort();
}

function announced(): string {
  return document.querySelector("[role=status][aria-live]")?.textContent ?? "";
}

/** A hundred epics with a hundred slices of nine each. */
function large(): FakeState {
  const slices = new Map<string, FakeSlice>();
  const rest = {
    narrative: "",
    notes: "",
    acceptance: [],
    needs: [],
    questions: [],
    deferrals: [],
    dismissed: [],
    plan: UNPLANNED,
  };
  const add = (parent: string | null, at: number): string => {
    const id = String(slices.size + 1);
    const key = String(at).padStart(4, "0");
    const score = { value: 50, testability: 50, effort: 2, failing: [], vague: 0, layer: false };
    const row = { id, parent, key, title: `Slice ${id}`, kind: "slice", status: "open", needs: 0, questions: 0, score } as const;
    slices.set(id, { row: row as unknown as FakeSlice["row"], ...rest });
    return id;
  };
  for (let epic = 0; epic < 100; epic++) {
    const top = add(null, epic);
    for (let slice = 0; slice < 100; slice++) {
      const middle = add(top, slice);
      for (let leaf = 0; leaf < 9; leaf++) add(middle, leaf);
    }
  }
  return { ...emptyState("Large"), slices, lastId: slices.size };
}

test("of 100,000 slices fewer than 100 rows exist, wherever one looks", async () => {
  const stage = await setStage(large());
  expect(document.querySelectorAll("[data-row]").length).toBeLessThan(100);
  await userEvent.click(stage.row("Slice 1"));
  await userEvent.keyboard("{End}");
  await until(() => document.activeElement?.getAttribute("aria-rowindex") === String(100 * 1001 + 1));
  expect(document.querySelectorAll("[data-row]").length).toBeLessThan(100);
  const scroller = document.querySelector("[role=treegrid]") as HTMLElement;
  scroller.scrollTop = 50_000 * 34;
  await until(() => document.querySelector('[aria-rowindex="50010"]') !== null);
  expect(document.activeElement?.getAttribute("aria-rowindex")).toBe(String(100 * 1001 + 1));
});

test("the whole tree is walked by keys, closed, opened and zoomed into", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Take an order"));
  await userEvent.keyboard("{ArrowLeft}");
  expect(stage.rows()).toEqual(["1 Sell", "2 Show a product", "2 Take an order", "2 Send it", "1 Help"]);
  expect(stage.row("Take an order").ariaExpanded).toBe("false");
  await userEvent.keyboard("{ArrowLeft}");
  expect(document.activeElement).toBe(stage.row("Sell"));
  await userEvent.keyboard("1");
  expect(stage.rows()).toEqual(["1 Sell", "1 Help"]);
  await userEvent.keyboard("3{ArrowDown}{ArrowDown}{Alt>}{ArrowRight}{/Alt}");
  expect(stage.rows()).toEqual(["1 Take an order", "2 Pay by card", "2 Pay by invoice"]);
  await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  expect(stage.rows()[0]).toBe("1 Sell");
});

test("rows say where they stand among their siblings", async () => {
  const stage = await setStage(SHOP);
  const row = stage.row("Take an order");
  expect([row.ariaLevel, row.ariaPosInSet, row.ariaSetSize, row.ariaExpanded]).toEqual(["2", "2", "3", "true"]);
  expect(document.querySelectorAll("[data-row][tabindex='0']").length).toBe(1);
});

test("the selection grows with Shift, row by row with X, by level with Ctrl+A, and ends with Escape", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Show a product"));
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
  expect(selected()).toEqual(["Show a product", "Take an order"]);
  await userEvent.keyboard("{Escape}x{ArrowDown}{ArrowDown}x");
  expect(selected()).toEqual(["Pay by invoice", "Take an order"]);
  await userEvent.keyboard("{Escape}{Control>}a{/Control}");
  expect(selected()).toEqual(["Pay by card", "Pay by invoice"]);
  await userEvent.keyboard("{Control>}aaa{/Control}");
  expect(selected().length).toBe(7);
});

test("Ctrl+click takes one more, Shift+click everything up to it", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Show a product"));
  await userEvent.click(stage.row("Send it"), { modifiers: ["Control"] });
  expect(selected()).toEqual(["Send it", "Show a product"]);
  await userEvent.click(stage.row("Pay by card"));
  await userEvent.click(stage.row("Send it"), { modifiers: ["Shift"] });
  expect(selected()).toEqual(["Pay by card", "Pay by invoice", "Send it"]);
});

test("a move by keys is announced, and the focus goes along", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Show a product"));
  await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await stage.settle();
  expect(announced()).toBe("Moved below ‘Take an order’, level 2, 2 of 3");
  expect(document.activeElement).toBe(stage.row("Show a product"));
});

test("one command changes all selected slices in one step", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Pay by card"));
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift} ");
  await stage.settle();
  expect((await stage.host.historyList()).length).toBe(1);
  await userEvent.keyboard("v80{Enter}");
  await stage.settle();
  expect([stage.session.desk?.workshop.row("4")?.value, stage.session.desk?.workshop.row("5")?.value]).toEqual([80, 80]);
  expect(document.activeElement).toBe(stage.row("Pay by invoice"));
});

test("Shift+M takes a slice out of the MVP when it is in, and in when it is out", async () => {
  const stage = await setStage(SHOP);
  const isIn = async () => (await stage.host.sliceShow("4")).in_mvp;
  const press = async () => {
    const { revision } = stage.session.desk?.workshop ?? { revision: 0 };
    await userEvent.keyboard("{Shift>}m{/Shift}");
    await until(() => (stage.session.desk?.workshop.revision ?? 0) > revision);
  };
  await userEvent.click(stage.row("Pay by card"));
  const before = await isIn();
  await press();
  expect(await isIn()).toBe(!before);
  await press();
  expect(await isIn()).toBe(before);
});

test("an effort that cannot be read is not taken", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Help"));
  await userEvent.keyboard("esoon{Enter}");
  expect(document.querySelector("[data-box]")?.textContent).toContain("Write days");
  await userEvent.keyboard("{Control>}a{/Control}1½{Enter}");
  await stage.settle();
  expect(stage.session.desk?.workshop.row("7")?.effort).toBe(3);
});

test("the field for a number stands over its own column, and whole within the pane", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Help"));
  for (const [key, kind] of [
    ["v", "value"],
    ["e", "effort"],
  ]) {
    await userEvent.keyboard(`${key}`);
    const box = document.querySelector("[data-box]")?.getBoundingClientRect() as DOMRect;
    const cell = stage.row("Help").querySelector(`[data-cell=${kind}]`)?.getBoundingClientRect() as DOMRect;
    const pane = document.querySelector(".pane")?.getBoundingClientRect() as DOMRect;
    expect(box.left).toBeLessThanOrEqual(cell.left);
    expect(box.right).toBeGreaterThan(cell.left);
    expect(box.left).toBeGreaterThan((stage.row("Help").querySelector("[data-title]") as HTMLElement).getBoundingClientRect().right);
    expect(box.right).toBeLessThanOrEqual(pane.right);
    expect(box.bottom).toBeLessThanOrEqual(pane.bottom);
    await userEvent.keyboard("{Escape}");
  }
});

test("the highest score stays on one line", async () => {
  const stage = await setStage(SHOP);
  const figure = () => stage.row("Help").querySelector("[data-cell=value] .meter > span");
  const tall = () => figure()?.getBoundingClientRect().height;
  const before = tall();
  await stage.session.desk?.workshop.edit({ do: "set", ids: ["7"], field: { field: "value", value: 100 } });
  await until(() => figure()?.textContent === "100");
  expect(tall()).toBe(before);
});

test("the menu at the lower edge is seen whole", async () => {
  const stage = await setStage(SHOP);
  const at = { clientX: 300, clientY: innerHeight - 30, button: 2, bubbles: true, cancelable: true };
  stage.row("Help").dispatchEvent(new MouseEvent("contextmenu", at));
  const menu = () => document.querySelector("[role=menu]")?.getBoundingClientRect();
  await until(() => (menu()?.height ?? 0) > 100 && (menu()?.bottom ?? innerHeight) < innerHeight);
  expect(menu()?.top).toBeGreaterThanOrEqual(0);
  await userEvent.keyboard("{Escape}");
});

test("leaving the field of several slices without having typed sets nothing", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Take an order"));
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}e");
  expect(document.activeElement?.closest("[data-box]")).not.toBeNull();
  await userEvent.click(stage.row("Help"));
  await stage.settle();
  expect(document.querySelector("[data-box]")).toBeNull();
  expect(stage.session.desk?.workshop.history.undo).toBeNull();
});

test("delete goes to the row below, and undo brings everything back", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Take an order"));
  await userEvent.keyboard("{Delete}");
  await stage.settle();
  expect(stage.rows()).toEqual(["1 Sell", "2 Show a product", "2 Send it", "1 Help"]);
  expect(document.activeElement).toBe(stage.row("Send it"));
  await userEvent.keyboard("{Control>}z{/Control}");
  await stage.settle();
  expect(stage.rows().length).toBe(7);
});

function clipboardEvent(type: string, data: Record<string, string> = {}): ClipboardEvent {
  const clipboardData = new DataTransfer();
  for (const [kind, text] of Object.entries(data)) clipboardData.setData(kind, text);
  return new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true });
}

test("a pasted list becomes slices, a pasted text too", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Help"));
  document.activeElement?.dispatchEvent(
    clipboardEvent("paste", { "text/html": "<ul><li>a<ul><li>b</li></ul></li></ul>", "text/plain": "a b" }),
  );
  await until(() => stage.rows().includes("2 b"));
  document.activeElement?.dispatchEvent(clipboardEvent("paste", { "text/plain": "- c\n  - d" }));
  await until(() => stage.rows().includes("2 d"));
  expect(stage.rows().slice(-4)).toEqual(["1 a", "2 b", "1 c", "2 d"]);
});

test("a long paste shows the tree first; Escape leaves everything as it was", async () => {
  const stage = await setStage(SHOP);
  const text = Array.from({ length: 40 }, (_, index) => `Line ${index}`).join("\n");
  await userEvent.click(stage.row("Help"));
  document.activeElement?.dispatchEvent(clipboardEvent("paste", { "text/plain": text }));
  await until(() => document.querySelector("[role=dialog]") !== null);
  await userEvent.keyboard("{Escape}");
  await until(() => document.querySelector("[role=dialog]") === null);
  expect(stage.rows().length).toBe(7);
  stage.row("Help").focus();
  document.activeElement?.dispatchEvent(clipboardEvent("paste", { "text/plain": text }));
  await until(() => document.querySelector("[role=dialog] .primary") === document.activeElement && document.activeElement !== null);
  await userEvent.keyboard("{Enter}");
  await until(() => stage.session.desk?.workshop.size === 47);
});

test("copying gives lists, text, and everything for another window of ours", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Take an order"));
  await userEvent.keyboard("{Control>}{/Control}");
  await stage.settle();
  const event = clipboardEvent("copy");
  document.activeElement?.dispatchEvent(event);
  expect(event.clipboardData?.getData("text/plain")).toBe("Take an order\n\tPay by card\n\tPay by invoice");
  expect(event.clipboardData?.getData("text/html")).toMatch(/data-carpaccio=.*<li>Take an order<ul><li>Pay by card/s);
});

function pointer(type: string, target: Element, x: number, y: number): void {
  target.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, pointerId: 1, isPrimary: true, bubbles: true }));
}

function dragFrom(title: HTMLElement): { x: number; y: number; scroller: HTMLElement } {
  const scroller = document.querySelector("[role=treegrid]") as HTMLElement;
  scroller.setPointerCapture = () => {};
  const { left, top, height } = title.getBoundingClientRect();
  const at = { x: left + 80, y: top + height / 2, scroller };
  pointer("pointerdown", title, at.x, at.y);
  return at;
}

test("a dragged row goes where the line is; the line follows the pointer to the side", async () => {
  const stage = await setStage(SHOP);
  const { x, scroller } = dragFrom(stage.row("Show a product"));
  const goal = stage.row("Help").getBoundingClientRect();
  pointer("pointermove", scroller, x - 22, goal.bottom - 2);
  await until(() => document.querySelector(".drop") !== null);
  pointer("pointerup", scroller, x - 22, goal.bottom - 2);
  await stage.settle();
  expect(stage.rows().at(-1)).toBe("1 Show a product");
  expect(announced()).toContain("Moved below ‘Help’");
});

test("Escape cancels a drag, and a small tremor is no drag", async () => {
  const stage = await setStage(SHOP);
  const { x, y, scroller } = dragFrom(stage.row("Show a product"));
  pointer("pointermove", scroller, x + 2, y + 2);
  expect(document.querySelector(".drop")).toBeNull();
  pointer("pointermove", scroller, x, y + 120);
  await until(() => document.querySelector(".drop") !== null);
  await userEvent.keyboard("{Escape}");
  pointer("pointerup", scroller, x, y + 120);
  await stage.settle();
  expect(stage.rows()[1]).toBe("2 Show a product");
});

test("what the host found for other words is not shown for these", async () => {
  const stage = await setStage(SHOP);
  const view = stage.session.desk?.outline;
  view?.setFilter("voucher");
  view?.find(["7"]);
  expect(view?.hits).toBe(1);
  view?.setFilter("voucher is:leaf");
  expect(view?.hits).toBe(1);
  view?.setFilter("receipt");
  expect(view?.hits).toBe(0);
});

test("a filter shows what matches with what is above it, and Escape clears it", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Help"));
  await userEvent.keyboard("/invoice");
  await until(() => stage.rows().length === 3);
  expect(stage.rows()).toEqual(["1 Sell", "2 Take an order", "3 Pay by invoice"]);
  await userEvent.keyboard("{Enter}{ArrowUp}");
  expect(document.activeElement).toBe(stage.row("Take an order"));
  await userEvent.keyboard("{Escape}");
  await until(() => stage.rows().length === 7);
});

test("finding goes from hit to hit, also into what is closed", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Sell"));
  await userEvent.keyboard("1{Control>}f{/Control}pay");
  await until(() => stage.rows().includes("3 Pay by card"));
  expect(selected()).toEqual(["Pay by card"]);
  await userEvent.keyboard("{Enter}");
  expect(selected()).toEqual(["Pay by invoice"]);
  expect(document.querySelectorAll("mark").length).toBe(2);
  await userEvent.keyboard("{Escape}");
  expect(document.activeElement).toBe(stage.row("Pay by invoice"));
});

test("M moves below a slice that is found by typing, D adds what is needed first", async () => {
  const stage = await setStage(SHOP);
  await userEvent.click(stage.row("Pay by card"));
  await userEvent.keyboard("m");
  await until(() => document.querySelector("[role=dialog] input") === document.activeElement);
  await userEvent.keyboard("help{Enter}");
  await until(() => stage.rows().at(-1) === "2 Pay by card");
  await until(() => document.activeElement === stage.row("Pay by card"));
  await userEvent.keyboard("d");
  await until(() => document.querySelector("[role=dialog] input") === document.activeElement);
  await userEvent.keyboard("send{Enter}");
  await until(() => document.querySelector("[role=dialog]") === null);
  await stage.settle();
  expect((await stage.host.sliceShow("4")).needs.map(({ title }) => title)).toEqual(["Send it"]);
});

test("an empty workshop says what belongs in it and which key begins", async () => {
  await setStage("");
  expect(document.querySelector("main")?.textContent).toContain("Start with an epic");
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing in the ${theme} theme`, async () => {
    const settings = { theme, projector: false, last_file: "/tmp/stage.carpaccio", last_view: "slicing" };
    const stage = await setStage(SHOP, { settings });
    await userEvent.click(stage.row("Take an order"));
    await until(() => document.querySelector("aside h2") !== null);
    const { violations } = await axe.run(document.body);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)).toEqual([]);
  });
}
