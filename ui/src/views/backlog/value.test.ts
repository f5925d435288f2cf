import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { announced, row, setStage, shop, until, why } from "./stage.fixture";

const keys = (text: string) => userEvent.keyboard(text);
const rank = (id: string, to: number) => ({ do: "rank", id, rank: to }) as const;
const button = (name: string | RegExp) => page.getByRole("button", { name });
const firm = () => document.querySelector("[data-pane=firm]")?.textContent ?? "";
const listSeen = () => (document.querySelector(".left") as HTMLElement).offsetParent !== null;

test("W gives the plan the whole view, and Escape brings the list and the focus back", async () => {
  await setStage(shop());
  await userEvent.click(row("Wrap"));
  await keys("w");
  await until(() => !listSeen());
  expect(document.activeElement?.getAttribute("role")).toBe("tab");
  await keys("{Escape}");
  await until(listSeen);
  await until(() => document.activeElement?.getAttribute("data-place") === "5");
});

test("what is looked at is remembered while the workshop is open", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(button("Use the whole view"));
  await keys("{Control>}1{/Control}");
  await until(() => document.querySelector("[role=treegrid]") !== null);
  await keys("{Control>}2{/Control}");
  await until(() => document.querySelector("[role=slider]") !== null);
  expect(session.desk?.plan.wide).toBe(true);
  expect(listSeen()).toBe(false);
});

test("what moving by hand costs is a number that answers why, and is drawn between the curves", async () => {
  await setStage(shop(rank("6", 1)));
  await userEvent.click(button(/what moving by hand costs/));
  await until(() => why().startsWith("Why moving by hand costs"));
  expect(why()).toContain("One slice stands where the team has put it.");
  expect(document.querySelector("svg path.between")?.getAttribute("d")).toMatch(/Z$/);
  expect(document.querySelector("svg text.by-hand")?.textContent).toContain("value-days");
});

test("without pins there is neither a second curve nor a number for it", async () => {
  await setStage(shop());
  expect(document.querySelector("svg path.between")).toBeNull();
  expect(document.querySelectorAll("[data-pane=facts] button").length).toBe(3);
});

test("the reasons of a slice end with what would have to change", async () => {
  await setStage(shop());
  await userEvent.click(row("Wrap"));
  await until(() => document.querySelector("#backlog-why .change h3") !== null);
  expect(document.querySelector("#backlog-why .change")?.textContent).toContain("Wrap");
});

test("C marks one slice, the cursor finds the other, and Escape ends it", async () => {
  await setStage(shop());
  await userEvent.click(row("Show"));
  await keys("c");
  await until(() => why().includes("Compare “Show” with…"));
  expect(announced()).toContain("Comparing “Show”");
  await keys("{End}");
  await until(() => /“Show”.*before.*“Thank”/.test(document.querySelector("#backlog-why h2")?.textContent ?? ""));
  const heads = [...document.querySelectorAll("#backlog-why thead th")].map((head) => head.textContent);
  expect(heads).toEqual(["Show", "Thank"]);
  await keys("{Escape}");
  await until(() => why().includes("Why “Thank”"));
});

test("two slices are compared by pointer alone", async () => {
  await setStage(shop());
  await userEvent.click(row("Wrap"));
  await until(() => why().includes("Why “Wrap”"));
  await userEvent.click(button(/^Compare…/));
  await until(() => why().includes("Compare “Wrap” with…"));
  const near = [...document.querySelectorAll<HTMLElement>("#backlog-why li button")];
  expect(near.map((one) => one.querySelector(".title")?.textContent)).toEqual(["Send", "Thank"]);
  await userEvent.click(near[0] as Element);
  await until(() => document.querySelector("#backlog-why thead th")?.textContent === "Send");
  await userEvent.click(button("End comparing"));
  await until(() => why().includes("Why “Send”"));
});

