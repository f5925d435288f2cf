/**
 * `@cucumber/gherkin`: feature files, one for each leaf with criteria, or one file with all of them
 * apart by lines that name the file.
 */
import { readFileSync } from 'node:fs';
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import { plain } from '../differences.mjs';

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: '@cucumber/gherkin',
  formats: ['gherkin'],
  check(file, truth, differs) {
    const features = parts(readFileSync(file, 'utf8')).map(parsed);
    const found = features.map((feature) => ({ feature, title: feature.name, text: everything(feature) }));
    const expected = truth.leaves.filter((slice) => slice.acceptance.length > 0);
    for (const [slice, { feature, title, text }] of differs.paired(truth, found, expected)) {
      differs.title(slice, title, text);
      differs.lines(slice, 'narrative', slice.narrative, plain(text));
      for (const criterion of slice.acceptance) {
        differs.lines(slice, 'criterion', criterion, plain(text));
      }
      const scenarios = scenariosOf(feature).length;
      const wanted = slice.acceptance.length;
      differs.unless(scenarios === wanted, slice, () => `${scenarios} scenarios for ${wanted} criteria`);
    }
  },
};

/** The feature files in one file: each begins where the last has ended, at tags, comments or `Feature:`. */
function parts(text) {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, at) => (/^Feature:/.test(line) ? [at] : []));
  const begin = (start) => {
    let at = start;
    while (at > 0 && /^[@#]/.test(lines[at - 1])) at -= 1;
    return at;
  };
  const begins = starts.map(begin);
  return begins.map((from, at) => lines.slice(from, begins[at + 1]).join('\n'));
}

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
