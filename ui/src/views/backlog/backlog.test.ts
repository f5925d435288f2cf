import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { stateOf } from "../slicing/stage.fixture";
import { announced, row, SETTINGS, setStage, shop, shown, until, untilShown, why } from "./stage.fixture";

const keys = (text: string) => userEvent.keyboard(text);
const focused = () => document.activeElement?.getAttribute("data-place");
const rank = (id: string, to: number) => ({ do: "rank", id, rank: to }) as const;

test("the slices stand in order with the line between them", async () => {
  await setStage(shop());
  expect(shown()).toEqual(["Show", "Pay", "Send", "MVP", "Wrap", "Thank"]);
  const cells = [...row("Pay").querySelectorAll("[role=gridcell]")].map((cell) => cell.textContent?.trim().replaceAll(/\s+/g, " "));
  expect(cells).toEqual(["2", "Pay needs 1 1 waits", "80", "2 d", "40"]);
  expect(row("MVP").textContent).toContain("3 slices, 4 days, 88 % of the value");
});

test("the arrow keys walk over the line, and the answer to why goes along", async () => {
  await setStage(shop());
  row("Send").focus();
  await userEvent.click(row("Send"));
  await until(() => why().includes("Why “Send” is number 3"));
  await keys("{ArrowDown}");
  expect(focused()).toBe("line");
  await until(() => why().includes("Why the MVP line is where it is"));
  await keys("{ArrowDown}");
  await until(() => why().includes("It returns 40 a day."));
  expect(row("Wrap").getAttribute("aria-selected")).toBe("true");
  await keys("{Home}");
  expect(focused()).toBe("2");
  await keys("{End}");
  expect(focused()).toBe("6");
});

test("a slice is moved by keys, stays selected, and it is said where it went", async () => {
  await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await untilShown("Show", "Pay", "Wrap", "Send", "MVP", "Thank");
  await until(() => announced() === "“Wrap” is number 3 of 5 now, in the MVP");
  expect(focused()).toBe("5");
});

test("presses that come faster than they are saved become one move as far as they say", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Thank"));
  await keys("{Alt>}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{/Alt}");
  await untilShown("Thank", "Show", "Pay", "Send", "MVP", "Wrap");
  expect(session.desk?.workshop.history.undo).toContain("Thank");
});

test("a slice that cannot go further up says what it needs there, and nothing changes", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Pay"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await until(() => announced() === "“Pay” stays: it needs “Show” first, which is before it already");
  expect([shown()[1], session.desk?.workshop.history.undo]).toEqual(["Pay", null]);
});

test("what a slice needs comes along on its way up, and that is said", async () => {
  await setStage(shop({ do: "add-need", ids: ["6"], needs: "5" }));
  await userEvent.click(row("Thank"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await untilShown("Show", "Wrap", "Thank", "Pay", "Send", "MVP");
  await until(() => announced() === "“Thank” is number 3 of 5 now, in the MVP; “Wrap” came along");
});

test("M puts the line below the selected slice, Shift+M takes it in or out with what belongs to it", async () => {
  await setStage(shop());
  await userEvent.click(row("Show"));
  await keys("m");
  await untilShown("Show", "MVP", "Pay", "Send", "Wrap", "Thank");
  await until(() => announced().startsWith("MVP: 1 slice, 1 day"));
  await userEvent.click(row("Send"));
  await keys("{Shift>}M{/Shift}");
  await untilShown("Show", "Pay", "Send", "MVP", "Wrap", "Thank");
  await until(() => announced() === "“Send” is number 3 of 5 now, in the MVP");
});

test("the line moves like a slice, and its proposal comes back", async () => {
  await setStage(shop());
  await userEvent.click(row("MVP"));
  await keys("{Alt>}{ArrowDown}{/Alt}");
  await untilShown("Show", "Pay", "Send", "Wrap", "MVP", "Thank");
  expect(focused()).toBe("line");
  await userEvent.click(document.querySelector(".again") as Element);
  await untilShown("Show", "Pay", "Send", "MVP", "Wrap", "Thank");
  expect(document.querySelector(".again")).toBeNull();
});

test("what moving by hand costs is shown at once, and one key brings the best order back", async () => {
  const { session } = await setStage(shop(rank("6", 1)));
  const over = session.desk?.workshop.backlog?.facts.over_proposed ?? 0;
  expect(over).toBeGreaterThan(0);
  const footer = document.querySelector("aside footer") as HTMLElement;
  expect(footer.textContent).toContain(`+${Math.round(over / 10)} % cost of delay by hand`);
  expect(footer.textContent).toContain("1 pinned");
  await keys("b");
  await untilShown("Show", "Pay", "Send", "Thank", "MVP", "Wrap");
  await until(() => footer.textContent?.includes("proven best order") === true);
  expect(footer.querySelectorAll("button").length).toBe(1);
});

test("V sets the value in place; the slice keeps the selection where the new order puts it", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Thank"));
  await keys("v");
  await until(() => document.activeElement?.tagName === "INPUT");
  await keys("500{Enter}");
  expect(document.querySelector("[data-box] p")?.textContent).toBe("A value is a whole number from 1 to 100");
  await userEvent.fill(document.activeElement as HTMLInputElement, "100");
  await keys("{Enter}");
  await untilShown("Thank", "Show", "Pay", "Send", "MVP", "Wrap");
  await until(() => focused() === "6");
  expect(session.desk?.workshop.row("6")?.value).toBe(100);
  await keys("e{Escape}");
  await until(() => focused() === "6");
});

test("undo leads back to what it was about", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("{Alt>}{ArrowUp}{/Alt}");
  await untilShown("Show", "Pay", "Wrap", "Send", "MVP", "Thank");
  await keys("{Home}{Control>}z{/Control}");
  await untilShown("Show", "Pay", "Send", "MVP", "Wrap", "Thank");
  expect(session.desk?.order.focus).toBe("5");
});

