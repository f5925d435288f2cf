/** How dependencies are said. */
import type { NeedNode } from "../../host/bindings";
import { m } from "../../paraglide/messages";

/** So many titles are read out; the rest are counted. */
const TOLD = 3;
const LONGEST = 60;

/** A title that fits into a sentence. */
export function titleText(title: string, most = LONGEST): string {
  const characters = Array.from(title.trim());
  if (characters.length === 0) return m.backlog_untitled();
  return characters.length > most ? `${characters.slice(0, most).join("").trimEnd()}…` : characters.join("");
}

/** "A needs B first", in the direction in which people say it. */
export function pairSays(title: string, needs: string): string {
  return m.needs_pair({ title, needs });
}

export function pathText(titles: readonly string[]): string {
  return titles.map((title) => m.needs_quoted({ title })).join(" → ");
}

/** Titles as a list: `“A”, “B”, “C” and 4 more`. */
export function titlesText(titles: readonly string[]): string {
  const told = titles.slice(0, TOLD).map((title) => m.needs_quoted({ title }));
  const more = titles.length - told.length;
  return more > 0 ? m.needs_more({ titles: told.join(", "), more }) : told.join(", ");
}

/** What a node of the picture is, besides its title: number 3, in the MVP. */
export function standingOf({ rank, in_mvp, done }: NeedNode): string {
  if (done) return m.needs_is_done();
  if (rank === null) return in_mvp ? m.needs_is_split_mvp() : m.needs_is_split();
  return in_mvp ? m.needs_is_mvp({ rank }) : m.needs_is_ranked({ rank });
}

/** A node with what it needs and what waits for it. */
export function nodeSays(node: NeedNode, needs: readonly string[], waits: readonly string[]): string {
  const title = titleText(node.title);
  const needed = needs.length === 0 ? m.needs_needs_nothing() : m.needs_needs({ titles: titlesText(needs) });
  const waiting = waits.length === 0 ? m.needs_nothing_waits() : m.needs_waiting({ titles: titlesText(waits) });
  return `${m.needs_node({ title, standing: standingOf(node) })} ${needed} ${waiting}`;
}
