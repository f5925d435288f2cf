/**
 * `jsdom`: descriptions for Azure DevOps, which are HTML, as a browser shows them; the tree by the
 * column that holds the title, and the tags, as csv-parse reads them.
 * <https://learn.microsoft.com/azure/devops/boards/queries/import-work-items-from-csv>
 */
import { table } from '../tables.mjs';

/** What our descriptions are made of. */
const ELEMENTS = new Set(['DIV', 'P', 'BR', 'UL', 'OL', 'LI', 'B', 'STRONG', 'I', 'EM', 'S', 'CODE', 'PRE', 'H3']);
/** After which a line ends. */
const BLOCKS = new Set(['DIV', 'P', 'BR', 'LI', 'H3', 'PRE']);

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: 'jsdom',
  formats: ['azure-csv'],
  heavy: true,
  async check(files, truth, differs) {
    const { JSDOM } = await import('jsdom');
    const parts = files.map((file) => table(file));
    const levels = parts[0].header.filter((name) => /^Title( \d+)?$/.test(name));
    const found = parts.flatMap((part) => part.rows).map((row, place) => {
      const level = levels.findIndex((name) => row.cell(name) !== '');
      const document = new JSDOM(row.cell('Description')).window.document;
      return { row, place, level, title: row.cell(levels[level]), ...shown(document.body) };
    });
    const pairs = differs.paired(truth, found, truth.wanted);
    const above = parents([...pairs]);
    for (const [slice, item] of pairs) {
      differs.title(slice, item.title, item.text, 255);
      differs.description(slice, item.text);
      differs.criteria(slice, item.items);
      differs.inert(slice, item);
      differs.parent(slice, above.get(slice), item.text);
      differs.needsShown(slice, item.text);
      differs.labels(slice, item.row.cell('Tags').split(/; ?/));
    }
  },
};

/** What a person sees of an element. */
function shown(body) {
  const result = { text: '', headings: [], items: [], acts: [], mentions: [] };
  walk(body);
  return result;

  function walk(node) {
    const from = result.text.length;
    if (node.nodeType === node.TEXT_NODE) result.text += node.data;
    else if (node !== body && !ELEMENTS.has(node.nodeName)) result.acts.push(node.nodeName.toLowerCase());
    node.childNodes.forEach(walk);
    const text = result.text.slice(from).trim();
    if (node.nodeName === 'LI') result.items.push(text.replace(/^[☐☑] ?/, ''));
    if (node.nodeName === 'H3') result.headings.push({ level: 3, text });
    if (BLOCKS.has(node.nodeName)) result.text += '\n';
  }
}

/** The slice above each: the last row before with its title further left. */
function parents(pairs) {
  const above = new Map();
  const path = [];
  for (const [slice, { level }] of pairs.sort((one, other) => one[1].place - other[1].place)) {
    path.length = level;
    above.set(slice, path.findLast((each) => each !== undefined));
    path[level] = slice;
  }
  return above;
}
