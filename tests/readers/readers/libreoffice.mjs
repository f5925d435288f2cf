/**
 * LibreOffice: the spreadsheet as somebody opens it, with formulas calculated. Every cell holds what
 * the file says, and none is a formula.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { quoted } from '../differences.mjs';
import { table } from '../tables.mjs';

/**
 * Commas, double quotes, UTF-8, from the first line, American English; quoted cells may be numbers
 * and formulas are calculated, which is the worst that somebody can choose when opening a file.
 * <https://wiki.documentfoundation.org/Documentation/DevGuide/Spreadsheet_Documents>
 */
const OPENED = 'CSV:44,34,76,1,,1033,false,false,false,false,false,0,true';

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: 'LibreOffice',
  formats: ['csv'],
  heavy: true,
  async check([file], _truth, differs) {
    const { header, rows } = table(file, { bom: true });
    const cells = await opened(file);
    header.forEach((name, column) => {
      const cell = cells[0]?.[column];
      differs.unless(cell?.text === name, 'row 1', () => `the header ${name} is ${quoted(cell?.text ?? '')}`);
    });
    rows.forEach((row, at) => {
      header.forEach((name, column) => {
        const cell = cells[at + 1]?.[column] ?? { text: '' };
        const where = `row ${at + 2}, ${name}`;
        differs.unless(!cell.formula, where, () => `is a formula: ${cell.formula}`);
        differs.unless(same(cell, row.cell(name)), where, () => `${quoted(row.cell(name))} became ${quoted(cell.text)}`);
      });
    });
  },
};

/** The same text, or the number that the text is. In cells of several lines it keeps no tabs. */
function same(cell, text) {
  const unified = text.replace(/\r\n/g, '\n');
  const kept = unified.includes('\n') ? unified.replaceAll('\t', '') : unified;
  return cell.text === kept || (cell.value !== undefined && Number(cell.value) === Number(text));
}

/**
 * What LibreOffice has in each cell after opening a file.
 * @returns {Promise<{ text: string, formula?: string, value?: string }[][]>}
 */
async function opened(file) {
  const folder = mkdtempSync(join(tmpdir(), 'carpaccio-libreoffice-'));
  try {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const output = ['--convert-to', 'fods', '--outdir', folder];
    execFileSync('soffice', [profile, '--headless', `--infilter=${OPENED}`, ...output, file], { stdio: 'ignore' });
    return await sheet(readFileSync(join(folder, basename(file).replace(/\.\w+$/, '.fods')), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first table of a document in OpenDocument's flat XML. */
async function sheet(xml) {
  const { default: sax } = await import('sax');
  const parser = sax.parser(true);
  const rows = [];
  let cell;
  let paragraphs = 0;
  const times = (node, name) => Math.min(Number(node.attributes[name] ?? 1), 2000);
  parser.onopentag = (node) => {
    if (node.name === 'table:table-row') rows.push([]);
    if (node.name === 'table:table-cell') {
      const { 'table:formula': formula, 'office:value': value } = node.attributes;
      cell = { text: '', formula, value };
      paragraphs = 0;
      for (let left = times(node, 'table:number-columns-repeated'); left > 0; left -= 1) rows.at(-1).push(cell);
    }
    if (cell && node.name === 'text:p' && (paragraphs += 1) > 1) cell.text += '\n';
    if (cell && node.name === 'text:s') cell.text += ' '.repeat(Number(node.attributes['text:c'] ?? 1));
    if (cell && node.name === 'text:tab') cell.text += '\t';
    if (cell && node.name === 'text:line-break') cell.text += '\n';
  };
  parser.ontext = (text) => {
    // Between paragraphs there is only the indentation of the XML.
    if (cell && text.trim() !== '') cell.text += text;
    else if (cell && !text.includes('\n')) cell.text += text;
  };
  parser.onclosetag = (name) => {
    if (name === 'table:table-cell') cell = undefined;
  };
  parser.write(xml).close();
  return rows;
}
