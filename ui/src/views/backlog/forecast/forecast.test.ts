import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Theme } from "../../../host/bindings";
import { announced, SETTINGS, until } from "../stage.fixture";
import { button, expectAccessible, labelled, pace, part, setTab, table, WEEKS } from "./stage.fixture";

const keys = (text: string) => userEvent.keyboard(text);
const bars = () => [...document.querySelectorAll<HTMLInputElement>("[data-pane=throughput] .bars input")];
const field = () => part<HTMLTextAreaElement>("[data-pane=throughput] textarea") as HTMLTextAreaElement;
const slider = () => part("[data-pane=chances] [role=slider]") as HTMLElement;
const shownPlot = () => part("[data-pane=chances]") !== null;

test("dates stand beside how many weeks they come from, and what the words mean", async () => {
  await setTab("forecast");
  await until(shownPlot);
  expect(table().map(([name, left]) => [name, left])).toEqual([
    ["MVP", "3"],
    ["Everything", "5"],
  ]);
  const cells = table().flatMap((row) => row.slice(2));
  expect(cells.every((cell) => /^[A-Z][a-z]{2} \d{1,2}$/.test(cell))).toBe(true);
  expect(part("#plan-panel")?.textContent).toContain("from 8 weeks");
  expect(part("#plan-panel")?.textContent).toContain("P85: holds in 85 of 100 cases.");
  expect(part("tbody td.promise")?.title).toMatch(/^In 85 of 100 cases “MVP” is done by \w+, May \d+, 2026\.$/);
});

test("fewer than six weeks are refused with what to do, and typed numbers answer it", async () => {
  const { session } = await setTab("forecast", [pace({ throughput: [] })]);
  await until(() => part(".refusal") !== null);
  expect(part(".refusal")?.textContent).toContain("at least 6");
  expect([part("#plan-panel table"), shownPlot()]).toEqual([null, false]);
  await userEvent.click(field());
  await userEvent.fill(field(), "Finished\n3, 5 2\t4\nsix, 6 3");
  await until(() => part("#plan-panel")?.textContent?.includes("6 weeks: 3, 5, 2, 4, 6, 3") === true);
  expect(part("#plan-panel .wrong")?.textContent).toContain("“Finished”, “six”");
  await keys("{Enter}");
  await until(shownPlot);
  expect(session.desk?.workshop.frame.pace.throughput).toEqual([3, 5, 2, 4, 6, 3]);
  expect([document.activeElement, field().value]).toEqual([field(), ""]);
  await userEvent.fill(field(), "9");
  await keys("{Enter}");
  await until(() => bars().length === 7);
  await userEvent.fill(field(), "1 1 1 1 1 1");
  await keys("{Control>}{Enter}{/Control}");
  await until(() => bars().length === 6);
});

test("what holds no number is not taken, and nothing is lost", async () => {
  const { session } = await setTab("forecast");
  await userEvent.click(field());
  await userEvent.fill(field(), "many");
  await keys("{Enter}");
  await until(() => part("#plan-panel .wrong")?.textContent?.includes("“many”") === true);
  expect(session.desk?.workshop.frame.pace.throughput).toEqual(WEEKS);
  expect(field().value).toBe("many");
  await keys("{Escape}");
  expect(field().value).toBe("");
});

test("each week is changed and taken away by keys, with one tab stop for all", async () => {
  const { session } = await setTab("forecast");
  const now = () => session.desk?.workshop.frame.pace.throughput.join();
  expect(bars().filter(({ tabIndex }) => tabIndex === 0)).toEqual([bars().at(-1)]);
  bars().at(-1)?.focus();
  await keys("{ArrowUp}{ArrowUp}");
  await until(() => now() === "3,1,2,0,3,2,1,4");
  await keys("{Home}");
  expect(document.activeElement).toBe(bars()[0]);
  await keys("7{Enter}");
  await until(() => now() === "7,1,2,0,3,2,1,4");
  await keys("{ArrowRight}x");
  expect(bars()[1]?.getAttribute("aria-invalid")).toBe("true");
  await keys("{Escape}");
  expect(bars()[1]?.value).toBe("1");
  await keys("{Delete}");
  await until(() => now() === "7,2,0,3,2,1,4");
  expect(announced()).toContain("7 are left");
  expect(document.activeElement).toBe(bars()[1]);
  await session.follow(session.desk?.workshop.undo() ?? Promise.resolve(null));
  await until(() => now() === "7,1,2,0,3,2,1,4");
});

