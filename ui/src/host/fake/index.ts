/**
 * The host for tests and for a plain browser: a workshop in memory with undo, snapshots and predictable scores. It answers
 * with the same shapes and errors as the program; it keeps nothing.
 */
import type {
  AppError,
  Edited,
  Gesture,
  HandoverScope,
  HistoryEntry,
  HistoryState,
  Home,
  Outline,
  RecentWorkshop,
  Settings,
  SliceId,
  SnapshotView,
} from "../bindings";
import { type FileDrop, type Host, HostError } from "../host";
import { backlogOf, changeOf, compareOf, whyOf } from "./backlog";
import { changesOf, type Handed, previewOf, typesOf } from "./exchange";
import { Runs, throughputOf } from "./forecast";
import { FORMATS } from "./formats";
import { items, perform } from "./gestures";
import { importOf, itemsOf, merge, tryImport } from "./imports";
import { needsOf } from "./needs";
import { writeOutline } from "./outline";
import { SAMPLES, sampleState } from "./samples";
import { score } from "./scores";
import { Draws } from "./stability";
import { delta, emptyState, type FakeState, outlineOf } from "./state";
import { adviceOf, detailsOf, found, judgedSplit, overviewOf } from "./views";
import { whatIfOf } from "./what-if";

const NOW = "2026-05-04T09:30:00Z";
const MISSING = "/home/ada/Workshops/Moved away.carpaccio";

type Step = { label: string; state: FakeState; focus: SliceId[] };
type File = {
  path: string;
  readOnly: string;
  steps: Step[];
  at: number;
  revision: number;
  snapshots: (SnapshotView & { state: FakeState })[];
  /** By format, the latest behind. */
  handed: Map<string, Handed>;
};

/** How a test arranges the fake and looks at what it was told. */
export type FakeOptions = {
  /** Recent workshops are listed; otherwise the home screen is that of the first start. */
  recent?: boolean;
  /** Every workshop opens for reading only. */
  readOnly?: boolean;
  /** What the path dialogs answer. */
  chosen?: string | null;
  settings?: Settings;
};

/** The fake with a look behind the curtain. */
export type FakeHost = Host & {
  /** What was saved, by path. */
  readonly saved: Map<string, string>;
  readonly titles: string[];
  /** Lets a file hover or fall, as the system would. */
  drop(drop: FileDrop): void;
  /** Makes the next call of any command fail. */
  failNext(error: AppError): void;
  /** Opens a workshop that was made elsewhere, for tests with many slices. */
  seed(state: FakeState): Outline;
};

function refusal(cause: unknown): HostError {
  if (cause instanceof HostError) return cause;
  if (typeof cause === "object" && cause !== null && "code" in cause) return new HostError(cause as AppError);
  throw cause;
}

