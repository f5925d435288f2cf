/**
 * `csv-parse`: every table has rows of one width, headers that its tracker accepts, and each slice
 * that it should have, once, by its title.
 */
import { plain } from '../differences.mjs';
import { table } from '../tables.mjs';

/**
 * The column of the title, its limit in characters, and what the tracker asks of the file.
 * @type {Record<string, { title: string[], limit?: number, bom?: boolean, unique?: boolean, rows?: number, columns?: number, leaves?: boolean, names?: boolean, epics?: 'column', everything?: boolean, apostrophe?: boolean, oneLine?: boolean }>}
 */
const FORMATS = {
  csv: { title: ['Title'], bom: true, apostrophe: true, unique: true, everything: true },
  'jira-csv': { title: ['Summary'], limit: 255 },
  'jira-server-csv': { title: ['Summary'], limit: 255 },
  'azure-csv': { title: ['Title', ...numbered('Title', 40)], limit: 255, unique: true, rows: 1000 },
  'gitlab-csv': { title: ['Title'], limit: 255, unique: true, columns: 50 },
  'linear-csv': { title: ['Title'], limit: 255, unique: true, apostrophe: true },
  'asana-csv': { title: ['Name', 'Task name'], limit: 1024, unique: true, names: true },
  'shortcut-csv': { title: ['name'], limit: 512, unique: true, epics: 'column' },
  'clickup-csv': { title: ['Task name'], limit: 2000, unique: true, rows: 10_000 },
  'redmine-csv': { title: ['Subject'], limit: 255, unique: true },
  'youtrack-csv': { title: ['Summary'], limit: 255, unique: true },
  'notion-csv': { title: ['Name', 'Title'], unique: true },
  'poker-csv': { title: ['title'], limit: 255, unique: true, leaves: true, oneLine: true },
};

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: 'csv-parse',
  formats: Object.keys(FORMATS),
  check(files, truth, differs, format) {
    const shape = FORMATS[format];
    const parts = files.map((file) => table(file, { bom: shape.bom }));
    const [{ header }] = parts;
    const rows = parts.flatMap((part) => part.rows);
    const names = header.map((name) => name.toLowerCase());
    const repeated = names.filter((name, at) => names.indexOf(name) !== at);
    differs.unless(!shape.unique || repeated.length === 0, 'header', () => `repeats ${repeated}`);
    differs.unless(header.length <= (shape.columns ?? Infinity), 'header', () => `${header.length} columns`);
    const most = Math.max(...parts.map((part) => part.rows.length));
    differs.unless(most <= (shape.rows ?? Infinity), format, () => `${most} rows in a file`);
    const breaks = rows.filter((row) => /[\r\n]/.test(row.cells(...header).join('')));
    differs.unless(!shape.oneLine || breaks.length === 0, format, () => 'a cell has several lines');
    const found = rows.map((row) => row.cells(...shape.title)[0] ?? '');
    if (shape.names) differs.unless(new Set(found).size === found.length, format, () => 'a name is there twice');
    titles(shape.apostrophe ? found.map(unquoted) : found, expected(truth, shape), shape, differs);
  },
};

function numbered(name, count) {
  return Array.from({ length: count }, (_, at) => `${name} ${at + 1}`);
}

function expected(truth, { leaves, everything, epics }) {
  if (leaves) return truth.leaves;
  if (epics === 'column') return truth.belowEpics;
  return everything ? truth.slices : truth.wanted;
}

/** The apostrophe that keeps a spreadsheet, or Linear, from calculating. */
const unquoted = (cell) => cell.replace(/^'(?=[=+\-@\t∑√∏<>＜＞≤≥＝≠±÷×'])/, '');

/**
 * Titles where they are names, between which commas stand: without commas, and with the id behind
 * one that a slice before has already.
 * @param {import('../truth.mjs').Slice[]} slices
 */
function asNames(slices) {
  const taken = new Set();
  return slices.map((slice) => {
    const name = slice.title.replaceAll(',', ';');
    const title = taken.has(name) ? `${name} (${slice.id})` : name;
    taken.add(title);
    return { ...slice, title };
  });
}

/** As often as a title is in the workshop, it is in the table. */
function titles(found, wanted, { limit = Infinity, names }, differs) {
  const slices = names ? asNames(wanted) : wanted;
  const left = new Map();
  const short = (title) => (title.length > limit ? `${title.slice(0, 100)}…` : plain(title));
  const cut = (title) => (title.endsWith('…') && title.length > 200 ? `${title.slice(0, 100)}…` : plain(title));
  found.map(cut).forEach((title) => left.set(title, (left.get(title) ?? 0) + 1));
  for (const slice of slices) {
    const title = short(slice.title);
    const count = left.get(title) ?? 0;
    differs.unless(count > 0, slice, () => `no row has the title ${title}`);
    left.set(title, count - 1);
  }
  for (const [title, count] of left) {
    differs.unless(count <= 0, 'rows', () => `${count} too many with the title ${title}`);
  }
}
