/** When the fake will be done: past weeks drawn again and again until the slices are used up. */
import type { ForecastLine, ForecastView, ImportSource, PaceView, ThroughputView } from "../bindings";
import { many, type Plan, perCent, plan } from "./plan";
import { releaseName } from "./releases";
import { chances } from "./stability";
import type { FakeState } from "./state";

const RUNS = 10_000;
const SAMPLES = 6;
const TEN_YEARS = 520;
const WEEK = 7;
/** The day on which the fake lives. */
export const TODAY = "2026-05-04";

export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

type Goal = { name: string; slices: number };

/** The runs of one state of the workshop, as far as they have been made. */
export class Runs {
  #runs = 0;
  readonly #pace: PaceView;
  readonly #goals: readonly Goal[];
  /** For each goal, how many runs reached it in which week. */
  readonly #weeks: readonly Map<number, number>[];
  readonly #chance = chances(11);

  constructor(
    private readonly state: FakeState,
    private readonly revision: number,
  ) {
    this.#pace = state.frame.pace;
    this.#goals = goalsOf(state, plan(state));
    this.#weeks = this.#goals.map(() => new Map());
  }

  isOf(state: FakeState, revision: number): boolean {
    return this.state === state && this.revision === revision;
  }

  run(more: number): ForecastView {
    const refusal = refusalOf(this.#pace);
    const todo = refusal === "" ? Math.max(0, Math.min(more, RUNS - this.#runs)) : 0;
    for (let at = 0; at < todo; at += 1) this.#once();
    this.#runs += todo;
    const { due } = this.#pace;
    const from = this.#pace.from ?? TODAY;
    const lines = refusal === "" ? this.#goals.map((goal, at) => this.#line(goal, at, from)) : [];
    const view = {
      revision: this.revision,
      samples: this.#pace.throughput.length,
      refusal,
      runs: this.#runs,
      of: refusal === "" ? RUNS : 0,
    };
    return { ...view, from, due, lines, says: refusal === "" ? says(lines, due) : refusal, assumes: assumes(this.#pace) };
  }

  #once(): void {
    const { throughput, growth, people, people_then } = this.#pace;
    const grown = 1 + (this.#chance() * (growth - 100)) / 100;
    let [week, done] = [0, 0];
    for (const [at, goal] of this.#goals.entries()) {
      while (done < goal.slices * grown && week <= TEN_YEARS) {
        week += 1;
        done += ((throughput[Math.floor(this.#chance() * throughput.length)] ?? 0) * people) / people_then;
      }
      const weeks = this.#weeks[at];
      weeks?.set(week, (weeks.get(week) ?? 0) + 1);
    }
  }

  #line({ name, slices }: Goal, at: number, from: string): ForecastLine {
    const end = (week: number) => dayAfter(from, week * WEEK - (week === 0 ? 0 : 1));
    const within = (week: number) => this.#within(at, week);
    const first = (share: number) => {
      for (let week = 0; week <= TEN_YEARS; week += 1) if (within(week) >= share) return end(week);
      return null;
    };
    const weeks: ForecastLine["weeks"] = [];
    for (let week = 1; week <= TEN_YEARS && (weeks.at(-1)?.chance ?? 0) < 1000; week += 1) {
      weeks.push({ date: end(week), chance: Math.round(1000 * within(week)) });
    }
    const { due } = this.#pace;
    const dueWeek = due === null ? 0 : Math.floor(((Date.parse(due) - Date.parse(from)) / 86_400_000 + 1) / WEEK);
    const chance = due === null ? null : Math.round(1000 * within(Math.max(0, dueWeek)));
    return { name, slices, p50: first(0.5), p85: first(0.85), p95: first(0.95), chance, weeks };
  }

  #within(at: number, week: number): number {
    let sum = 0;
    for (const [reached, runs] of this.#weeks[at] ?? []) if (reached <= week) sum += runs;
    return this.#runs === 0 ? 0 : sum / this.#runs;
  }
}

function goalsOf({ releases }: FakeState, { counts, ordered }: Plan): Goal[] {
  const lines = releases.map(({ outcome }, place) => ({ name: releaseName(place, outcome), slices: counts[place] ?? 0 }));
  return [...lines, { name: "Everything", slices: ordered.length }];
}

function refusalOf({ throughput }: PaceView): string {
  if (throughput.length < SAMPLES) {
    return `A forecast needs the throughput of at least ${SAMPLES} past weeks; there ${throughput.length === 1 ? "is" : "are"} ${throughput.length}. Type in how many slices were finished in each week, or count them in an export.`;
  }
  return throughput.every((finished) => finished === 0)
    ? "Nothing was finished in any of these weeks, so nothing can be said about the next ones."
    : "";
}

function says([mvp, ...others]: readonly ForecastLine[], due: string | null): string {
  const all = others.at(-1);
  const chance = mvp?.chance == null || due === null ? "" : ` The chance that it is there by ${due} is ${perCent(mvp.chance, 1000)}.`;
  return `In 85 of 100 cases the MVP is done by ${mvp?.p85 ?? "a day more than ten years away"}, everything by ${all?.p85 ?? "a day more than ten years away"}.${chance}`;
}

function assumes({ throughput, growth, people, people_then }: PaceView): string[] {
  return [
    `The coming weeks are like the ${many(throughput.length, "week", "weeks")} behind.`,
    growth === 100 ? "No slice is split on the way." : `100 slices become up to ${growth} by being split on the way.`,
    ...(people === people_then
      ? []
      : [`${people} people finish ${people} times what one of ${people_then} finished: a team seldom grows that smoothly.`]),
    "Slices are done in this order, one line after the other.",
  ];
}

const DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/;

/** Counts a date on a line as a slice that was finished then. A fake file has eight weeks in it. */
export function throughputOf(source: ImportSource): ThroughputView {
  const lines = source.from === "text" ? source.text.split("\n").filter((line) => line.trim() !== "") : weeksOfAFile();
  const dates = lines.flatMap((line) => DATE.exec(line)?.[0] ?? []);
  const mondays = dates.map(monday).sort();
  const [first, last] = [mondays[0], mondays.at(-1)];
  if (first === undefined || last === undefined)
    return { weeks: [], says: ["There is no date in it. A column with the day on which each slice was finished is needed."] };
  const weeks: ThroughputView["weeks"] = [];
  for (let from = first; from <= last; from = dayAfter(from, WEEK)) {
    weeks.push({ from, finished: mondays.filter((other) => other === from).length });
  }
  const skipped = lines.length - dates.length;
  const read = `${many(dates.length, "slice was", "slices were")} finished in ${many(weeks.length, "week", "weeks")}.`;
  return {
    weeks,
    says:
      skipped === 0 ? [read] : [read, `${many(skipped, "line has", "lines have")} no date and ${skipped === 1 ? "was" : "were"} skipped.`],
  };
}

function monday(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return dayAfter(date, -((day + 6) % WEEK));
}

function weeksOfAFile(): string[] {
  return [3, 2, 4, 1, 0, 3, 2, 3].flatMap((finished, week) => Array.from({ length: finished }, () => dayAfter("2026-03-09", week * WEEK)));
}
