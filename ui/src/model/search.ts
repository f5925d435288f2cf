/** Finding by words, as the palette does it. */

/**
 * How well `text` answers `query`, 0 for not at all. Every word must occur; at the start of the text is best, at the start of
 * a word better than inside one, and a short text beats a long one.
 */
export function matchScore(text: string, query: string): number {
  const hay = text.toLowerCase();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let total = 0;
  for (const word of words) {
    const at = hay.indexOf(word);
    if (at < 0) return 0;
    total += at === 0 ? 4 : hay.includes(` ${word}`) ? 3 : 1;
  }
  return total + 1 / (1 + hay.length);
}

/** The best `limit` of `items`, best first; the first ones without a query. */
export function best<T>(items: Iterable<T>, text: (item: T) => string, query: string, limit: number): T[] {
  const scored: { item: T; score: number }[] = [];
  for (const item of items) {
    const score = query.trim() === "" ? 1 : matchScore(text(item), query);
    if (score > 0) scored.push({ item, score });
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item);
}
