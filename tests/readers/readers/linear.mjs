/**
 * `@linear/import`: what Linear's importers make of files for Linear, and of files in the shape
 * that other trackers export.
 *
 * The package exports nothing and its command asks questions, so its bundle is loaded up to where
 * the command begins, and its importers are called.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rendered } from '../markdown.mjs';
import { table } from '../tables.mjs';
import { Unread } from '../unread.mjs';

/** What only the command needs, which takes a second to load. */
const UNUSED = ['inquirer', 'inquirer-file-path', 'ora', 'cli-progress', '@linear/sdk', 'node-fetch', 'chalk'];

const bundle = fileURLToPath(import.meta.resolve('@linear/import/package.json')).replace('package.json', 'dist/cli.cjs');
const importers = load();

function load() {
  const source = readFileSync(bundle, 'utf8');
  const command = source.indexOf('//#region src/cli.ts');
  const names = [...source.matchAll(/^var (\w+Importer) = class/gm)].map((match) => match[1]);
  const require = createRequire(bundle);
  const body = `${source.slice(0, command)}\nreturn { ${names.join(', ')} };`;
  return new Function('require', body)((id) => (UNUSED.includes(id) ? {} : require(id)));
}

/**
 * How each format is read.
 * @type {Record<string, { open: (file: string) => { import(): Promise<any> }, columns?: string[], limit?: number, expected?: (truth: any) => any[], check?: Function }>}
 */
const FORMATS = {
  'linear-csv': {
    open: (file) => new importers.LinearCsvImporter(file),
    columns: ['Title', 'Description'],
    limit: 255,
    check: markdownIssue,
  },
  'jira-csv': {
    open: (file) => new importers.JiraCsvImporter(file, 'example'),
    columns: ['Summary', 'Description'],
    limit: 255,
  },
  'jira-server-csv': {
    open: (file) => new importers.JiraCsvImporter(file, '', 'https://jira.example.org'),
    columns: ['Summary', 'Description'],
    limit: 255,
  },
  'asana-csv': {
    open: (file) => new importers.AsanaCsvImporter(file, ''),
    columns: ['Name', 'Notes', 'Tags'],
  },
  'gitlab-csv': {
    open: (file) => new importers.GitLabCsvImporter(file),
    columns: ['Title', 'Description', 'Labels'],
    limit: 255,
    check: markdownText,
  },
  'shortcut-csv': {
    open: (file) => new importers.ShortcutCsvImporter(file, 'example', 'none'),
    columns: ['name', 'description', 'labels', 'tasks', 'owners', 'external_tickets', 'type', 'state'],
    limit: 512,
    // It takes a title that is nothing but a nought for none.
    expected: (truth) => truth.belowEpics.filter((slice) => slice.title !== '0'),
    check: (slice, issue, differs) => {
      // Its epics stand in a column that this importer passes over.
      if (slice.depth > 1) differs.parentShown(slice, rendered(issue.text).text);
      const { text } = markdownText(slice, issue, differs);
      differs.labels(slice, issue.labels);
      differs.needsShown(slice, text);
    },
  },
  'trello-json': {
    open: (file) => new importers.TrelloJsonImporter(file, true, false, false),
    // Trello takes longer titles; programs that read its boards do not show them.
    limit: 512,
    check: (slice, issue, differs) => markdownIssue(slice, issue, differs, cutAt(issue, 16_384)),
  },
};

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: '@linear/import',
  formats: Object.keys(FORMATS),
  async check([file], truth, differs, format) {
    const { open, columns, limit, expected, check } = FORMATS[format];
    const missing = columns?.filter((column) => !table(file).header.includes(column)) ?? [];
    if (missing.length > 0) {
      throw new Unread(`it reads what the tracker itself exports, with ${missing.join(', ')}`);
    }
    const { issues, labels } = await open(file).import();
    const found = issues.map((issue) => ({
      title: issue.title,
      text: issue.description ?? '',
      labels: (issue.labels ?? []).map((id) => labels[id].name),
    }));
    for (const [slice, issue] of differs.paired(truth, found, expected?.(truth) ?? truth.wanted)) {
      if (!isTyped(issue.title, slice.title)) differs.title(slice, String(issue.title), issue.text, limit);
      check?.(slice, issue, differs);
    }
  },
};

/** Whether a title that is a number or a truth value was taken for one, as in Shortcut's exports. */
const isTyped = (found, title) =>
  typeof found !== 'string' && (found === Number(title) || String(found) === title.toLowerCase());

/**
 * How much of a line is surely there: all of it unless the description is full, at most a tenth
 * short of its limit; then a quarter of the limit, since escapes take room.
 */
const cutAt = (issue, limit) => (issue.text.length > limit * 0.9 ? limit / 4 : Infinity);

/** An issue whose format has neither levels nor relations. */
function markdownIssue(slice, issue, differs, longest) {
  const { text } = markdownText(slice, issue, differs, longest);
  differs.labels(slice, issue.labels);
  differs.parentShown(slice, [issue.title, text, ...issue.labels].join('\n'));
  differs.needsShown(slice, text);
}

/** A description in Markdown that says everything and in which nothing acts. */
function markdownText(slice, issue, differs, longest) {
  const understood = rendered(issue.text);
  differs.description(slice, understood.text, longest);
  differs.criteria(slice, understood.items);
  differs.inert(slice, understood);
  return understood;
}