test("arrow keys go along the weeks of the plot and tell the chances", async () => {
  await setTab("forecast");
  await until(shownPlot);
  slider().focus();
  await keys("{Home}");
  expect(slider().getAttribute("aria-valuetext")).toMatch(/^By Sunday, May 10, 2026: MVP (under )?\d+ %, Everything (under )?\d+ %$/);
  await keys("{ArrowRight}");
  expect(slider().getAttribute("aria-valuetext")).toMatch(/^By Sunday, May 17, 2026/);
  expect(part(".tip-box")?.textContent).toContain("by May 17");
  expect(document.getElementById(slider().getAttribute("aria-describedby") ?? "")?.textContent).toContain("In 85 of 100 cases");
});

test("the wanted day has its chance in the table and in the plot", async () => {
  const { session } = await setTab("forecast");
  await userEvent.fill(labelled("The MVP is wanted by"), "2026-05-18");
  await keys("{Enter}");
  await until(() => part("[data-pane=chances] text.due") !== null);
  expect(session.desk?.workshop.frame.pace.due).toBe("2026-05-18");
  expect(part("[data-pane=chances] text.due")?.textContent).toMatch(/^wanted May 18: \d+ %$/);
  await until(() => table()[0]?.length === 6);
  expect(table()[0]?.at(-1)).toMatch(/^\d+ %$/);
  await userEvent.click(labelled("Clear “The MVP is wanted by”"));
  await until(() => session.desk?.workshop.frame.pace.due === null);
});

test("people and growth are only taken within their ranges, and said in words", async () => {
  const { session } = await setTab("forecast");
  const now = () => session.desk?.workshop.frame.pace;
  await userEvent.fill(labelled("People from now on"), "3");
  await keys("{Enter}");
  await until(() => now()?.people === 3);
  expect(part("#plan-panel")?.textContent).toContain("1 more than before.");
  await userEvent.fill(labelled("100 slices become"), "400");
  await keys("{Enter}");
  expect(labelled("100 slices become").getAttribute("aria-invalid")).toBe("true");
  expect(part("#plan-panel")?.textContent).toContain("From 100 to 300.");
  await keys("{Escape}{ArrowUp}{ArrowUp}{Tab}");
  await until(() => now()?.growth === 110);
  await until(() => part("#plan-panel")?.textContent?.includes("10 more for every 100") === true);
});

test("weeks that were counted in a file are shown by their Mondays before they are taken", async () => {
  const { session } = await setTab("forecast", [pace({ throughput: [] })]);
  await userEvent.click(button("Count from a file"));
  await until(() => part("[role=dialog] tbody tr") !== null);
  const dialog = part("[role=dialog]") as HTMLElement;
  expect(dialog.querySelectorAll("tbody tr").length).toBe(8);
  expect(dialog.querySelector("tbody th")?.textContent).toBe("Mar 9, 2026");
  expect(dialog.textContent).toContain("18 slices were finished in 8 weeks.");
  expect(document.activeElement).toBe(labelled("Take the newest"));
  await expectAccessible();
  await keys("{ArrowDown}{ArrowDown}{Control>}{Enter}{/Control}");
  await until(() => session.dialog === null);
  expect(session.desk?.workshop.frame.pace.throughput).toEqual([4, 1, 0, 3, 2, 3]);
});

test("a file that is dropped here is counted, and elsewhere it is imported", async () => {
  const { host, session } = await setTab("forecast");
  host.drop({ phase: "dropped", paths: ["/tmp/export.csv"] });
  expect(session.dialog).toEqual({ kind: "throughput", source: { from: "file", path: "/tmp/export.csv" } });
  await until(() => part("[role=dialog] tbody tr") !== null);
  await userEvent.click(button("Import its slices instead"));
  expect(session.dialog?.kind).toBe("import");
  session.dialog = null;
  if (session.desk) session.desk.plan.tab = "order";
  await until(() => session.dropTaker === null);
  host.drop({ phase: "dropped", paths: ["/tmp/export.csv"] });
  expect(session.dialog).toMatchObject({ kind: "import" });
  session.dialog = null;
});

