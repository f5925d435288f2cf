import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Theme } from "../../../host/bindings";
import { button, expectAccessible, labelled, pace, part, setTab, table } from "../forecast/stage.fixture";
import { announced, SETTINGS, until } from "../stage.fixture";

const keys = (text: string) => userEvent.keyboard(text);
const box = () => part<HTMLInputElement>("[data-pane=what-if] [role=combobox]") as HTMLInputElement;
const answered = () => table().length > 0 && part("[aria-busy=true]") === null;

test("empty, it teaches with questions that fill the form", async () => {
  const { session } = await setTab("what-if");
  await until(() => document.querySelectorAll(".example").length === 3);
  const questions = [...document.querySelectorAll<HTMLElement>(".example")];
  expect(questions.map(({ textContent }) => textContent?.trim())).toEqual([
    "What if we leave out “Send”?",
    "What if one more person joins?",
    expect.stringMatching(/^What if the MVP is wanted by [A-Z][a-z]{2} \d+, 2026\?$/),
  ]);
  await userEvent.click(questions[1] as HTMLElement);
  await until(answered);
  expect(labelled("People from now on").value).toBe("3");
  expect(session.desk?.workshop.frame.pace.people).toBe(2);
});

test("a slice is left out by typing, the plans stand side by side, and better and worse have words and signs", async () => {
  const { session } = await setTab("what-if");
  box().focus();
  await keys("sen");
  expect(document.querySelectorAll("[role=option]").length).toBe(1);
  await keys("{Enter}");
  expect(announced()).toBe("“Send” is left out");
  await until(answered);
  const row = (name: string) => table().find(([first]) => first === name);
  expect(row("Slices left")?.slice(1)).toEqual(["5", "4", "→ changed"]);
  expect(row("Work to the MVP")?.at(-1)).toBe("▲ better");
  expect(row("Value of everything")?.at(-1)).toBe("▼ worse");
  expect(part(".result .says")?.textContent).toContain("4 instead of 5");
  expect(part(".result")?.textContent).toContain("What this assumes");
  expect(session.desk?.workshop.row("4")?.status).toBe("open");
});

test("it is applied by keys as one undo step", async () => {
  const { session } = await setTab("what-if");
  box().focus();
  await keys("{ArrowDown}{ArrowDown}{Enter}");
  await until(() => session.desk?.trial.ready === true);
  const dropped = session.desk?.trial.change.drop[0] ?? "";
  await keys("{Control>}{Enter}{/Control}");
  await until(() => session.desk?.workshop.row(dropped)?.status === "dropped");
  expect(session.notices.shown.at(-1)?.text).toContain("One undo takes it back");
  expect(session.desk?.trial.empty).toBe(true);
  await session.desk?.workshop.undo();
  expect(session.desk?.workshop.row(dropped)?.status).toBe("open");
});

test("the slice at the cursor is left out, kept again, and all of it discarded", async () => {
  const { session } = await setTab("what-if");
  await userEvent.click(button("The slice at the cursor: “Show”"));
  await until(() => part(".whatif .chip") !== null);
  await userEvent.click(labelled("Keep “Show”"));
  expect([part(".whatif .chip"), announced()]).toEqual([null, "“Show” stays"]);
  await userEvent.fill(labelled("The MVP is wanted by"), "2026-05-18");
  await until(() => session.desk?.trial.ready === true);
  await userEvent.click(button("Discard"));
  expect(labelled("The MVP is wanted by").value).toBe("");
  expect([table().length, document.activeElement]).toEqual([0, box()]);
});

test("another day or other people ask again at once, and only a day that exists", async () => {
  const { session } = await setTab("what-if");
  await userEvent.fill(labelled("People from now on"), "4");
  await keys("{Enter}");
  await until(() => session.desk?.trial.ready === true);
  await userEvent.fill(labelled("People from now on"), "0");
  await keys("{Enter}");
  expect(labelled("People from now on").getAttribute("aria-invalid")).toBe("true");
  expect(session.desk?.trial.change.people).toBe(4);
  await userEvent.fill(labelled("People from now on"), "");
  await keys("{Enter}");
  expect(session.desk?.trial.empty).toBe(true);
});

test("what is tried stays while one looks at something else", async () => {
  const { session } = await setTab("what-if");
  await userEvent.click(button("The slice at the cursor"));
  if (session.desk) session.desk.plan.tab = "order";
  await until(() => part(".whatif") === null);
  if (session.desk) session.desk.plan.tab = "what-if";
  await until(() => part(".whatif .chip") !== null && answered());
});

test("in a workshop that is only read one can ask and not apply", async () => {
  const { session } = await setTab("what-if", [pace()], { readOnly: true });
  await userEvent.click(button("The slice at the cursor"));
  await until(answered);
  expect([...document.querySelectorAll("footer button")].some(({ textContent }) => textContent?.includes("Make it the plan"))).toBe(false);
  box().focus();
  await keys("{Control>}{Enter}{/Control}");
  expect(session.desk?.workshop.row("2")?.status).toBe("open");
});

test("titles of three hundred characters and from right to left stay in their place", async () => {
  const long = "Send every parcel by the way that the customer has chosen ".repeat(5);
  await setTab("what-if", [
    pace(),
    { do: "set", ids: ["2"], field: { field: "title", value: long } },
    { do: "set", ids: ["3"], field: { field: "title", value: "שלח תודה לכל לקוח" } },
  ]);
  await userEvent.click(button("The slice at the cursor"));
  await until(answered);
  const scroll = part(".whatif .scroll") as HTMLElement;
  expect(scroll.scrollWidth).toBeLessThanOrEqual(scroll.clientWidth);
});

test.each<Theme>(["light", "dark"])("what if has no barrier, %s", async (theme) => {
  await setTab("what-if", [pace()], { settings: { ...SETTINGS, theme } });
  await expectAccessible();
  await userEvent.click(button("The slice at the cursor"));
  await until(answered);
  await expectAccessible();
  box().focus();
  await keys("{ArrowDown}");
  await expectAccessible();
});
