/**
 * `markdown-it`: the Markdown hand-over as people see it where they paste it.
 */
import { readFileSync } from 'node:fs';
import { plain } from '../differences.mjs';
import { rendered, unmarked } from '../markdown.mjs';

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: 'markdown-it',
  formats: ['markdown'],
  check([file], truth, differs, format) {
    const understood = rendered(readFileSync(file, 'utf8'));
    const said = plain(understood.text);
    // A title is a heading or an item; what follows it on the line, such as its id, is left aside.
    const starts = [...understood.headings.map((heading) => heading.text), ...understood.items].map(plain);
    for (const slice of truth.wanted) {
      const title = plain(slice.title);
      const there = starts.some((start) => start.includes(title));
      differs.unless(there, slice, () => `no heading or item has the title ${title.slice(0, 80)}`);
      differs.lines(slice, 'narrative', slice.narrative, said);
      differs.lines(slice, 'notes', slice.notes, said);
      for (const criterion of slice.acceptance) {
        const ways = [criterion, ...unmarked(criterion)].map(plain);
        const item = ways.some((way) => starts.some((start) => start.startsWith(way)));
        differs.unless(item, slice, () => `no item is the criterion ${plain(criterion).slice(0, 80)}`);
      }
    }
    // The story table is ours.
    const acts = understood.acts.filter((act, at) => at > 0 || !act.startsWith('table_open'));
    differs.unless(acts.length === 0, format, () => `acts: ${acts.slice(0, 5).join(' | ')}`);
  },
};
