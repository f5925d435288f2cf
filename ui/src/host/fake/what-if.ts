/** The fake's plan as it is beside the plan as it would be. */
import type { WhatIf, WhatIfFact, WhatIfView } from "../bindings";
import { Runs } from "./forecast";
import { costOf, days, effortOf, many, plan, tenths, total, worthOf } from "./plan";
import { setAside } from "./releases";
import { Draft, type FakeState } from "./state";

const RUNS = 1_000;

/** What was tried becomes the plan. */
export function apply(draft: Draft, { drop, people, due }: WhatIf): void {
  setAside(draft, drop, "", () => "");
  const { pace } = draft.frame;
  if (people !== null || due !== null)
    draft.frame = { ...draft.frame, pace: { ...pace, people: people ?? pace.people, due: due ?? pace.due } };
}

export function whatIfOf(state: FakeState, revision: number, change: WhatIf): WhatIfView {
  const draft = new Draft(state);
  apply(draft, change);
  const facts = pairs(state, draft.finish());
  const changed = facts.filter(({ now, then }) => now !== then);
  const says =
    changed.length === 0
      ? "Nothing would change."
      : changed
          .slice(0, 2)
          .map(({ name, now, then }) => `${name}: ${then} instead of ${now}.`)
          .join(" ");
  return { revision, facts, says, assumes: ["The values and efforts of the other slices stay as they are."] };
}

type Measured = { name: string; text: string; size: number | string | null; moreIsBetter: boolean | null };

function measured(state: FakeState): Measured[] {
  const { ordered, mvp } = plan(state);
  const above = ordered.slice(0, mvp.size);
  const { refusal, lines, due } = new Runs(state, 0).run(RUNS);
  const [first, all] = [lines[0], lines.at(-1)];
  const cost = costOf(ordered);
  const date = (name: string, p85: string | null | undefined): Measured => ({
    name,
    text: p85 ?? "more than ten years",
    size: p85 ?? "9999",
    moreIsBetter: false,
  });
  return [
    { name: "Slices left", text: String(ordered.length), size: ordered.length, moreIsBetter: null },
    { name: "Slices in the MVP", text: String(mvp.size), size: mvp.size, moreIsBetter: null },
    { name: "Work to the MVP", text: days(total(above, effortOf)), size: total(above, effortOf), moreIsBetter: false },
    {
      name: "Value of everything",
      text: many(total(ordered, worthOf), "point", "points"),
      size: total(ordered, worthOf),
      moreIsBetter: true,
    },
    {
      name: "Below one big batch",
      text: `${tenths(total(ordered, worthOf) * total(ordered, effortOf) - cost, total(ordered, worthOf) * total(ordered, effortOf)) / 10} %`,
      size: null,
      moreIsBetter: null,
    },
    ...(refusal === "" ? [date("MVP, in 85 of 100 cases", first?.p85), date("Everything, in 85 of 100 cases", all?.p85)] : []),
    ...(refusal === "" && due !== null
      ? [
          {
            name: `Chance of the MVP by ${due}`,
            text: `${Math.round((first?.chance ?? 0) / 10)} %`,
            size: first?.chance ?? 0,
            moreIsBetter: true,
          },
        ]
      : []),
  ];
}

function pairs(before: FakeState, after: FakeState): WhatIfFact[] {
  const was = new Map(measured(before).map((fact) => [fact.name, fact]));
  return measured(after).map(({ name, text, size, moreIsBetter }) => {
    const now = was.get(name);
    const isSame = now === undefined || now.size === size || size === null || now.size === null || moreIsBetter === null;
    // biome-ignore lint/suspicious/noThenProperty: the contract calls it so; it is a text, nothing to wait for
    return { name, now: now?.text ?? "–", then: text, better: isSame ? null : size > (now.size ?? 0) === moreIsBetter };
  });
}
