/** What is answered when a number of the whole order is asked why. */
import type { BacklogView, ReleaseView } from "../../host/bindings";
import type { Asked } from "../../model/order-view.svelte";
import { m } from "../../paraglide/messages";
import { blocksText, costText, daysText, perCent, shortTitle, slicesText, valueDays } from "./words";

export type Answer = { heading: string; sentences: readonly string[] };

const ANSWERS: Record<Asked, (backlog: BacklogView) => Answer> = {
  "first-value": firstValue,
  mvp,
  batch,
  "by-hand": byHand,
  order,
};

export function answerTo(asked: Asked, backlog: BacklogView): Answer {
  return ANSWERS[asked](backlog);
}

function firstValue({ curve, entries, curve_says }: BacklogView): Answer {
  const at = curve.findIndex(({ value }) => value > 0);
  const days = daysText(curve[at]?.half_days ?? 0);
  const entry = entries[at - 1];
  const heading = m.backlog_why_first({ days });
  return { heading, sentences: [entry ? m.backlog_why_first_says({ title: shortTitle(entry.title), days }) : curve_says] };
}

function mvp(backlog: BacklogView): Answer {
  const [release] = backlog.releases;
  return release ? lineAnswer(release, backlog) : { heading: m.backlog_why_mvp(), sentences: [] };
}

/** Why the line of a release is where it is. */
export function lineAnswer({ id, name, says, count }: ReleaseView, { entries }: BacklogView): Answer {
  const heading = id === null ? m.backlog_why_mvp() : m.backlog_why_line({ name });
  const edge = entries[count - 1];
  return { heading, sentences: edge ? [says, m.backlog_why_mvp_edge({ title: shortTitle(edge.title) })] : [says] };
}

function batch({ facts, curve, worth }: BacklogView): Answer {
  const days = daysText(curve.at(-1)?.half_days ?? 0);
  return {
    heading: m.backlog_why_batch({ share: perCent(facts.under_batch) }),
    sentences: [
      m.backlog_why_batch_cost({ cost: costText(facts.cost, worth) }),
      m.backlog_why_batch_big({ days, cost: costText(facts.big_batch_cost, worth) }),
    ],
  };
}

function byHand({ facts, pins, worth }: BacklogView): Answer {
  const more = costText(String(BigInt(facts.cost) - BigInt(facts.proposed_cost)), worth);
  const costs = { best: valueDays(facts.proposed_cost), cost: valueDays(facts.cost), more };
  return {
    heading: m.value_why_by_hand({ share: perCent(facts.over_proposed) }),
    sentences: [
      pins === 1 ? m.value_why_by_hand_pins_one() : m.value_why_by_hand_pins({ slices: slicesText(pins) }),
      m.value_why_by_hand_cost(costs),
    ],
  };
}

function order({ facts, order_says }: BacklogView): Answer {
  const blocks = blocksText(facts.blocks.length);
  const bounded = facts.blocks.filter(({ settled }) => settled === "bounded").length;
  const settled = bounded === 0 ? m.backlog_why_blocks_settled({ blocks }) : m.backlog_why_blocks({ blocks, bounded });
  const over = m.backlog_why_over({ cost: valueDays(facts.best_cost), share: perCent(facts.over_best) });
  return { heading: m.backlog_why_order(), sentences: facts.over_best > 0 ? [order_says, settled, over] : [order_says, settled] };
}
