/**
 * Each reader agrees with a small file that somebody wrote by hand after its tracker's rules, and
 * notices every single thing that is changed in it. The heavy ones only with CARPACCIO_READERS=all.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Differences } from '../differences.mjs';
import { readers } from '../readers.mjs';
import { Truth } from '../truth.mjs';

const FILES = fileURLToPath(new URL('files/', import.meta.url));
const truth = Truth.of(join(FILES, 'truth.json'));

/** A reader by the name of its file, the format, what is changed into what, and what must be told. */
const NOTICED = [
  ['csv', 'tables', '=1+2', '=1+3', /S2: no row has the title/],
  ['csv', 'tables', 'ID,Title,Narrative', 'ID,Title,Title', /header: repeats title/],
  ['csv', 'tables', 'Two', '"Two', /gave up/],
  ['csv', 'libreoffice', "'=1+2", '=1+2', /row 3, Title: is a formula/],
  ['linear-csv', 'linear', 'Épic; one,', 'Epic; one,', /S1: the title “Épic; one” became/],
  ['linear-csv', 'linear', '\\<b>', '<b>', /S1: acts: html_inline <b>/],
  ['linear-csv', 'linear', '\\# not', '# not', /S1: “not later” became a heading/],
  ['linear-csv', 'linear', '- [ ] Given', 'Given', /S2: no item of a list is the criterion “Given 3/],
  ['linear-csv', 'linear', '`@all`', '@all', /S2: mentions @all/],
  ['linear-csv', 'linear', 'Needs: S3 Two ""q""', 'Needs nothing', /S2: nothing says that it needs/],
  ['linear-csv', 'linear', 'Part of: S1 Épic; one', '', /S2: nothing names its parent/],
  ['linear-csv', 'linear', 'two words', '"two, words"', /S2: the tag “two words” is none of/],
  ['linear-csv', 'linear', 'carpaccio:w-1:S2', 'carpaccio:w-1:S3', /S3: is there twice.*S2: is not there/s],
  ['linear-csv', 'linear', 'carpaccio:w-1:S3', 'carpaccio:w-1:S4', /S4: should not be there/],
  ['trello-json', 'linear', '{code}', '![code](x)', /S3: the notes lacks “{code}”.*S3: acts: image/s],
  ['jira-csv', 'jira', 'Story,3,1', 'Story,3,2', /S3: is below S2, not below S1/],
  ['jira-csv', 'jira', 'Story,2,1', 'Story,2,9', /S2: no row above has the id 9/],
  ['jira-csv', 'jira', '\\{code\\}', '{code}', /S3: the notes lacks/],
  ['jira-csv', 'jira', '* @all', '* [~all]', /S2: mentions all/],
  ['jira-csv', 'jira', '\\# not', 'h1. not', /S1: “not later” became a heading/],
  ['jira-csv', 'jira', '* Given', 'Given', /S2: no item of a list is the criterion/],
  ['jira-csv', 'jira', 'two-words', 'two', /S2: the tag “two words” is none of “two”/],
  ['jira-csv', 'jira', 'two-words', 'two words', /S2: labels with spaces/],
  ['azure-csv', 'azure', ',,"Two', ',"Two', /gave up/],
  ['azure-csv', 'azure', 'User Story,,=1+2', 'User Story,=1+2,', /S2: is below nothing, not below S1/],
  ['azure-csv', 'azure', '&lt;b&gt;now&lt;/b&gt;', '<u>now</u>', /S1: acts: u/],
  ['azure-csv', 'azure', '<li>Given', '<p>Given', /S2: no item of a list is the criterion/],
  ['azure-csv', 'azure', 'two words', 'two; words', /S2: the tag “two words” is none of/],
  ['azure-csv', 'tables', 'Title 2', 'Title 1', /header: repeats title 1/],
  ['markdown', 'markdown', '## =1+2', '=1+2', /S2: no heading or item has the title/],
  ['markdown', 'markdown', '{code}', '<b>', /S3: the notes lacks.*acts: html_block/s],
  ['opml', 'opml', 'Gone', 'Went', /S4: the title “Gone” became “Went”/],
  ['opml', 'opml', '&#10;# not later', '', /S1: the narrative lacks “# not later”/],
  ['gherkin', 'gherkin', 'Feature: =1+2', 'Feature: =1+3', /S2: the title/],
  ['gherkin', 'gherkin', '  Scenario: @all', '  # Scenario: @all', /S2: 1 scenarios for 2 criteria/],
  ['mermaid', 'mermaid', 'Épic#59; one', 'Épic one', /S1: the title/],
  ['mermaid', 'mermaid', '      S3', '        S3', /S1: 1 nodes below it, not 2/],
  ['github-json', 'github', '"labels": ["two words"]', '"labels": "two words"', /labels must be array/],
  ['github-json', 'github', '/sub_issues', '/sub_tasks', /is not documented/],
  ['github-json', 'github', '{}, "fill": { "issue_id": "S3.id" }', '{ "issue_id": "S3" }', /issue_id must be integer/],
  ['github-json', 'github', ', "fill": { "milestone": "MVP.number" }', '', /S3: is in the MVP, and in no milestone/],
  ['github-json', 'github', '"as": "S3", ', '', /nothing before it answers S3/],
  ['redmine-csv', 'redmine', 'MVP,S1', 'MVP,', /S3: is below nothing, not below S1/],
  ['redmine-csv', 'redmine', 'S1,4,S3', 'S1,4,', /S2: needs nothing, not S3/],
  ['redmine-csv', 'redmine', 'S3,Story', 'S3,Novel', /Tracker cannot be blank/],
];

const all = process.env.CARPACCIO_READERS === 'all';
const wanted = (await readers()).filter((reader) => all || !reader.heavy);

for (const reader of wanted) {
  for (const file of readdirSync(FILES)) {
    const [format] = file.split('.');
    if (reader.formats.includes(format)) {
      test(`${reader.name} agrees with a right ${format}`, async () => {
        assert.deepEqual(await told(reader, join(FILES, file), format), []);
      });
    }
  }
}

for (const [format, id, from, to, expected] of NOTICED) {
  const reader = wanted.find((reader) => reader.id === id);
  if (reader) {
    test(`${reader.name} notices in ${format} that ${from} is ${to || 'gone'}`, async () => {
      const name = readdirSync(FILES).find((name) => name.startsWith(`${format}.`));
      const text = readFileSync(join(FILES, name), 'utf8');
      assert.ok(text.includes(from));
      const folder = mkdtempSync(join(tmpdir(), 'carpaccio-reader-'));
      writeFileSync(join(folder, name), text.replace(from, to));
      assert.match((await told(reader, join(folder, name), format)).join('\n'), expected);
      rmSync(folder, { recursive: true });
    });
  }
}

async function told(reader, file, format) {
  const differs = new Differences();
  await differs.reading(() => reader.check([file], truth, differs, format));
  return differs.told;
}
