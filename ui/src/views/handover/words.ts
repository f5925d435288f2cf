/** What a format can hold, in words. */
import type { FormatView } from "../../host/bindings";
import { m } from "../../paraglide/messages";

/** `flat`, `3 levels`: for the list of formats. */
export function levelsShort(levels: number): string {
  if (levels === 0) return m.handover_levels_short_any();
  return levels === 1 ? m.handover_levels_short_one() : m.handover_levels({ count: levels });
}

function levelsLong(levels: number): string {
  if (levels === 0) return m.handover_levels_any();
  return levels === 1 ? m.handover_levels_one() : m.handover_levels({ count: levels });
}

/** What it holds at a glance: levels, then how many facts in which way; nothing is said of none. */
export function glance({ levels, keeps, loses }: FormatView): string[] {
  const shaped = keeps.filter(({ shape }) => shape !== "").length;
  const own = keeps.length - shaped;
  const told = [
    { count: own, words: own === 1 ? m.handover_own_one : m.handover_own },
    { count: shaped, words: m.handover_shaped },
    { count: loses.length, words: m.handover_loses },
  ];
  return [levelsLong(levels), ...told.filter(({ count }) => count > 0).map(({ count, words }) => words({ count }))];
}