test("a point of value gets a worth, money is told then, and an empty amount takes it back", async () => {
  const { session } = await setStage(shop());
  await userEvent.click(button("What is a point of value worth?"));
  await userEvent.fill(page.getByLabelText("Amount for a day"), "1.5");
  await keys("{Enter}");
  await until(() => document.querySelector("form [role=alert]") !== null);
  await userEvent.fill(page.getByLabelText("Amount for a day"), "1,200");
  await keys("{Enter}");
  await until(() => session.desk?.workshop.backlog?.worth?.amount === 1200);
  await until(() => document.querySelector("svg text.saved")?.textContent?.includes("€") === true);
  const said = button(/^A point of value is worth 1,200/);
  await until(() => document.activeElement === said.element());
  await userEvent.click(said);
  await userEvent.fill(page.getByLabelText("Amount for a day"), "");
  await keys("{Enter}");
  await until(() => session.desk?.workshop.backlog?.worth === null);
});

test("the plot is saved as a picture that says what it is, and it is told where", async () => {
  const { host, session } = await setStage(shop(rank("6", 1)));
  let path = "";
  let content = "";
  host.pictureSave = async (to, base64) => {
    path = to;
    content = base64;
    return null;
  };
  await session.desk?.plan.savePicture("svg");
  expect(path).toMatch(/ - Value in people s hands over time\.svg$/);
  const text = new TextDecoder().decode(Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)));
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  expect(parsed.querySelector("desc")?.textContent).toBe(session.desk?.workshop.backlog?.curve_says);
  expect(parsed.querySelectorAll("path").length).toBeGreaterThan(3);
  expect(text).not.toMatch(/var\(|oklch|class=/);
  expect(document.querySelector(".beyond")).toBeNull();
  await until(() => document.querySelector(".toast")?.textContent?.includes(path) === true);
  await session.desk?.plan.savePicture("png");
  expect(atob(content).slice(1, 4)).toBe("PNG");
});

test("a cancelled dialog saves nothing", async () => {
  const { host, session } = await setStage(shop(), { chosen: null });
  host.pictureSave = () => Promise.reject(new Error("must not be called"));
  await session.desk?.plan.savePicture("png");
  expect(session.notices.shown).toEqual([]);
});

test("how firm the order is comes by itself once nothing moves, and its coin tosses lead to their slices", async () => {
  const { host, session } = await setStage(shop());
  const asked: number[] = [];
  const entries = ["2", "3", "4", "5", "6"].map((id) => ({ id, in_mvp: id === "5" ? 480 : 1000, toss: id === "5" }));
  host.stabilityShow = async (more) => {
    asked.push(more);
    const draws = Math.min(300, asked.length * 100);
    return { revision: session.desk?.workshop.revision ?? 0, draws, of: 300, first: 930, same_mvp: 710, entries, says: "Rather firm." };
  };
  await until(() => session.desk?.plan.stability.complete === true);
  expect(asked.length).toBe(3);
  expect(firm()).toContain("93 of 100 draws begin with “Show”");
  expect(firm()).toContain("71 of 100 draws have the same MVP");
  expect(firm()).toContain("Rather firm.");
  expect([...(session.desk?.order.tosses ?? [])]).toEqual(["5"]);
  await userEvent.click(document.querySelector("[data-pane=firm] li button") as Element);
  expect(row("Wrap").getAttribute("aria-selected")).toBe("true");
  expect(firm()).toContain("48 of 100 draws have “Wrap” in the MVP");
});

test("finding out how firm the order is stops when asked, goes on when asked, and begins again after an edit", async () => {
  const { host, session } = await setStage(shop());
  const stability = session.desk?.plan.stability;
  let draws = 0;
  let endless = true;
  host.stabilityShow = async () => {
    draws = endless ? Math.min(draws + 1, 900) : 1000;
    const revision = session.desk?.workshop.revision ?? 0;
    return { revision, draws, of: 1000, first: 1000, same_mvp: 1000, entries: [], says: "" };
  };
  await until(() => stability?.running === true && stability.view !== null);
  await userEvent.click(button("Stop"));
  const at = stability?.view?.draws;
  await new Promise((resume) => setTimeout(resume, 200));
  expect([stability?.view?.draws, stability?.running]).toEqual([at, false]);
  endless = false;
  await userEvent.click(button("Go on"));
  await until(() => stability?.complete === true);
  await session.desk?.workshop.edit({ do: "set", ids: ["5"], field: { field: "value", value: 30 } });
  await until(() => stability?.complete === false);
  await until(() => stability?.complete === true);
});
