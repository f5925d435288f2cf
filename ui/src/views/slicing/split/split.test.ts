import axe from "axe-core";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { AdviceView } from "../../../host/bindings";
import { type Stage, setStage, until } from "../stage.fixture";

async function openSplit(advice?: Partial<AdviceView>, options = {}): Promise<Stage> {
  const stage = await setStage("Sell\n  Pay by card\n  Send it", options);
  if (advice) {
    const { adviceShow } = stage.host;
    stage.host.adviceShow = async (id) => ({ ...(await adviceShow(id)), ...advice });
  }
  await userEvent.click(stage.row("Pay by card"));
  await userEvent.keyboard("s");
  await until(() => dialog()?.querySelector("footer .btn") != null && dialog()?.querySelector("[aria-busy]") === null);
  return stage;
}

function dialog(): HTMLElement | null {
  return document.querySelector("[role=dialog]");
}

function chosen(): string {
  return dialog()?.querySelector("[role=radio][aria-checked=true]")?.textContent?.trim() ?? "";
}

test("the ways stand side by side; digits and arrows choose one", async () => {
  await openSplit();
  await until(() => document.activeElement?.role === "radio");
  expect(chosen()).toBe("Variations in data");
  expect(dialog()?.textContent).toContain("right in about 8 of 10");
  await userEvent.keyboard("2");
  expect(chosen()).toBe("Simple first");
  await userEvent.keyboard("{ArrowRight}");
  expect(chosen()).toBe("Variations in data");
});

test("drafts are edited, and Ctrl+Enter makes the split in one undo step", async () => {
  const stage = await openSplit();
  const first = dialog()?.querySelector("[data-draft]") as HTMLInputElement;
  await userEvent.fill(first, "Pay by debit card");
  await userEvent.keyboard("{Enter}Pay by credit card{Control>}{Enter}{/Control}");
  await until(() => dialog() === null);
  await stage.settle();
  expect(stage.rows().slice(1, 6)).toEqual([
    "2 Pay by card",
    "3 Pay by debit card",
    "3 Pay by credit card",
    "3 Pay by card: the next one",
    "3 Pay by card: the rest",
  ]);
  expect((await stage.host.historyList()).length).toBe(1);
  expect(stage.session.desk?.workshop.row("4")?.pattern).toBe("data-variations");
  await until(() => document.activeElement === stage.row("Pay by debit card"));
});

test("Escape leaves everything as it was, with the focus on the row", async () => {
  const stage = await openSplit();
  await userEvent.keyboard("{Escape}");
  await until(() => dialog() === null);
  expect(stage.rows().length).toBe(3);
  await until(() => document.activeElement === stage.row("Pay by card"));
});

test("a thin slice is said to be thin, and can be split by hand with any pattern", async () => {
  const stage = await openSplit({ verdict: "thin", says: "It fits into a day.", suggestions: [] });
  expect(dialog()?.textContent).toContain("It fits into a day.");
  expect(dialog()?.textContent).toContain("It fits into a day.");
  const byHand = [...(dialog()?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent?.includes("Split by hand"));
  await userEvent.click(byHand as HTMLElement);
  await userEvent.selectOptions(dialog()?.querySelector("select") as HTMLElement, "roles-personas");
  await userEvent.fill(dialog()?.querySelector("[data-draft]") as HTMLElement, "For guests");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await until(() => stage.rows().includes("3 For guests"));
  expect(stage.session.desk?.workshop.row("4")?.pattern).toBe("roles-personas");
});

test("a heading is asked about above the ways to split it", async () => {
  await openSplit({ question: "Who pays whom first, and what for?" });
  expect(dialog()?.querySelector(".verdict")?.textContent).toBe("Who pays whom first, and what for?");
});

test("children that exist already are shown, and judged as a split of their own", async () => {
  const children_judged = { score: 30, remarks: [], needs: [] };
  await openSplit({ children: [{ id: "9", title: "Pay by gift card" }], children_judged });
  expect(dialog()?.querySelector("details")?.textContent).toContain("Pay by gift card");
  expect(dialog()?.querySelector("details .standing")?.textContent).toMatch(/weak split.*30/su);
});

function standings(): string[] {
  const standing = [...(dialog()?.querySelectorAll(".column .standing") ?? [])];
  return standing.map((one) => `${one.querySelector("b")?.textContent} ${/\d+/u.exec(one.textContent)?.[0]}`);
}

test("each way has a word, a number and reasons with a question; the clearly better one stands out", async () => {
  await openSplit();
  expect(standings()).toEqual(["strongest split 90", "fair split 68"]);
  expect(dialog()?.querySelector(".judgement li")?.textContent).toMatch(/can wait, or never come\. Who would miss it\?/u);
});

test("the judgement follows what is written, with what one draft needs of another", async () => {
  await openSplit();
  const drafts = [...(dialog()?.querySelectorAll<HTMLElement>(".column:nth-child(2) [data-draft]") ?? [])];
  await userEvent.fill(drafts[0] as HTMLElement, "Delete a card");
  await userEvent.fill(drafts[1] as HTMLElement, "Create a card");
  await until(() => dialog()?.querySelector(".column:nth-child(2) .need") !== null);
  expect(dialog()?.querySelector(".column:nth-child(2) .need")?.textContent).toContain("1 needs 2 first, which makes the card.");
});

test("a read-only workshop shows the ways and makes none", async () => {
  await openSplit({}, { readOnly: true });
  expect(dialog()?.querySelector(".primary")).toBeNull();
});

test("axe finds nothing in the dialog", async () => {
  await openSplit();
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  const { violations } = await axe.run(dialog() as HTMLElement);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)).toEqual([]);
});

test("what speaks for a way is said once, with its words among it, and a long draft is seen whole", async () => {
  const why = { place: { field: "title" as const, item: 0, from: 4, to: 11 }, message: "“by card” is a list in disguise" };
  const drafts = [{ title: "Pay by card ".repeat(12).trim(), kind: "slice" as const }];
  const start = {
    pattern: "data-variations" as const,
    strength: 80,
    question: "",
    trade_off: "",
    judgement: { score: 50, remarks: [], needs: [] },
  };
  await openSplit({ suggestions: [{ ...start, why: [why, why], drafts }] });
  const lines = [...(dialog()?.querySelectorAll(".evidence") ?? [])].filter((line) => line.matches("p"));
  expect(lines.map(({ textContent }) => textContent)).toEqual(["“by card” is a list in disguise"]);
  expect(lines[0]?.querySelector(".words")?.textContent).toBe("“by card”");
  const draft = dialog()?.querySelector<HTMLTextAreaElement>("[data-draft]");
  expect(draft?.clientHeight).toBeGreaterThanOrEqual(draft?.scrollHeight ?? 0);
  expect(draft?.clientHeight).toBeGreaterThan(40);
});
