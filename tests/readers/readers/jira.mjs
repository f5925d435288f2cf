/**
 * `@atlaskit/editor-wikimarkup-transformer`: what Jira's editor makes of the descriptions in files
 * for Jira; the tree and the labels as csv-parse reads them.
 */
import { table } from '../tables.mjs';
import { rendered } from '../wiki.mjs';

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: '@atlaskit/editor-wikimarkup-transformer',
  formats: ['jira-csv', 'jira-server-csv'],
  check([file], truth, differs) {
    const found = table(file).rows.map((row) => {
      const markup = row.cell('Description');
      return { ...rendered(markup), row, markup, title: row.cell('Summary') };
    });
    const pairs = differs.paired(truth, found, truth.wanted);
    const above = parents([...pairs], differs);
    for (const [slice, issue] of pairs) {
      differs.title(slice, issue.title, issue.text, 255);
      differs.unless(issue.markup.length <= 32_767, slice, () => 'the description is too long');
      differs.description(slice, issue.text);
      differs.criteria(slice, issue.items);
      differs.needsShown(slice, issue.text);
      differs.parent(slice, above.get(slice), issue.text);
      labels(slice, issue.row.cells('Labels'), differs);
      differs.inert(slice, issue);
    }
  },
};

/** Jira's labels have no spaces. */
function labels(slice, found, differs) {
  differs.labels(slice, found);
  const broken = found.filter((label) => /\s/.test(label));
  differs.unless(broken.length === 0, slice, () => `labels with spaces: ${broken}`);
}

/** The slice above each, by whatever column holds it; parents must come first. */
function parents(pairs, differs) {
  const known = new Map();
  const above = new Map();
  for (const [slice, { row }] of pairs.sort((one, other) => one[1].row.line - other[1].row.line)) {
    const parent = row.cell('Parent', 'Parent ID', 'Epic Link') || row.cell('Epic Link');
    differs.unless(parent === '' || known.has(parent), slice, () => `no row above has the id ${parent}`);
    above.set(slice, known.get(parent));
    row.cells('Work item ID', 'Issue ID', 'Epic Name').forEach((name) => known.set(name, slice));
  }
  return above;
}
