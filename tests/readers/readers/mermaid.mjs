/**
 * `mermaid`: the mind map's tree and titles.
 */
import { readFileSync } from 'node:fs';
import { plain } from '../differences.mjs';

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

function children(nodes, slices, where, differs) {
  differs.unless(nodes.length === slices.length, where, () => `${nodes.length} nodes below it, not ${slices.length}`);
  slices.forEach((slice, at) => {
    const node = nodes[at];
    if (node) {
      differs.title(slice, shown(node), '');
      children(node.children, slice.children.filter((child) => child.wanted), slice, differs);
    }
  });
}
