/**
 * `mermaid`: the mind map's tree and titles.
 */
import { readFileSync } from 'node:fs';
import { plain, quoted } from '../differences.mjs';

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: 'mermaid',
  formats: ['mermaid'],
  heavy: true,
  async check([file], truth, differs) {
    const root = await mindmap(readFileSync(file, 'utf8'));
    const epics = truth.wanted.filter((slice) => !slice.parent);
    // One root holds the epics, or is the only one.
    const isEpic = epics.length === 1 && shown(root) === plain(epics[0].title);
    children(isEpic ? [root] : root.children, epics, 'the root', differs);
  },
};

/** It cleans labels with a browser's parser, and so needs one. */
async function mindmap(text) {
  const { JSDOM } = await import('jsdom');
  globalThis.window = new JSDOM('').window;
  globalThis.document = globalThis.window.document;
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({ maxTextSize: 10_000_000 });
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  return diagram.db.getMindmap();
}

/** A label as a browser shows it. */
function shown(node) {
  const holder = globalThis.document.createElement('div');
  holder.innerHTML = node.descr
    .replace(/ﬂ°°(\d+)¶ß/g, '&#$1;')
    .replace(/ﬂ°(\w+)¶ß/g, '&$1;')
    .replace(/<br\s*\/?>/g, ' ');
  return plain(holder.textContent ?? '');
}

/** A mind map has no place for more than the beginning of a long title. */
const isTitle = (found, title) =>
  found === title || (title.length > 200 && found.endsWith('…') && title.startsWith(found.slice(0, -1)));

/** Nodes beside the slices that should be there, in any order. */
function children(nodes, slices, where, differs) {
  differs.unless(nodes.length === slices.length, where, () => `${nodes.length} nodes below it, not ${slices.length}`);
  const left = [...nodes];
  slices.forEach((slice) => {
    const same = left.findIndex((node) => isTitle(shown(node), plain(slice.title)));
    const [node] = left.splice(Math.max(same, 0), 1);
    if (node) {
      const found = shown(node);
      const agrees = isTitle(found, plain(slice.title));
      differs.unless(agrees, slice, () => `the title ${quoted(slice.title)} became ${quoted(found)}`);
      children(node.children, slice.children.filter((child) => child.wanted), slice, differs);
    }
  });
}
