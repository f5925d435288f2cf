import axe from "axe-core";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Details } from "../../../host/bindings";
import { type Stage, setStage, stateOf, until } from "../stage.fixture";

const STORY = "As a guest I want to pay fast, so that I can go.";

/** A slice with a story, and its details on the screen. */
async function setDetails(options = {}): Promise<Stage & { details(): Promise<Details> }> {
  const state = stateOf("Sell\n  Pay by card\n  Send it");
  const slice = state.slices.get("2");
  const slices = new Map(state.slices);
  if (slice) slices.set("2", { ...slice, narrative: STORY, keys: [{ tracker: "jira", key: "SHOP-12" }] });
  const stage = await setStage({ ...state, slices }, options);
  await userEvent.click(stage.row("Pay by card"));
  await until(() => panel().querySelector("h2")?.textContent?.includes("Pay by card") ?? false);
  return { ...stage, details: () => stage.host.sliceShow("2") };
}

function panel(): HTMLElement {
  return document.querySelector("aside") as HTMLElement;
}

function button(name: string): HTMLElement {
  const found = [...panel().querySelectorAll<HTMLElement>("button")].find(
    (one) => (one.ariaLabel ?? one.textContent ?? "").replace("+ ", "").trim() === name,
  );
  if (found === undefined) throw new Error(`There is no button ‘${name}’.`);
  return found;
}

test("words that speak for and against are marked in the story, and lead to their findings", async () => {
  await setDetails();
  const against = panel().querySelector<HTMLElement>(".story a.against");
  expect(against?.textContent).toBe("fast");
  expect(panel().querySelector(".story a.for")?.textContent).toContain("so that");
  await userEvent.click(against as HTMLElement);
  expect(document.activeElement?.textContent).toContain("How would a tester know?");
});

test("the story is edited in place and stored after a rest and on Escape", async () => {
  const stage = await setDetails();
  button("Edit").focus();
  await userEvent.keyboard("{Enter}");
  await until(() => document.activeElement?.tagName === "TEXTAREA");
  await userEvent.keyboard("{Control>}a{/Control}As a guest I pay.");
  await until(() => stage.session.desk?.workshop.history.undo !== null);
  expect(document.activeElement?.tagName).toBe("TEXTAREA");
  await userEvent.keyboard(" Twice.{Escape}");
  await stage.settle();
  expect((await stage.details()).narrative).toBe("As a guest I pay. Twice.");
});

test("criteria are typed one after the other, ordered and taken away by keys", async () => {
  const stage = await setDetails();
  await userEvent.click(button("another criterion"));
  await userEvent.keyboard("Given a, when b, then c{Enter}");
  await until(() => panel().querySelectorAll("[data-item]").length === 1);
  await userEvent.keyboard("Second{Enter}Third{Escape}");
  await until(() => panel().querySelectorAll("[data-item]").length === 3);
  expect([...panel().querySelectorAll("[data-item] em")].map(({ textContent }) => textContent)).toEqual(["Given", "when", "then"]);
  panel().querySelectorAll<HTMLElement>("[data-item]")[2]?.focus();
  await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await until(() => document.activeElement === panel().querySelectorAll("[data-item]")[1]);
  expect((await stage.details()).acceptance.map(({ text }) => text)).toEqual(["Given a, when b, then c", "Third", "Second"]);
  await userEvent.keyboard("{Delete}");
  await until(() => panel().querySelectorAll("[data-item]").length === 2);
});

test("a criterion that rests while it is typed is stored once", async () => {
  const stage = await setDetails();
  await userEvent.click(button("another criterion"));
  await userEvent.keyboard("Given");
  await until(() => stage.session.desk?.workshop.history.undo !== null);
  await stage.settle();
  await userEvent.keyboard(" a cart{Escape}");
  await until(() => panel().querySelectorAll("[data-item]").length === 1);
  expect((await stage.details()).acceptance.map(({ text }) => text)).toEqual(["Given a cart"]);
});

test("questions have an owner and an answer", async () => {
  const stage = await setDetails();
  await userEvent.click(button("a question"));
  await userEvent.keyboard("Which banks?{Enter}");
  await until(() => panel().querySelector('[aria-label="Owner of Which banks?"]') !== null);
  await userEvent.click(panel().querySelector('[aria-label="Owner of Which banks?"]') as HTMLElement);
  await userEvent.keyboard("Ada{Enter}");
  await stage.settle();
  await userEvent.click(panel().querySelector('[aria-label="Answer to Which banks?"]') as HTMLElement);
  await userEvent.keyboard("Two{Escape}");
  await stage.settle();
  expect((await stage.details()).questions).toMatchObject([{ text: "Which banks?", owner: "Ada", answer: "Two" }]);
});

test("a value is set, refused when it cannot be read, and estimated again", async () => {
  const stage = await setDetails();
  const field = panel().querySelector<HTMLInputElement>("input.num") as HTMLInputElement;
  await userEvent.fill(field, "900");
  await userEvent.keyboard("{Enter}");
  expect(field.ariaInvalid).toBe("true");
  await userEvent.fill(field, "90");
  await userEvent.keyboard("{Enter}");
  await until(() => stage.session.desk?.workshop.row("2")?.value === 90);
  await until(() => panel().textContent?.includes("use the estimate") ?? false);
  await userEvent.click(button("use the estimate"));
  await until(() => stage.session.desk?.workshop.row("2")?.value === null);
});