test("Enter opens the slice in the outline, and coming back finds it again", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("{Enter}");
  await until(() => document.querySelector("[data-row][aria-selected=true]")?.textContent?.includes("Wrap") === true);
  expect(session.view).toBe("slicing");
  await keys("{Control>}2{/Control}");
  await until(() => document.querySelector("[data-place]") !== null);
  expect(row("Wrap").getAttribute("aria-selected")).toBe("true");
});

test("every number of the whole order answers why", async () => {
  await setStage(shop());
  const facts = [...document.querySelectorAll<HTMLElement>("[data-pane=facts] button, aside footer button")];
  const answers = [];
  for (const fact of facts) {
    await userEvent.click(fact);
    await until(() => fact.ariaPressed === "true" && document.querySelector("#backlog-why h2") !== null);
    answers.push(document.querySelector("#backlog-why h2")?.textContent);
  }
  expect(answers).toEqual([
    "Why the first value takes 1 day",
    "Why the MVP line is where it is",
    "Why this is 50 % below one big batch",
    "How good this order is",
  ]);
});

test("the arrow keys on the curve go from slice to slice, in step with the list", async () => {
  await setStage(shop());
  const slider = document.querySelector("[role=slider]") as HTMLElement;
  slider.focus();
  await keys("{ArrowRight}");
  expect(row("Pay").getAttribute("aria-selected")).toBe("true");
  expect(slider.getAttribute("aria-valuetext")).toBe("Pay: after 3 days, 65 % of the value");
  await keys("{End}{ArrowLeft}");
  expect(row("Wrap").getAttribute("aria-selected")).toBe("true");
  expect(document.activeElement).toBe(slider);
  expect(document.getElementById(slider.getAttribute("aria-describedby") ?? "")?.textContent).toContain("Half of the value");
});

test("a circle is told by its titles, and each of them leads to the slice", async () => {
  const { session } = await setStage(shop({ do: "add-need", ids: ["2"], needs: "4" }));
  expect(shown()).toEqual(["Show", "Pay", "Send", "Wrap", "Thank"]);
  const links = [...document.querySelectorAll<HTMLElement>("[data-pane=circle] button")];
  expect(links.map((link) => link.textContent?.trim()).sort()).toEqual(["Pay", "Send", "Show"]);
  await userEvent.click(links[0] as Element);
  await until(() => document.querySelector("[role=treegrid]") !== null);
  expect(session.view).toBe("slicing");
});

test("an empty backlog says what belongs here and leads to the first slice with one key", async () => {
  const { session } = await setStage(stateOf(""));
  expect(document.querySelector(".empty")?.textContent).toContain("The backlog is the leaves");
  await keys("o");
  await until(() => document.activeElement?.tagName === "INPUT");
  expect(session.view).toBe("slicing");
});

test("a workshop that is only read is shown and not changed", async () => {
  const { session } = await setStage(shop(), { readOnly: true });
  await userEvent.click(row("Wrap"));
  await keys("m{Shift>}M{/Shift}v{Alt>}{ArrowUp}{/Alt}");
  expect(session.desk?.order.box).toBeNull();
  expect(session.notices.shown).toEqual([]);
  expect(shown()).toEqual(["Show", "Pay", "Send", "MVP", "Wrap", "Thank"]);
  expect(document.querySelector("[role=note]")?.textContent).toContain("not change it");
});

test("a slice that leaves the backlog hands the selection to its neighbour", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(row("Wrap"));
  await session.desk?.workshop.edit({ do: "set", ids: ["5"], field: { field: "status", value: "done" } });
  await untilShown("Show", "Pay", "Send", "MVP", "Thank");
  expect(row("Thank").getAttribute("aria-selected")).toBe("true");
});

test("long titles and titles from right to left stay in their row", async () => {
  const long = "Wrap every present in paper that fits ".repeat(8);
  await setStage(
    shop(
      { do: "set", ids: ["5"], field: { field: "title", value: long } },
      { do: "set", ids: ["6"], field: { field: "title", value: "שלח תודה לכל לקוח" } },
    ),
  );
  const [wide] = [...document.querySelectorAll<HTMLElement>("[data-place='5'] .title")];
  expect(wide?.scrollWidth).toBeGreaterThan(wide?.clientWidth ?? 0);
  expect(row("שלח תודה לכל לקוח").querySelector(".title")?.getAttribute("dir")).toBe("auto");
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test("the projector enlarges the rows, and they still do not overlap", async () => {
  await setStage(shop(), { settings: { ...SETTINGS, projector: true } });
  await until(() => row("Show").getBoundingClientRect().height > 40);
  await Promise.all(document.getAnimations().map((animation) => animation.finished));
  const tops = shown().map((title) => row(title).getBoundingClientRect());
  expect(tops.every((box, at) => at === 0 || Math.abs(box.top - (tops[at - 1]?.bottom ?? 0)) < 1)).toBe(true);
});
