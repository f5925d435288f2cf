import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { links, setStage, shop, until } from "./stage.fixture";

const keys = (text: string) => userEvent.keyboard(text);
const options = () => [...document.querySelectorAll<HTMLElement>("[role=option]")];
const option = (title: string) => options().find((found) => found.querySelector(".title")?.textContent === title) as HTMLElement;
const why = (title: string) => option(title).querySelector(".why")?.textContent;

async function open(id: string) {
  const stage = await setStage(shop());
  stage.session.dialog = { kind: "need", ids: [id] };
  await until(() => document.querySelector("[role=combobox]") === document.activeElement && options().length > 0);
  return stage;
}

test("choices that would close a circle are impossible before they are chosen, with the path", async () => {
  const { session } = await open("2");
  expect(why("Send")).toBe("Would close a circle: “Show” → “Send” → “Pay” → “Show”");
  expect(option("Send").ariaDisabled).toBe("true");
  expect(why("Sell")).toBe("Would close a circle: “Show” → “Sell” → “Show”");
  expect(option("Wrap").ariaDisabled).toBe("false");
  await keys("send{Enter}");
  expect(session.dialog).not.toBeNull();
  expect(session.notices.spoken.text).toContain("Would close a circle");
  expect(links().length).toBe(3);
});

test("what is needed already is listed, told among the choices, and removed", async () => {
  await open("4");
  expect(why("Pay")).toBe("needed already");
  await userEvent.click(document.querySelector("[role=dialog] [aria-label='Remove: “Send” needs “Pay” first']") as Element);
  await until(() => why("Pay") !== "needed already");
  await until(() => document.activeElement === document.querySelector("[role=combobox]"));
});

test("what waits is removed there too", async () => {
  await open("2");
  await userEvent.click(document.querySelector("[role=dialog] [aria-label='Remove: “Pay” needs “Show” first']") as Element);
  await until(() => links().join() === "4 3,4 5");
});

test("a rank finds the slice that stands there", async () => {
  const { session } = await open("5");
  const entry = session.desk?.order.entries.find(({ title }) => title === "Thank");
  await keys(`${entry?.rank}`);
  await until(() => options()[0]?.querySelector(".title")?.textContent === "Thank");
  await keys("{Enter}");
  await until(() => links().includes("5 6"));
  expect(session.dialog).toBeNull();
});

test("Ctrl+Enter adds and asks for the next one", async () => {
  const { session } = await open("5");
  await keys("tha{Control>}{Enter}{/Control}");
  await until(() => links().includes("5 6"));
  expect(session.dialog).not.toBeNull();
  await keys("pra{Enter}");
  await until(() => links().includes("5 7"));
  expect(session.dialog).toBeNull();
});
