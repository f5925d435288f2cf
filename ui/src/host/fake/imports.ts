/** Imports of the fake: outlines, and tables whose columns can be corrected. A slice of the same title is the same slice. */
import type {
  ChangedSlice,
  ColumnChoice,
  ColumnView,
  Conflicts,
  Edited,
  ImportChoices,
  ImportOutcome,
  ImportPreview,
  ImportSource,
  MeaningView,
  NewSlice,
  NoteView,
} from "../bindings";
import { perform } from "./gestures";
import { parseOutline } from "./outline";
import { Draft, type FakeSlice, type FakeState } from "./state";

export const MEANINGS: MeaningView[] = [
  { id: "title", title: "Title" },
  { id: "narrative", title: "Narrative" },
  { id: "effort", title: "Effort" },
  { id: "tags", title: "Tags" },
];

const GUESSES: Record<string, string> = {
  summary: "title",
  title: "title",
  name: "title",
  description: "narrative",
  points: "effort",
  labels: "tags",
  status: "other",
};

type Read = { items: NewSlice[]; columns: ColumnView[]; notes: NoteView[] };

/** A fake file holds its own path as text. */
function textOf(source: ImportSource): string {
  return source.from === "text" ? source.text : `Imported from a file\n  ${source.path}`;
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}

function isTable(text: string): boolean {
  return text.split("\n", 1)[0]?.includes(",") === true;
}

function readTable(text: string, choices: readonly ColumnChoice[]): Read {
  const [header = [], ...rows] = text.trim().split(/\r?\n/).map(cells);
  const meaning = (name: string) => {
    const choice = choices.find((one) => one.header === name);
    return choice ? choice.meaning : (GUESSES[name.toLowerCase()] ?? null);
  };
  const columns = header.map((name, at) => {
    const samples = rows.map((row) => row[at] ?? "").filter((cell) => cell !== "");
    return { header: name, samples: samples.slice(0, 3), meaning: meaning(name) };
  });
  const cell = (row: string[], wanted: string) => row[columns.findIndex((column) => column.meaning === wanted)] ?? "";
  const items = rows.map((row) => ({ depth: 0, title: cell(row, "title"), narrative: cell(row, "narrative") }));
  const unread = columns.filter((column) => column.meaning === null);
  const notes = unread.map(({ header: name }): NoteView => ({ line: 1, severity: "skipped", message: `the column “${name}”` }));
  return { items: items.filter((item) => item.title !== ""), columns, notes };
}

function readLines(text: string): Read {
  const rule = /^[-=_]{3,}\s*$/;
  const items = parseOutline(text).filter((item) => !rule.test(item.title));
  const notes = text.split("\n").flatMap((line, at): NoteView[] => {
    return rule.test(line) ? [{ line: at + 1, severity: "skipped", message: "a line without words" }] : [];
  });
  return { items, columns: [], notes };
}

function read(source: ImportSource, columns: readonly ColumnChoice[]): Read {
  const text = textOf(source);
  if (text.trim() === "")
    throw { code: "bad-input", message: "There is nothing in it. Paste or choose a text with at least one line.", detail: "" };
  return isTable(text) ? readTable(text, columns) : readLines(text);
}

export function itemsOf(source: ImportSource, columns: readonly ColumnChoice[]): NewSlice[] {
  return read(source, columns).items;
}

/** What an import of `source` brings. */
export function importOf(source: ImportSource, format: string | null, choices: readonly ColumnChoice[]): ImportPreview {
  const { items, columns, notes } = read(source, choices);
  const text = textOf(source);
  const guess = isTable(text) ? "csv" : /^\s*[-*+#] /m.test(text) ? "markdown" : "outline";
  return {
    format: format ?? guess,
    title: items[0]?.title ?? "",
    slices: items.length,
    items: items.slice(0, 1000),
    report: { summary: `${items.length} slices were read.`, notes },
    columns,
    meanings: columns.length > 0 ? MEANINGS : [],
  };
}

type Standing = { item: NewSlice; ours: FakeSlice | undefined };

function standings(state: FakeState, items: readonly NewSlice[]): Standing[] {
  const known = new Map([...state.slices.values()].map((slice) => [slice.row.title.toLowerCase(), slice]));
  return items.map((item) => ({ item, ours: known.get(item.title.toLowerCase()) }));
}

function changeOf({ item, ours }: Standing): ChangedSlice[] {
  if (!ours) return [{ id: null, key: null, title: item.title, what: "new", fields: [] }];
  if (item.narrative === "" || item.narrative === ours.narrative) return [];
  const field = { field: "narrative", before: ours.narrative, after: item.narrative, conflict: ours.narrative !== "" };
  return [{ id: ours.row.id, key: null, title: ours.row.title, what: "changed", fields: [field] }];
}

/** What it would do to the open workshop. */
export function tryImport(state: FakeState, source: ImportSource, format: string | null, columns: readonly ColumnChoice[]): ImportOutcome {
  const { format: guessed, report } = importOf(source, format, columns);
  return { format: guessed, report, slices: standings(state, itemsOf(source, columns)).flatMap(changeOf) };
}

/** Does it: what is here is updated, everything else is added on top behind `after`. */
export function merge(
  state: FakeState,
  items: readonly NewSlice[],
  after: string | null,
  { conflicts }: ImportChoices,
): Pick<Edited, "focus" | "label"> & { state: FakeState } {
  const all = standings(state, items);
  const fresh = all.filter(({ ours }) => ours === undefined).map(({ item }) => item);
  const added = perform(state, { do: "add", parent: null, after, items: fresh });
  const draft = new Draft(added.state);
  for (const { item, ours } of all) if (ours && takes(ours, item, conflicts)) draft.patch(ours.row.id, { narrative: item.narrative });
  return { state: draft.finish(), focus: added.focus, label: added.label.replace("Add", "Import") };
}

function takes(ours: FakeSlice, item: NewSlice, conflicts: Conflicts): boolean {
  return item.narrative !== "" && (ours.narrative === "" || conflicts === "theirs");
}
