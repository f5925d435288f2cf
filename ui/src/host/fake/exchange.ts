/** Two formats are enough to see every part of the import sheet and of the hand-over. */
import type { FormatView, HandoverPreview, ImportPreview, ImportSource, NoteView } from "../bindings";
import { parseOutline, writeOutline } from "./outline";
import { Draft, type FakeState } from "./state";

export const FORMATS: FormatView[] = [
  {
    id: "outline",
    title: "Indented outline",
    about: "Titles as indented lines, for any editor or chat. Scores and details stay here.",
    extension: "txt",
    writes: true,
    reads: true,
  },
  {
    id: "markdown",
    title: "Markdown",
    about: "Headings, nested lists and acceptance criteria as check boxes, for wikis and pull requests.",
    extension: "md",
    writes: true,
    reads: true,
  },
  {
    id: "jira-csv",
    title: "Jira Cloud, CSV import",
    about: "Epics, stories and sub-tasks, parents first. Levels below are flattened and told.",
    extension: "csv",
    writes: true,
    reads: true,
  },
];

const SHOWN = 200_000;

export function previewOf(state: FakeState, format: string): HandoverPreview {
  const view = formatOf(format);
  const text = written(state, format);
  const title = state.frame.title.toLowerCase().replaceAll(/\W+/g, "-");
  return {
    text: text.slice(0, SHOWN),
    cut: text.length > SHOWN,
    bytes: new TextEncoder().encode(text).length,
    file_name: `${title || "workshop"}.${view.extension}`,
    report: { summary: `${state.slices.size} slices are written.`, notes: notesFor(format) },
  };
}

function formatOf(id: string): FormatView {
  const view = FORMATS.find((format) => format.id === id);
  if (!view) throw { code: "bad-input", message: "There is no such format.", detail: id };
  return view;
}

function written(state: FakeState, format: string): string {
  const epics = new Draft(state).children(null);
  if (format === "jira-csv") return csv(state);
  return `${writeOutline(state, epics, format === "markdown" ? "- " : "")}\n`;
}

function csv(state: FakeState): string {
  const draft = new Draft(state);
  const line = (id: string) => {
    const { row } = draft.slice(id);
    return [row.id, row.parent ?? "", row.parent ? "Story" : "Epic", `"${row.title.replaceAll('"', '""')}"`].join(",");
  };
  return ["Work item ID,Parent,Work type,Summary", ...draft.all().map(line)].join("\r\n");
}

function notesFor(format: string): NoteView[] {
  if (format !== "jira-csv") return [];
  return [{ line: null, lost: true, message: "Three slices were deeper than Jira’s levels and stand below their epic now." }];
}

/** What an import of `source` brings; a fake file holds its own path as text. */
export function importOf(source: ImportSource, format: string | null): ImportPreview {
  const text = source.from === "text" ? source.text : `Imported from a file\n  ${source.path}`;
  if (text.trim() === "")
    throw { code: "bad-input", message: "There is nothing in it. Paste or choose a text with at least one line.", detail: "" };
  const rule = /^[-=_]{3,}\s*$/;
  const items = parseOutline(text).filter((item) => !rule.test(item.title));
  const skipped = text.split("\n").flatMap((line, at): NoteView[] => {
    return rule.test(line) ? [{ line: at + 1, lost: true, message: "A line without words was skipped." }] : [];
  });
  return {
    format: format ?? (/^\s*[-*+#] /m.test(text) ? "markdown" : "outline"),
    title: items[0]?.title ?? "",
    slices: items.length,
    items: items.slice(0, 1000),
    report: { summary: `${items.length} slices were read.`, notes: skipped },
  };
}