test("pasted text with days is counted on request", async () => {
  const { session } = await setTab("forecast", [pace({ throughput: [] })]);
  await userEvent.fill(field(), "Key,Done\nA,2026-03-02\nB,2026-03-11\nC,");
  await userEvent.click(button("Count from this text"));
  await until(() => document.querySelectorAll("[role=dialog] tbody tr").length === 2);
  expect(part("[role=dialog]")?.textContent).toContain("2 lines have no date");
  expect(part("[role=dialog]")?.textContent).toContain("at least six weeks");
  expect(session.desk?.workshop.frame.pace.throughput).toEqual([]);
});

test("the order tab tells by when the MVP is done", async () => {
  const { session } = await setTab("forecast");
  await until(shownPlot);
  if (session.desk) session.desk.plan.tab = "order";
  await until(() => part("[data-pane=facts]") !== null);
  await until(() => /by [A-Z][a-z]{2} \d+(, \d{4})?, P85/.test(part("[data-pane=facts]")?.textContent ?? ""));
});

test("the plot is saved as a picture", async () => {
  const { host, session } = await setTab("forecast", [pace({ due: "2026-05-18" })]);
  await until(() => shownPlot() && session.desk?.plan.drawing !== null);
  await session.desk?.plan.savePicture("svg");
  const [path, content] = [...host.saved][0] ?? ["", ""];
  expect(path).toMatch(/Chance to be done.*\.svg$/);
  const text = new TextDecoder().decode(Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)));
  expect(text).toContain("P85");
  expect(text).toContain("Everything");
  expect(text).toContain("wanted May 18");
  expect(document.querySelector(".beyond")).toBeNull();
});

test("a workshop that is only read tells its dates and takes no numbers", async () => {
  await setTab("forecast", [pace()], { readOnly: true });
  await until(shownPlot);
  expect([field(), bars().every(({ readOnly }) => readOnly), labelled("People from now on").disabled]).toEqual([null, true, true]);
  bars()[0]?.focus();
  await keys("{ArrowUp}{Delete}");
  expect(bars().map(({ value }) => value)).toEqual(WEEKS.map(String));
});

test("a circle is told instead of dates", async () => {
  await setTab("forecast", [pace(), { do: "add-need", ids: ["2"], needs: "4" }]);
  await until(() => part("[data-pane=circle]") !== null);
  expect([shownPlot(), part("#plan-panel table")]).toEqual([false, null]);
});

test("long names and a projector break nothing", async () => {
  const outcome = "Every customer pays with whatever is in the pocket ".repeat(6).trim();
  const releases = [
    { do: "set-goal", release: null, outcome, measure: "" },
    { do: "add-release", count: 4 },
  ] as const;
  await setTab("forecast", [pace({ due: "2026-06-18", throughput: Array.from({ length: 60 }, (_, at) => at % 4) }), ...releases], {
    settings: { ...SETTINGS, projector: true },
  });
  await until(shownPlot);
  const scroll = part(".forecast .scroll") as HTMLElement;
  expect(scroll.scrollWidth).toBeLessThanOrEqual(scroll.clientWidth);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
  expect(table().length).toBe(3);
});

test.each<Theme>(["light", "dark"])("the forecast has no barrier, %s", async (theme) => {
  const { session } = await setTab("forecast", [pace({ due: "2026-05-18" })], { settings: { ...SETTINGS, theme } });
  await until(() => shownPlot() && session.desk?.forecast.running === false);
  await expectAccessible();
  slider().focus();
  await keys("{ArrowRight}");
  await userEvent.fill(field(), "1, x");
  await expectAccessible();
});

test.each<Theme>(["light", "dark"])("its refusal has no barrier, %s", async (theme) => {
  await setTab("forecast", [], { settings: { ...SETTINGS, theme } });
  await until(() => part(".refusal") !== null);
  await expectAccessible();
});
