/**
 * Redmine, as Debian packages it: what its importer makes of a file in a fresh copy of its database.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = '/usr/share/redmine';
const DATABASE = '/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default';
const SCRIPT = fileURLToPath(new URL('../redmine.rb', import.meta.url));

/** @type {Omit<import('../readers.mjs').Reader, 'id'>} */
export default {
  name: 'Redmine',
  formats: ['redmine-csv'],
  heavy: true,
  check([file], truth, differs, format) {
    const { issues, failed } = imported(file);
    differs.unless(failed.length === 0, format, () => failed.slice(0, 5).join(' | '));
    const pairs = differs.paired(truth, issues, truth.wanted);
    const slices = new Map([...pairs].map(([slice, issue]) => [issue.id, slice]));
    for (const [slice, issue] of pairs) {
      differs.title(slice, issue.title, issue.text, 255);
      differs.description(slice, issue.text);
      differs.parent(slice, slices.get(issue.parent), issue.text);
      const needed = issue.needs.map((id) => slices.get(id));
      differs.relations(slice, 'needs', needed, slice.needs.filter((each) => each.wanted));
      differs.unless(!slice.inMvp || issue.version !== null, slice, () => 'is in the MVP, and in no version');
    }
  },
};

/** What is in Redmine after importing a file. */
function imported(file) {
  const folder = mkdtempSync(join(tmpdir(), 'carpaccio-redmine-'));
  try {
    const database = join(folder, 'redmine.sqlite3');
    copyFileSync(DATABASE, database);
    const output = execFileSync('bin/rails', ['runner', SCRIPT], {
      cwd: PROGRAM,
      env: { ...process.env, RAILS_ENV: 'production', DATABASE_URL: `sqlite3:${database}?timeout=60000` },
      input: `${resolve(file)}\n`,
      maxBuffer: 1 << 30,
      stdio: ['pipe', 'pipe', 'inherit'],
      encoding: 'utf8',
    });
    const line = output.split('\n').find((line) => line.startsWith('CARPACCIO '));
    return JSON.parse(line.slice('CARPACCIO '.length));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
