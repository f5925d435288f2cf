import { expect, onTestFinished, test } from "vitest";
import type { WhatIf, WhatIfView } from "../host/bindings";
import { type FakeHost, fakeHost } from "../host/fake";
import { Notices } from "./notices.svelte";
import { Trial } from "./what-if.svelte";
import { Workshop } from "./workshop.svelte";

type Opened = { host: FakeHost; workshop: Workshop; trial: Trial; asked: WhatIf[] };

type Answer = (view: WhatIfView, change: WhatIf) => WhatIfView | Promise<WhatIfView>;

/** A trial on the expenses that notes every question to the host; `answer` can alter answers and keep them back. */
async function opened(answer: Answer = (view) => view): Promise<Opened> {
  const fake = fakeHost();
  const asked: WhatIf[] = [];
  const host: FakeHost = {
    ...fake,
    planTry: async (change) => {
      asked.push(change);
      return answer(await fake.planTry(change), change);
    },
  };
  const workshop = new Workshop(host, new Notices(), await host.workshopOpen("/Expense reporting.carpaccio"));
  await workshop.refreshBacklog();
  const trial = new Trial(workshop);
  onTestFinished(trial.watch());
  return { host, workshop, trial, asked };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => setTimeout(resume, 2));
}

test("changes that follow each other closely are one question, and nothing is stored", async () => {
  const { trial, asked, workshop } = await opened();
  const { revision } = workshop;
  trial.leaveOut("3");
  trial.leaveOut("6");
  trial.leaveOut("6");
  trial.try({ people: 2 });
  expect([trial.asking, trial.ready]).toEqual([true, false]);
  await until(() => trial.ready);
  expect(asked).toEqual([{ drop: ["3", "6"], people: 2, due: null }]);
  expect(trial.view?.facts.length).toBeGreaterThan(0);
  expect(workshop.revision).toBe(revision);
});

test("an answer to an older question is dropped", async () => {
  const answers: (() => void)[] = [];
  const { trial } = await opened(async (view, change) => {
    await new Promise<void>((resume) => answers.push(resume));
    return { ...view, says: `${change.people} people` };
  });
  trial.try({ people: 2 });
  await until(() => answers.length === 1);
  trial.try({ people: 3 });
  await until(() => answers.length === 2);
  answers[1]?.();
  await until(() => trial.view !== null);
  answers[0]?.();
  await new Promise((resume) => setTimeout(resume, 10));
  expect(trial.view?.says).toBe("3 people");
});

test("discarded, nothing is left of it", async () => {
  const { trial, asked } = await opened();
  trial.leaveOut("3");
  trial.discard();
  await new Promise((resume) => setTimeout(resume, 300));
  expect([trial.empty, trial.asking, trial.view, asked.length]).toEqual([true, false, null, 0]);
});

test("applied, it is one undo step, said in a notice", async () => {
  const { trial, workshop, host } = await opened();
  trial.leaveOut("3");
  trial.try({ people: 4, due: "2026-08-01" });
  await until(() => trial.ready);
  const before = (await host.historyList()).length;
  expect(await trial.apply()).toBe(true);
  expect([workshop.row("3")?.status, workshop.frame.pace.people, workshop.frame.pace.due]).toEqual(["dropped", 4, "2026-08-01"]);
  expect((await host.historyList()).length).toBe(before + 1);
  expect(workshop.notices.shown.at(-1)?.text).toContain("One undo takes it back");
  expect(trial.empty).toBe(true);
  await workshop.undo();
  expect([workshop.row("3")?.status, workshop.frame.pace.people]).toEqual(["open", 1]);
});

test("what cannot be applied stays tried", async () => {
  const { trial, host } = await opened();
  trial.try({ people: 4 });
  await until(() => trial.ready);
  host.failNext({ code: "refused", message: "No.", detail: "" });
  expect(await trial.apply()).toBe(false);
  expect([trial.change.people, trial.ready]).toEqual([4, true]);
});

test("it is answered anew when the plan changes, and what is out anyway is not left out any more", async () => {
  const { trial, workshop, asked } = await opened();
  trial.leaveOut("3");
  trial.leaveOut("6");
  await until(() => trial.ready);
  await workshop.edit({ do: "set", ids: ["3"], field: { field: "status", value: "done" } });
  await workshop.refreshBacklog();
  await until(() => asked.length === 2 && trial.ready);
  expect(asked.at(-1)?.drop).toEqual(["6"]);
  expect(trial.view?.revision).toBe(workshop.revision);
});

test("why it cannot be tried is told until something else is tried", async () => {
  const { trial } = await opened((view, { due }) => {
    if (due !== "2026-02-30") return view;
    throw { code: "bad-input", message: "There is no such day.", detail: "" };
  });
  trial.try({ due: "2026-02-30" });
  await until(() => trial.failure !== null);
  expect([trial.failure?.message, trial.ready]).toEqual(["There is no such day.", false]);
  trial.try({ due: "2026-03-01" });
  await until(() => trial.ready);
});
