/**
 * `opml`, by the author of the format: the tree and everything that a node says.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { plain } from '../differences.mjs';

const opml = createRequire(import.meta.url)('opml');

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: 'opml',
  formats: ['opml'],
  async check([file], truth, differs) {
    const document = await parsed(readFileSync(file, 'utf8'));
    differs.unless(plain(document.head.title ?? '') === plain(truth.title), 'head', () => `the title ${document.head.title}`);
    const expected = truth.slices.filter((slice) => !slice.parent);
    children(document.body.subs ?? [], expected, 'body', differs);
  },
};

function parsed(text) {
  return new Promise((resolve, reject) => {
    opml.parse(text, (error, result) => (error ? reject(error) : resolve(result.opml)));
  });
}

/** Nodes beside the slices that should be there, in this order. */
function children(nodes, slices, where, differs) {
  differs.unless(nodes.length === slices.length, where, () => `${nodes.length} nodes below it, not ${slices.length}`);
  slices.forEach((slice, at) => {
    const node = nodes[at] ?? { text: '' };
    differs.title(slice, node.text, node.text);
    const said = Object.entries(node).filter(([name, value]) => name !== 'text' && typeof value === 'string');
    differs.description(slice, said.map(([, value]) => value).join('\n'));
    children(node.subs ?? [], slice.children, slice, differs);
  });
}
