/** Hand-overs of the fake: a table for every CSV, an outline for everything else, and a memory of the last one. */
import type {
  ChangedSlice,
  FieldChange,
  HandoverChanges,
  HandoverPreview,
  HandoverScope,
  NoteView,
  RoleName,
  SliceId,
  TableView,
} from "../bindings";
import { formatOf } from "./formats";
import { writeOutline } from "./outline";
import { Draft, type FakeSlice, type FakeState } from "./state";

/** What the fake remembers of the hand-overs to one format. */
export type Handed = { at: string; folder: string; state: FakeState };

const SHOWN = 200_000;
const HEADER = ["Work item ID", "Parent", "Work type", "Summary", "Description"];

export function previewOf(state: FakeState, format: string, scope: HandoverScope, last: Handed | undefined): HandoverPreview {
  const view = formatOf(format);
  const wanted = scope === "whole" ? null : part(state, last);
  const table = view.extension === "csv" ? tableOf(state, format, wanted) : null;
  const text = table ? csv(table) : written(state, format, wanted);
  const title = state.frame.title.toLowerCase().replaceAll(/\W+/g, "-");
  const slices = wanted?.size ?? state.slices.size;
  return {
    text: text.slice(0, SHOWN),
    cut: text.length > SHOWN,
    bytes: new TextEncoder().encode(text).length,
    file_name: `${title || "workshop"}.${view.extension}`,
    report: { summary: `${slices} slices are written.`, notes: notesFor(format) },
    table: table && { ...table, rows: table.rows.slice(0, 200) },
    files: [],
  };
}

/** What is new or changed, with what it lies below. */
function part(state: FakeState, last: Handed | undefined): Set<SliceId> {
  const draft = new Draft(state);
  const ids = changesOf(state, "", last).slices.flatMap(({ id, what }) => (id !== null && what !== "gone" ? [id] : []));
  const wanted = new Set<SliceId>();
  for (const id of ids) {
    for (let at: SliceId | null = id; at !== null; at = draft.slice(at).row.parent ?? null) wanted.add(at);
  }
  return wanted;
}

function written(state: FakeState, format: string, wanted: ReadonlySet<SliceId> | null): string {
  const draft = new Draft(state);
  const bullet = format === "markdown" ? "- " : "";
  if (wanted === null) return `${writeOutline(state, draft.children(null), bullet)}\n`;
  return draft
    .all()
    .flatMap((id) => (wanted.has(id) ? [`${bullet}${draft.slice(id).row.title}\n`] : []))
    .join("");
}

function tableOf(state: FakeState, format: string, wanted: ReadonlySet<SliceId> | null): TableView {
  const draft = new Draft(state);
  const ids = draft.all().filter((id) => wanted === null || wanted.has(id));
  const rows = ids.map((id) => {
    const { row, narrative } = draft.slice(id);
    return [row.id, row.parent ?? "", typeOf(draft, format, id), row.title, narrative];
  });
  return { header: HEADER, rows };
}

function typeOf(draft: Draft, format: string, id: SliceId): string {
  const { row } = draft.slice(id);
  const role = row.parent == null ? "epic" : row.kind === "slice" && draft.children(id).length > 0 ? "split" : row.kind;
  const usual = formatOf(format).types.find((view) => view.role === role)?.usual;
  return draft.types[format]?.[role] ?? usual ?? "";
}

function csv({ header, rows }: TableView): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

function notesFor(format: string): NoteView[] {
  const note = (severity: NoteView["severity"], message: string): NoteView => ({ line: null, severity, message });
  if (format !== "jira-csv") return [];
  return [
    note("skipped", "1 slice that was dropped"),
    note("lost", "the order of the personas"),
    note("lost", "the order of the steps, and which are essential"),
    note("flattened", "3 slices below the third level: sub-tasks of the story above, their parent under “Part of”"),
    note("flattened", "2 slices with dependencies: lines of the description"),
    note("flattened", "the order among siblings: rows are in the order of the backlog"),
  ];
}

/** What has changed since the last hand-over; everything is new when there was none. */
export function changesOf(state: FakeState, format: string, last: Handed | undefined): HandoverChanges {
  const before = last?.state.slices ?? new Map<SliceId, FakeSlice>();
  const now = new Draft(state).all().map((id) => new Draft(state).slice(id));
  const slices = now.flatMap((slice) => changed(before.get(slice.row.id), slice));
  const gone = [...before.values()].filter(({ row }) => !state.slices.has(row.id)).map((slice) => told(slice, "gone"));
  return { format, since: last?.at ?? null, slices: [...slices, ...gone] };
}

function changed(before: FakeSlice | undefined, after: FakeSlice): ChangedSlice[] {
  if (before === undefined) return [told(after, "new")];
  const fields = differences(before, after);
  return fields.length === 0 ? [] : [told(after, "changed", fields)];
}

function differences(before: FakeSlice, after: FakeSlice): FieldChange[] {
  const field = (noun: string, read: (slice: FakeSlice) => string): FieldChange[] => {
    const [old, now] = [read(before), read(after)];
    return old === now ? [] : [{ field: noun, before: old, after: now, conflict: false }];
  };
  return [
    ...field("title", ({ row }) => row.title),
    ...field("narrative", ({ narrative }) => narrative),
    ...field("effort", ({ row }) => String(row.effort ?? "")),
    ...field("acceptance criteria", ({ acceptance }) => acceptance.map(({ text }) => text).join("\n")),
  ];
}

function told({ row }: FakeSlice, what: ChangedSlice["what"], fields: FieldChange[] = []): ChangedSlice {
  return { id: row.id, key: null, title: row.title, what, fields };
}

export function typesOf(state: FakeState, format: string): RoleName[] {
  return formatOf(format).types.map(({ role, usual }) => ({ role, usual, name: state.types[format]?.[role] ?? null }));
}
