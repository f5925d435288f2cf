/** Finding by words, as the palette does it. */

/**
 * How well `text` answers `query`, 0 for not at all. Every word must occur; at the start of the text is best, at the start of
 * a word better than inside one, and a short text beats a long one.
 */
export function matchScore(text: string, query: string): number {
  return scoreOf(text, wordsOf(query));
}

/** The best `limit` of `items`, best first, equals in their order; the first ones without a query. */
export function best<T>(items: Iterable<T>, text: (item: T) => string, query: string, limit: number): T[] {
  const words = wordsOf(query);
  const top: { item: T; score: number }[] = [];
  for (const item of items) {
    if (words.length === 0 && top.length === limit) break;
    const score = words.length === 0 ? 1 : scoreOf(text(item), words);
    if (score > 0) admit(top, { item, score }, limit);
  }
  return top.map(({ item }) => item);
}

/** Puts one into a list that stays in order and short: most of a hundred thousand are turned away at its end. */
function admit<T>(top: { item: T; score: number }[], one: { item: T; score: number }, limit: number): void {
  if (top.length === limit && one.score <= (top.at(-1)?.score ?? 0)) return;
  const at = top.findIndex(({ score }) => score < one.score);
  top.splice(at === -1 ? top.length : at, 0, one);
  top.length = Math.min(top.length, limit);
}

function wordsOf(query: string): { word: string; begun: string }[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return words.map((word) => ({ word, begun: ` ${word}` }));
}

function scoreOf(text: string, words: readonly { word: string; begun: string }[]): number {
  const hay = text.toLowerCase();
  let total = 0;
  for (const { word, begun } of words) {
    const at = hay.indexOf(word);
    if (at < 0) return 0;
    total += at === 0 ? 4 : hay.includes(begun) ? 3 : 1;
  }
  return total + 1 / (1 + hay.length);
}
