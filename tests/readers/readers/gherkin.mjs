/**
 * `@cucumber/gherkin`: feature files, one for each slice with criteria.
 */
import { readFileSync } from 'node:fs';
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import { plain, quoted } from '../differences.mjs';

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: '@cucumber/gherkin',
  formats: ['gherkin'],
  check(files, truth, differs) {
    const features = files.map((file) => parsed(readFileSync(file, 'utf8')));
    const found = features.map((feature) => ({ feature, title: feature.name, text: everything(feature) }));
    const expected = truth.wanted.filter((slice) => slice.acceptance.length > 0);
    for (const [slice, { feature, title, text }] of differs.paired(truth, found, expected)) {
      differs.title(slice, title, text);
      differs.lines(slice, 'narrative', slice.narrative, plain(text));
      for (const criterion of slice.acceptance) {
        const there = letters(text).includes(letters(criterion));
        differs.unless(there, slice, () => `no scenario says ${quoted(criterion)}`);
      }
      const scenarios = scenariosOf(feature).length;
      const wanted = slice.acceptance.length;
      differs.unless(scenarios === wanted, slice, () => `${scenarios} scenarios for ${wanted} criteria`);
    }
  },
};

/** A criterion is parted into steps, whose keywords begin with capitals and need no commas. */
const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');

function parsed(text) {
  const builder = new AstBuilder(IdGenerator.incrementing());
  const document = new Parser(builder, new GherkinClassicTokenMatcher()).parse(text);
  const comments = document.comments.map((comment) => comment.text);
  return { ...document.feature, comments };
}

function scenariosOf(feature) {
  const children = feature.children.flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  return children.flatMap((child) => (child.scenario ? [child.scenario] : []));
}

/** All that a feature says, keywords included, because a criterion may be spread over steps. */
function everything(feature) {
  const scenario = ({ name, description, steps }) => [name, description, ...steps.map(step)].join('\n');
  const step = ({ keyword, text, docString, dataTable }) =>
    [`${keyword}${text}`, docString?.content ?? '', ...(dataTable?.rows ?? []).map(row)].join('\n');
  const row = ({ cells }) => `| ${cells.map((cell) => cell.value).join(' | ')} |`;
  const tags = feature.tags.map((tag) => tag.name);
  return [...feature.comments, ...tags, feature.name, feature.description, ...scenariosOf(feature).map(scenario)].join('\n');
}
