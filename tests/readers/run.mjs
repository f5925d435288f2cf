/**
 * `node run.mjs FOLDER [light|all] [FORMAT…]`: runs readers over what was handed over into FOLDER.
 *
 * FOLDER holds one folder a workshop, with `truth.json` and a folder a format. A line for each
 * reader, workshop and format: `ok` with how many things were compared, `unread` with the reason,
 * or `differs` with what does not agree. Ends with 1 when something differs.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Differences } from './differences.mjs';
import { readers } from './readers.mjs';
import { Truth } from './truth.mjs';

/** Of one file by one reader; the rest is counted. */
const MOST_TOLD = 12;

const [folder, which = 'all', ...formats] = process.argv.slice(2);
const chosen = (await readers()).filter((reader) => which === 'all' || !reader.heavy);
const workshops = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'truth.json')));

let differ = 0;
for (const workshop of workshops) {
  const truth = Truth.of(join(folder, workshop, 'truth.json'));
  for (const format of readdirSync(join(folder, workshop)).sort()) {
    const reading = chosen.filter((reader) => reader.formats.includes(format));
    for (const reader of formats.length === 0 || formats.includes(format) ? reading : []) {
      differ += await run(reader, format, workshop, filesIn(join(folder, workshop, format)), truth);
    }
  }
}
process.exit(differ > 0 ? 1 : 0);

/** All files below a folder, in the order of their names. */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const order = new Intl.Collator('en', { numeric: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.sort(order.compare);
}

/** Answers how many things differ. */
async function run(reader, format, workshop, files, truth) {
  const what = `${format} of ${workshop}, read by ${reader.name}`;
  const differs = new Differences();
  const unread = await differs.reading(() => reader.check(files, truth, differs, format));
  const { told, compared } = differs;
  if (unread !== undefined) console.log(`unread: ${what}: ${unread}`);
  else if (told.length === 0) console.log(`ok: ${what}: ${compared} things agree`);
  told.slice(0, MOST_TOLD).forEach((difference) => console.log(`differs: ${what}: ${difference}`));
  if (told.length > MOST_TOLD) console.log(`differs: ${what}: and ${told.length - MOST_TOLD} more`);
  return told.length;
}
