import { expect, onTestFinished, test } from "vitest";
import type { ForecastView, PaceView } from "../host/bindings";
import { type FakeHost, fakeHost } from "../host/fake";
import { Forecast } from "./forecast.svelte";
import { Notices } from "./notices.svelte";
import { Workshop } from "./workshop.svelte";

type Opened = { host: FakeHost; workshop: Workshop; forecast: Forecast; asked: number[] };

const WEEKS = [3, 5, 2, 4, 0, 3, 6];

type Answer = (view: ForecastView) => ForecastView | Promise<ForecastView>;

/** A forecast of the expenses that notes every question to the host; `answer` can alter answers and keep them back. */
async function opened(throughput = WEEKS, answer: Answer = (view) => view): Promise<Opened> {
  const fake = fakeHost();
  const asked: number[] = [];
  const host: FakeHost = {
    ...fake,
    forecastShow: async (more) => {
      asked.push(more);
      return answer(await fake.forecastShow(more));
    },
  };
  const workshop = new Workshop(host, new Notices(), await host.workshopOpen("/Expense reporting.carpaccio"));
  const forecast = new Forecast(workshop);
  await forecast.setWeeks(throughput);
  await workshop.refreshBacklog();
  return { host, workshop, forecast, asked };
}

function watched(forecast: Forecast): void {
  onTestFinished(forecast.watch());
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => setTimeout(resume, 2));
}

const complete = (forecast: Forecast) => !forecast.running && forecast.view !== null && forecast.view.runs === forecast.view.of;

test("it asks in pieces until all runs are made, and shows each answer", async () => {
  const { forecast, asked } = await opened();
  const seen = new Set<number>();
  watched(forecast);
  await until(() => {
    if (forecast.view) seen.add(forecast.view.runs);
    return complete(forecast);
  });
  expect(asked.length).toBeGreaterThanOrEqual(10);
  expect(new Set(asked)).toEqual(new Set([1_000]));
  expect(seen.size).toBeGreaterThan(1);
  expect(forecast.view?.lines.map(({ name }) => name)).toEqual(["MVP", "Everything"]);
  expect(forecast.mvpP85).toBe(forecast.view?.lines[0]?.p85);
});

test("nobody looks, nobody asks", async () => {
  const { forecast, asked } = await opened();
  forecast.watch()();
  await new Promise((resume) => setTimeout(resume, 30));
  expect(asked.length).toBeLessThan(2);
});

test("one forecast serves every view, and stops with the last of them", async () => {
  const { forecast, asked } = await opened();
  const leave = forecast.watch();
  watched(forecast);
  await until(() => complete(forecast));
  const before = asked.length;
  leave();
  leave();
  await forecast.change(() => ({ growth: 200 }));
  await until(() => asked.length > before && complete(forecast));
});

test("an edit begins it again, and the old dates stay until new ones are there", async () => {
  const { forecast, workshop } = await opened();
  watched(forecast);
  await until(() => complete(forecast));
  const before = forecast.view as ForecastView;
  let gap = false;
  await forecast.change(() => ({ growth: 200 }));
  await until(() => {
    gap ||= forecast.view === null;
    return complete(forecast) && (forecast.view as ForecastView).revision === workshop.revision;
  });
  expect(gap).toBe(false);
  expect((forecast.mvpP85 ?? "") > (before.lines[0]?.p85 ?? "")).toBe(true);
});

test("stopped, it keeps what there is and goes on where it was", async () => {
  const held: (() => void)[] = [];
  const { forecast, asked } = await opened(WEEKS, async (view) => {
    await new Promise<void>((resume) => held.push(resume));
    return view;
  });
  watched(forecast);
  const letGo = async (piece: number) => {
    await until(() => held.length === piece);
    if (piece === 3) forecast.stop();
    held[piece - 1]?.();
  };
  for (const piece of [1, 2, 3]) await letGo(piece);
  await until(() => !forecast.running);
  expect([forecast.stopped, forecast.view?.runs, asked.length]).toEqual([true, 3_000, 3]);
  forecast.refresh();
  await letGo(4);
  await until(() => forecast.view?.runs === 4_000);
  expect(forecast.stopped).toBe(false);
  await until(() => held.length === 5);
  forecast.stop();
  held[4]?.();
});

test("too few weeks are refused with a reason, once, and without dates", async () => {
  const { forecast, asked } = await opened([3, 5]);
  watched(forecast);
  await until(() => forecast.view !== null && !forecast.running);
  await new Promise((resume) => setTimeout(resume, 30));
  expect(asked.length).toBeLessThan(4);
  expect(forecast.view?.refusal).toContain("at least 6");
  expect([forecast.told, forecast.mvpP85, forecast.dates.length]).toEqual([false, null, 0]);
});

test("a refusal of the host that counts no runs does not make it ask for ever", async () => {
  const { forecast, asked } = await opened([3], (view) => ({ ...view, of: 10_000 }));
  watched(forecast);
  await until(() => forecast.view !== null && !forecast.running);
  expect(asked.length).toBeLessThan(4);
});

test("why there is no answer is told, and the next edit asks again", async () => {
  const { host, forecast } = await opened();
  host.failNext({ code: "refused", message: "Slices wait for each other.", detail: "" });
  watched(forecast);
  await until(() => forecast.failure !== null);
  expect([forecast.failure?.message, forecast.told, forecast.mvpP85]).toEqual(["Slices wait for each other.", false, null]);
  await forecast.change(() => ({ growth: 120 }));
  await until(() => complete(forecast));
  expect(forecast.failure).toBeNull();
});

test("changes that are made at once do not undo each other, and each is one step", async () => {
  const { forecast, workshop, host } = await opened();
  const before = (await host.historyList()).length;
  await Promise.all([forecast.change(() => ({ people: 3 })), forecast.change(() => ({ growth: 130 })), forecast.setWeek(4, 1)]);
  const { people, growth, throughput }: PaceView = workshop.frame.pace;
  expect([people, growth, throughput]).toEqual([3, 130, [3, 5, 2, 4, 1, 3, 6]]);
  expect((await host.historyList()).length).toBe(before + 3);
  await forecast.change(() => ({ people: 3 }));
  expect((await host.historyList()).length).toBe(before + 3);
});

test("weeks are added behind, changed in their place, and taken away", async () => {
  const { forecast } = await opened([1, 2]);
  await forecast.addWeeks([3, 4]);
  await forecast.setWeek(0, 9);
  await forecast.setWeek(1, null);
  expect(forecast.pace.throughput).toEqual([9, 3, 4]);
  await forecast.addWeeks(Array.from({ length: 600 }, () => 7));
  expect(forecast.pace.throughput).toEqual(Array.from({ length: 520 }, () => 7));
});

test("the cursor begins where the MVP is likely and stops at the ends", async () => {
  const { forecast } = await opened();
  watched(forecast);
  await until(() => complete(forecast));
  expect(forecast.date).toBe(forecast.mvpP85);
  forecast.walk(-Infinity);
  expect(forecast.date).toBe(forecast.dates[0]);
  forecast.walk(-1);
  expect(forecast.date).toBe(forecast.dates[0]);
  forecast.walk(Infinity);
  expect(forecast.date).toBe(forecast.dates.at(-1));
});
