/** Questions that a plan can be asked, for people who have not asked one yet. */
import type { BacklogView, PaceView, SliceId, WhatIf } from "../../../host/bindings";
import { addDays, dateText } from "../../../model/plain-date";
import { m } from "../../../paraglide/messages";
import { shortTitle } from "../words";

export type Example = { says: string; change: Partial<WhatIf> };

/** So much earlier, in days. */
const EARLIER = 14;
const MOST_PEOPLE = 100;

/** `p85` is the day of the MVP that holds in 85 of 100 cases, where it is known; `now` is today. */
export function examplesFor(backlog: BacklogView, pace: PaceView, p85: string | null, now: string): Example[] {
  const examples: Example[] = [];
  const least = leastInMvp(backlog);
  if (least) examples.push({ says: m.whatif_example_drop({ title: shortTitle(least.title) }), change: { drop: [least.id] } });
  if (pace.people < MOST_PEOPLE) examples.push({ says: m.whatif_example_people(), change: { people: pace.people + 1 } });
  const due = earlier(pace.due ?? p85, now);
  examples.push({ says: m.whatif_example_due({ date: dateText(due) }), change: { due } });
  return examples;
}

/** What brings the least for its work; in the MVP, if there is anything in it that nothing else needs. */
function leastInMvp({ entries }: BacklogView): { id: SliceId; title: string } | undefined {
  const free = entries.filter(({ needed_by }) => needed_by.length === 0);
  const above = free.filter(({ in_mvp }) => in_mvp);
  return (above.length > 0 ? above : free).toSorted((a, b) => a.ratio - b.ratio)[0];
}

/** Two weeks before a day; where that is over, and where there is no day, in six weeks. */
function earlier(date: string | null, now: string): string {
  const before = date === null ? now : addDays(date, -EARLIER);
  return before > now ? before : addDays(now, 3 * EARLIER);
}