test("what is typed for one slice stays with it when the cursor goes on", async () => {
  const stage = await setDetails();
  await userEvent.click(panel().querySelector('[aria-label="Notes"]') as HTMLElement);
  await userEvent.keyboard("Ask Ada");
  await userEvent.click(stage.row("Send it"));
  await stage.settle();
  expect((await stage.details()).notes).toBe("Ask Ada");
  expect((await stage.host.sliceShow("3")).notes).toBe("");
});

test("Escape leads from the details back to the row", async () => {
  const stage = await setDetails();
  await userEvent.keyboard("{Shift>}{Enter}{/Shift}");
  await until(() => panel().contains(document.activeElement));
  await userEvent.keyboard("{Escape}");
  await until(() => document.activeElement === stage.row("Pay by card"));
});

test("a read-only workshop offers nothing to change", async () => {
  await setDetails({ readOnly: true });
  expect([...panel().querySelectorAll<HTMLTextAreaElement>("textarea, input")].every(({ readOnly }) => readOnly)).toBe(true);
  expect([...panel().querySelectorAll<HTMLSelectElement>("select")].every(({ disabled }) => disabled)).toBe(true);
  expect(panel().textContent).not.toContain("another criterion");
  expect(panel().querySelector("li.against button")).toBeNull();
});

const against = () => [...panel().querySelectorAll<HTMLElement>("li.against")];

test("a finding is dismissed by a key, told, folded away, and brought back", async () => {
  const stage = await setDetails();
  await stage.session.desk?.workshop.edit({ do: "set", ids: ["2"], field: { field: "title", value: "Pay easy" } });
  await until(() => against().length === 2);
  against()[0]?.focus();
  await userEvent.keyboard("{Delete}");
  await until(() => against().length === 1 && document.activeElement === against()[0]);
  expect(stage.session.notices.spoken.text).toBe("Dismissed for this slice: “easy” has no number");
  expect(stage.session.desk?.workshop.row("2")).toMatchObject({ title: "Pay easy", score: { vague: 1 } });
  await userEvent.keyboard("x");
  await until(() => against().length === 0);
  await until(() => document.activeElement?.textContent?.trim() === "2 dismissed");
  await userEvent.keyboard("{Enter}");
  await userEvent.click(button("Bring back: “fast” has no number"));
  await until(() => against().length === 1);
  expect((await stage.details()).dismissed.map(({ words }) => words)).toEqual(["easy"]);
  expect(stage.session.desk?.workshop.history.undo).toBe("Bring back a finding about “fast”");
});

test("nothing moves under a pointer that passes over the findings", async () => {
  await setDetails();
  const list = against()[0]?.parentElement as HTMLElement;
  const before = list.getBoundingClientRect().height;
  await userEvent.hover(against()[0] as HTMLElement);
  await until(() => against()[0]?.classList.contains("lit") === true);
  expect(list.getBoundingClientRect().height).toBe(before);
});

test("what can be done about a finding covers none of its words", async () => {
  await setDetails();
  const words = document.createRange();
  words.selectNodeContents(against()[0]?.querySelector("div") as HTMLElement);
  const right = button("Dismiss: “fast” has no number").getBoundingClientRect().left;
  expect(words.getBoundingClientRect().right).toBeLessThanOrEqual(right);
});

test("a finding is dismissed by its button", async () => {
  const stage = await setDetails();
  await userEvent.click(button("Dismiss: “fast” has no number"));
  await until(() => against().length === 0);
  expect((await stage.details()).dismissed).toHaveLength(1);
});

test("a word is fine in the whole workshop from now on", async () => {
  const stage = await setDetails();
  expect(stage.session.desk?.workshop.row("2")?.score?.vague).toBe(1);
  await userEvent.click(button("“fast” is fine here"));
  await until(() => against().length === 0);
  expect(stage.session.desk?.workshop.frame.fine_words).toEqual(["fast"]);
  await until(() => stage.session.desk?.workshop.row("2")?.score?.vague === 0);
  expect(stage.session.notices.spoken.text).toBe("“fast” passes from now on.");
});

test("a criterion that does not count says so and is no verdict", async () => {
  const stage = await setDetails();
  await stage.session.desk?.workshop.edit({ do: "count", criterion: "testable", counts: false });
  await until(() => panel().textContent?.includes("testable: not counted here") ?? false);
  expect(against()).toEqual([]);
});

test("axe finds nothing in details with everything in them", async () => {
  const stage = await setDetails();
  await stage.host.workshopEdit({ do: "add-question", slice: "2", text: "Which banks?", owner: "" });
  await stage.host.workshopEdit({ do: "add-deferral", slice: "2", text: "Refunds", owner: "Ada" });
  await stage.host.workshopEdit({ do: "add-need", ids: ["2"], needs: "3" });
  await stage.session.desk?.workshop.edit({ do: "add-acceptance", slice: "2", after: null, text: "Given a, when b, then c" });
  await stage.session.desk?.workshop.edit({ do: "set", ids: ["2"], field: { field: "title", value: "Pay easy" } });
  await stage.session.desk?.workshop.edit({ do: "dismiss", slice: "2", check: "vague-term", words: "easy", dismissed: true });
  await stage.session.desk?.workshop.edit({ do: "count", criterion: "small", counts: false });
  await until(() => panel().querySelector("[data-item]") !== null && panel().textContent?.includes("1 dismissed") === true);
  await userEvent.click(button("1 dismissed"));
  against()[0]?.focus();
  const { violations } = await axe.run(panel());
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)).toEqual([]);
});

test("what a tracker calls the slice stands below its title", async () => {
  await setDetails();
  const keys = [...panel().querySelectorAll("header .key")].map((key) => key.textContent);
  expect(keys).toEqual(["jira calls it SHOP-12"]);
});
