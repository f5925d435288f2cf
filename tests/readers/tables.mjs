/**
 * CSV as a parser that others wrote reads it.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/**
 * A table.
 * @typedef {object} Table
 * @property {string[]} header
 * @property {Row[]} rows
 *
 * A row by the names of its columns; a name that is repeated has several cells.
 * @typedef {object} Row
 * @property {number} line from 1, the header not counted
 * @property {(...names: string[]) => string} cell the first cell of the first of these columns
 * @property {(...names: string[]) => string[]} cells all cells that are not empty
 */

/**
 * Reads a table; rows of another width than the header are an error of the parser.
 * @param {string} path
 * @param {{ bom?: boolean }} [options] whether a byte order mark is expected
 * @returns {Table}
 */
export function table(path, { bom = false } = {}) {
  const text = readFileSync(path, 'utf8');
  if (text.startsWith('\ufeff') !== bom) {
    throw new Error(bom ? 'there is no byte order mark' : 'there is a byte order mark');
  }
  const [header, ...rows] = parse(text, { bom, relax_column_count: false });
  const columns = new Map();
  header.forEach((name, at) => columns.set(name.toLowerCase(), [...(columns.get(name.toLowerCase()) ?? []), at]));
  const places = (names) => names.flatMap((name) => columns.get(name.toLowerCase()) ?? []);
  return {
    header,
    rows: rows.map((cells, at) => ({
      line: at + 1,
      cell: (...names) => cells[places(names)[0]] ?? '',
      cells: (...names) => places(names).map((place) => cells[place]).filter((cell) => cell !== ''),
    })),
  };
}
