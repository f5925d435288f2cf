import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { HostError } from "../../../host/host";
import { setStage, until } from "../stage.fixture";

const TRIP = `Plan a trip
  Choose a place
  Book a room
Pack`;

test("ten slices are typed by keyboard alone, and each is one undo step", async () => {
  const stage = await setStage("");
  await userEvent.keyboard("{Enter}");
  for (let number = 1; number <= 10; number++) await userEvent.keyboard(`Slice ${number}{Enter}`);
  await userEvent.keyboard("{Escape}");
  await stage.settle();
  const expected = Array.from({ length: 10 }, (_, index) => `0 Slice ${index + 1}`);
  expect((await stage.stored()).split("\n")).toEqual(expected);
  expect((await stage.host.historyList()).length).toBe(10);
  expect(stage.rows()).toEqual(expected.map((line) => line.replace("0", "1")));
});

test("a new row is there at once, with the caret in it, before the host has answered", async () => {
  const stage = await setStage(TRIP);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { workshopEdit } = stage.host;
  stage.host.workshopEdit = async (gesture) => {
    await answered;
    return workshopEdit(gesture);
  };
  await userEvent.click(stage.row("Pack"));
  await userEvent.keyboard("oFirst{Enter}Second{Enter}Third");
  expect(stage.rows().slice(-3)).toEqual(["1 First", "1 Second", "1 Third"]);
  expect((document.activeElement as HTMLInputElement).value).toBe("Third");
  answer();
  await userEvent.keyboard(" one{Escape}");
  await stage.settle();
  expect(await stage.stored()).toMatch(/0 First\n0 Second\n0 Third one$/);
});

test("Tab and Shift+Tab move a slice while it is typed", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Pack"));
  await userEvent.keyboard("oShoes{Tab}{Enter}Socks{Enter}{Shift>}{Tab}{/Shift}Leave{Escape}");
  await stage.settle();
  expect(await stage.stored()).toMatch(/0 Pack\n1 Shoes\n1 Socks\n0 Leave$/);
});

test("Enter in the middle cuts a title, Backspace at the start joins it again", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Book a room"));
  await userEvent.keyboard("{Enter}{Home}{ArrowRight>4/}{Enter}");
  await stage.settle();
  expect(await stage.stored()).toContain("1 Book\n1 a room");
  expect((document.activeElement as HTMLInputElement).selectionStart).toBe(0);
  await userEvent.keyboard("{Backspace}");
  await stage.settle();
  expect(stage.rows().length).toBe(4);
});

test("a slice that was begun and left blank goes without a trace", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Pack"));
  await userEvent.keyboard("o{Escape}");
  await stage.settle();
  expect(stage.rows().length).toBe(4);
  expect(await stage.host.historyList()).toEqual([]);
  expect(document.activeElement).toBe(stage.row("Pack"));
});

test("what is typed is stored after a rest, and by Escape", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Pack"));
  await userEvent.keyboard("{F2} the bag");
  await until(() => stage.session.desk?.workshop.row("4")?.title === "Pack the bag");
  expect(document.activeElement?.tagName).toBe("INPUT");
  await userEvent.keyboard("!{Escape}");
  await stage.settle();
  expect(await stage.stored()).toContain("0 Pack the bag!");
});

test("a title that was emptied keeps what is stored", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Pack"));
  await userEvent.keyboard("{Enter}{Control>}a{/Control}{Delete}{Escape}");
  await stage.settle();
  expect(stage.rows()).toContain("1 Pack");
});

test("when the host refuses, the stored title comes back and says why", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Pack"));
  stage.host.workshopEdit = () => Promise.reject(new HostError({ code: "system", message: "The disk is full.", detail: "" }));
  await userEvent.keyboard("{Enter} more{Escape}");
  await stage.settle();
  expect(stage.rows()).toContain("1 Pack");
  expect(document.body.textContent).toContain("The disk is full.");
});

test("undo takes back what was just typed, though it was not stored yet", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Pack"));
  await userEvent.keyboard("oShoes{Enter}Socks");
  await userEvent.keyboard("{Control>}z{/Control}");
  await stage.settle();
  expect((await stage.stored()).split("\n").at(-1)).toBe("0 Shoes");
});

test("the arrows walk from title to title", async () => {
  const stage = await setStage(TRIP);
  await userEvent.click(stage.row("Choose a place"));
  await userEvent.keyboard("{Enter}{ArrowDown}");
  expect((document.activeElement as HTMLInputElement).value).toBe("Book a room");
  await userEvent.keyboard("{ArrowUp}{ArrowUp}");
  expect((document.activeElement as HTMLInputElement).value).toBe("Plan a trip");
});

test("a read-only workshop is not edited", async () => {
  const stage = await setStage(TRIP, { readOnly: true });
  await userEvent.click(stage.row("Pack"));
  await userEvent.keyboard("{Enter}oxyz");
  expect(document.querySelector("[data-row] input")).toBeNull();
  expect(document.querySelector("[role=note]")?.textContent).toContain("not change it");
});