export function fakeHost(options: FakeOptions = {}): FakeHost {
  let file: File | null = null;
  let settings: Settings = options.settings ?? { theme: "system", projector: false, last_file: "", last_view: "slicing" };
  let recent = options.recent === false ? [] : recentWorkshops();
  let failure: AppError | null = null;
  let draws: Draws | undefined;
  let runs: Runs | undefined;
  const saved = new Map<string, string>();
  const titles: string[] = [];
  const dropTargets = new Set<(drop: FileDrop) => void>();

  const answer = async <T>(work: () => T): Promise<T> => {
    await Promise.resolve();
    if (failure) {
      const error = new HostError(failure);
      failure = null;
      throw error;
    }
    try {
      return work();
    } catch (cause) {
      throw refusal(cause);
    }
  };
  const open = (): File => {
    if (!file) throw { code: "not-open", message: "No workshop is open.", detail: "" };
    return file;
  };
  const state = (): FakeState => (open().steps[open().at] ?? { state: emptyState("") }).state;
  const history = (): HistoryState => {
    const { steps, at } = open();
    return { undo: at === 0 ? null : (steps[at]?.label ?? null), redo: steps[at + 1]?.label ?? null };
  };
  const outline = (): Outline => outlineOf(state(), open(), history());
  const start = (path: string, first: FakeState): Outline => {
    const readOnly = options.readOnly ? "Another window has this workshop open. You can look at it but not change it." : "";
    file = { path, readOnly, steps: [{ label: "", state: first, focus: [] }], at: 0, revision: 1, snapshots: [], handed: new Map() };
    return outline();
  };
  const moved = (at: number, label: string, focus: SliceId[]): Edited => {
    const before = state();
    open().at = at;
    open().revision += 1;
    const change = delta(before, state());
    return { ...change, revision: open().revision, label, focus: focus.filter((id) => state().slices.has(id)), history: history() };
  };
  const unchanged = (): Edited => ({
    revision: open().revision,
    label: "",
    rows: [],
    removed: [],
    frame: null,
    focus: [],
    history: history(),
  });
  const record = (step: Step): Edited => {
    const current = open();
    if (current.readOnly !== "") throw { code: "read-only", message: current.readOnly, detail: "" };
    current.steps.splice(current.at + 1, Number.POSITIVE_INFINITY, step);
    return moved(current.at + 1, step.label, step.focus);
  };
  const edit = (gesture: Gesture): Edited => record(perform(state(), gesture));
  const go = (number: number): Edited => {
    const { at, steps } = open();
    if (number === at || number < 0 || number >= steps.length) return unchanged();
    const turned = number < at ? steps[at] : steps[number];
    return moved(number, turned?.label ?? "", turned?.focus ?? []);
  };
  const preview = (format: string, scope: HandoverScope) => previewOf(state(), format, scope, open().handed.get(format));
  const deliver = (format: string, folder: string): void => {
    const { handed } = open();
    const before = handed.get(format);
    handed.delete(format);
    handed.set(format, { at: NOW, folder: folder || (before?.folder ?? ""), state: state() });
  };

  return {
    saved,
    titles,
    drop: (drop) => {
      for (const target of dropTargets) target(drop);
    },
    failNext: (error) => {
      failure = error;
    },
    seed: (first) => start("/home/ada/Workshops/Seeded.carpaccio", first),

    homeShow: () =>
      answer((): Home => {
        const samples = SAMPLES.map(({ name, title, about }) => ({ name, title, about, leaves: leafCount(sampleState(name)) }));
        return { recent, samples, settings, version: "0.1.0", locale: "en-GB", folder: "/home/ada/Workshops", opening: "" };
      }),
    settingsSave: (next) =>
      answer(() => {
        settings = next;
        return null;
      }),
    recentForget: (path) =>
      answer(() => {
        recent = recent.filter((workshop) => workshop.path !== path);
        return recent;
      }),
    workshopCreate: (title, sample, path) =>
      answer(() => start(path ?? `/home/ada/Workshops/${title}.carpaccio`, sample === null ? emptyState(title) : sampleState(sample))),
    workshopOpen: (path) =>
      answer(() => {
        if (path === MISSING)
          throw { code: "missing", message: "The file is not there any more. Look for it with Open, or forget it.", detail: path };
        if (!path.endsWith(".carpaccio"))
          throw { code: "unusable", message: "This is not a workshop file. Import it instead.", detail: path };
        return start(path, sampleState(path.includes("quot") ? "quoting" : "expenses"));
      }),
    workshopClose: () =>
      answer(() => {
        file = null;
        return null;
      }),
    outlineLoad: () => answer(outline),
    rowsScore: (ids) =>
      answer(() =>
        ids.flatMap((id) => {
          const slice = state().slices.get(id);
          return slice ? [{ id, score: score(slice, state().frame) }] : [];
        }),
      ),
    overviewShow: () => answer(() => overviewOf(state())),
    sliceShow: (id) => answer(() => detailsOf(state(), id)),
    slicesFind: (text) => answer(() => found(state(), text)),
    slicesCopy: (ids) =>
      answer(() => {
        const text = writeOutline(state(), ids);
        return { text, json: JSON.stringify(items({ as: "text", text })) };
      }),
    pastePreview: (pasted) => answer(() => items(pasted)),
    workshopEdit: (gesture) => answer(() => edit(gesture)),
    adviceShow: (id) => answer(() => adviceOf(state(), id)),
    splitJudge: (_id, drafts) => answer(() => judgedSplit(drafts)),
    historyUndo: () => answer(() => go(open().at - 1)),
    historyRedo: () => answer(() => go(open().at + 1)),
    historyList: () => answer(() => historyOf(open())),
    historyGo: (number) => answer(() => go(number)),
    snapshotList: () => answer(() => open().snapshots),
    snapshotTake: (name) =>
      answer(() => {
        open().snapshots = [{ name, at: NOW, slices: state().slices.size, state: state() }, ...open().snapshots];
        return open().snapshots;
      }),
    snapshotRestore: (name) =>
      answer(() => {
        const snapshot = open().snapshots.find((candidate) => candidate.name === name);
        if (!snapshot) throw { code: "bad-input", message: "There is no such snapshot.", detail: name };
        return record({ label: `Go back to the snapshot ‘${name}’`, state: snapshot.state, focus: [] });
      }),
    backlogShow: () => answer(() => backlogOf(state(), open().revision)),
    backlogWhy: (id) => answer(() => whyOf(state(), id)),
    backlogCompare: (first, second) => answer(() => compareOf(state(), first, second)),
    backlogChange: (id) => answer(() => changeOf(state(), id)),
    stabilityShow: (more) =>
      answer(() => {
        if (!draws?.isOf(state(), open().revision)) draws = new Draws(state(), open().revision);
        return draws.draw(more);
      }),
    needsShow: () => answer(() => needsOf(state(), open().revision)),
    forecastShow: (more) =>
      answer(() => {
        if (!runs?.isOf(state(), open().revision)) runs = new Runs(state(), open().revision);
        return runs.run(more);
      }),
    throughputCount: (source) => answer(() => throughputOf(source)),
    planTry: (change) => answer(() => whatIfOf(state(), open().revision, change)),
    pictureSave: (path, base64) =>
      answer(() => {
        saved.set(path, base64);
        return null;
      }),
    formatList: () => answer(() => FORMATS),
    handoverLast: () =>
      answer(() => {
        const last = [...open().handed].at(-1);
        return last ? { format: last[0], at: last[1].at, folder: last[1].folder } : null;
      }),
    handoverPreview: (format, scope) => answer(() => preview(format, scope)),
    handoverSave: (format, path, scope) =>
      answer(() => {
        const { text, report } = preview(format, scope);
        saved.set(path, text);
        deliver(format, path.slice(0, path.lastIndexOf("/")));
        return report;
      }),
    handoverCopy: (format, scope) =>
      answer(() => {
        const { text, report } = preview(format, scope);
        deliver(format, "");
        return { text, report };
      }),
    handoverChanges: (format) => answer(() => changesOf(state(), format, open().handed.get(format))),
    typesList: (format) => answer(() => typesOf(state(), format)),
    importPreview: (source, format, columns) => answer(() => importOf(source, format, columns)),
    importTry: (source, format, columns) => answer(() => tryImport(state(), source, format, columns)),
    importCreate: (source, _format, columns, title) =>
      answer(() => {
        const add: Gesture = { do: "add", parent: null, after: null, items: itemsOf(source, columns) };
        return start(`/home/ada/Workshops/${title}.carpaccio`, perform(emptyState(title), add).state);
      }),
    importMerge: (source, _format, columns, choices) =>
      answer(() => record(merge(state(), itemsOf(source, columns), lastEpic(outline()), choices))),
    pathChoose: () => answer(() => (options.chosen === undefined ? "/home/ada/backlog.md" : options.chosen)),
    pathChooseForSaving: (name) => answer(() => (options.chosen === undefined ? `/home/ada/${name}` : options.chosen)),

    onFileDrop: (callback) => {
      dropTargets.add(callback);
      return () => dropTargets.delete(callback);
    },
    onClose: () => () => {},
    close: () => Promise.resolve(),
    setTitle: (title) => {
      titles.push(title);
      return Promise.resolve();
    },
    show: () => Promise.resolve(),
  };
}

function leafCount(state: FakeState): number {
  const parents = new Set([...state.slices.values()].map(({ row }) => row.parent));
  return [...state.slices.keys()].filter((id) => !parents.has(id)).length;
}

function lastEpic({ rows }: Outline): SliceId | null {
  return rows.findLast((row) => row.parent == null)?.id ?? null;
}

function historyOf({ steps, at }: File): HistoryEntry[] {
  const entries = steps.map((step, number) => ({ number, label: step.label, by: "window", at: NOW, undone: number > at }));
  return entries.slice(1).reverse();
}

function recentWorkshops(): RecentWorkshop[] {
  return [
    {
      path: "/home/ada/Workshops/Expense reporting.carpaccio",
      title: "Expense reporting",
      leaves: 14,
      mvp: 6,
      changed: "2026-05-04T09:12:00Z",
      missing: false,
    },
    {
      path: "/home/ada/Workshops/A quoting calculator.carpaccio",
      title: "A quoting calculator",
      leaves: 5,
      mvp: 3,
      changed: "2026-05-01T16:40:00Z",
      missing: false,
    },
    { path: MISSING, title: "Moved away", leaves: 31, mvp: 9, changed: "2026-03-12T08:00:00Z", missing: true },
  ];
}
