/**
 * What the fake host remembers: one immutable state a change, so that undo is going back to an older one and a delta is
 * a comparison. Not the real rules: only as much of them as the interface can notice.
 */
import type {
  AcceptanceView,
  CutView,
  DeferralView,
  Edited,
  Frame,
  HistoryState,
  NewSlice,
  Outline,
  PaceView,
  QuestionView,
  ReleaseId,
  Row,
  SliceId,
  TrackerKeyView,
  Wish,
} from "../bindings";
import { score } from "./scores";

/** What the team has decided about a slice. */
export type FakePlan = {
  /** The release that somebody has put it into by hand; `""` for the MVP. */
  release: ReleaseId | null;
  /** The rank that it holds, from 1. */
  pin: number | null;
  wish: Wish | null;
  /** Why it is dropped. */
  because: string;
};

export const UNPLANNED: FakePlan = { release: null, pin: null, wish: null, because: "" };

/** What a release is for and how its line is drawn. */
export type FakeRelease = { id: ReleaseId | null; outcome: string; measure: string; cut: CutView };

const MVP: FakeRelease = { id: null, outcome: "", measure: "", cut: { by: "proposed" } };

/** A slice with everything that the outline does not show. */
export type FakeSlice = {
  row: Row;
  narrative: string;
  notes: string;
  acceptance: AcceptanceView[];
  needs: SliceId[];
  questions: QuestionView[];
  deferrals: DeferralView[];
  dismissed: { check: string; words: string }[];
  plan: FakePlan;
  /** What trackers call it, where they do. */
  keys?: TrackerKeyView[];
};

/** The names of trackers' types by format and role, where they are not the usual ones. */
export type FakeTypes = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type FakeState = {
  frame: Frame;
  /** The first is the MVP. */
  releases: readonly FakeRelease[];
  slices: ReadonlyMap<SliceId, FakeSlice>;
  types: FakeTypes;
  lastId: number;
};

const UNSETTLED: Pick<Frame, "most_criteria" | "fine_words" | "ignored"> = { most_criteria: null, fine_words: [], ignored: [] };

const NO_PACE: PaceView = { throughput: [], growth: 100, people_then: 1, people: 1, from: null, due: null };

export function emptyFrame(title: string): Frame {
  return { title, goal: "", product: "app", time_box: 3, worth: null, pace: NO_PACE, ...UNSETTLED, personas: [], steps: [] };
}

export function emptyState(title: string): FakeState {
  return { frame: emptyFrame(title), releases: [MVP], slices: new Map(), types: {}, lastId: 0 };
}

/** A state that is being changed. Every slice that it hands out may be replaced, never altered. */
export class Draft {
  frame: Frame;
  releases: readonly FakeRelease[];
  types: FakeTypes;
  readonly slices: Map<SliceId, FakeSlice>;
  lastId: number;
  readonly #children = new Map<SliceId | null, SliceId[]>();

  constructor(base: FakeState) {
    this.frame = base.frame;
    this.releases = base.releases;
    this.types = base.types;
    this.slices = new Map(base.slices);
    this.lastId = base.lastId;
  }

  newId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }

  slice(id: SliceId): FakeSlice {
    const slice = this.slices.get(id);
    if (!slice) throw { code: "bad-input", message: "This slice does not exist any more.", detail: id };
    return slice;
  }

  patch(id: SliceId, change: Partial<FakeSlice>): void {
    this.slices.set(id, { ...this.slice(id), ...change });
  }

  decide(id: SliceId, change: Partial<FakePlan>): void {
    this.patch(id, { plan: { ...this.slice(id).plan, ...change } });
  }

  patchRow(id: SliceId, change: Partial<Row>): void {
    const slice = this.slice(id);
    this.slices.set(id, { ...slice, row: { ...slice.row, ...change } });
    this.#children.clear();
  }

  remove(id: SliceId): void {
    this.slices.delete(id);
    this.#children.clear();
  }

  children(parent: SliceId | null): SliceId[] {
    if (this.#children.size === 0) this.#index();
    return this.#children.get(parent) ?? [];
  }

  /** `id` and everything below it, parents first. */
  subtree(id: SliceId): SliceId[] {
    return [id, ...this.children(id).flatMap((child) => this.subtree(child))];
  }

  /** All slices in outline order. */
  all(): SliceId[] {
    return this.children(null).flatMap((epic) => this.subtree(epic));
  }

  /** A key for a child of `parent` behind `after`, or before all of them. */
  keyAfter(parent: SliceId | null, after: SliceId | null, moving: ReadonlySet<SliceId> = new Set()): string {
    const siblings = this.children(parent).filter((id) => !moving.has(id));
    const at = after === null ? -1 : siblings.indexOf(after);
    const key = (index: number) => this.slices.get(siblings[index] ?? "")?.row.key ?? "";
    return keyBetween(key(at), key(at + 1));
  }

  add(parent: SliceId | null, after: SliceId | null, item: Pick<NewSlice, "title" | "narrative">): SliceId {
    const id = this.newId();
    const above = parent === null ? null : this.slice(parent).row;
    const row: Row = {
      id,
      parent,
      key: this.keyAfter(parent, after),
      title: item.title,
      kind: "slice",
      status: "open",
      pattern: null,
      persona: above?.persona ?? null,
      step: above?.step ?? null,
      value: null,
      effort: null,
      needs: 0,
      questions: 0,
      tags: [],
      score: null,
    };
    const rest = { notes: "", acceptance: [], needs: [], questions: [], deferrals: [], dismissed: [], plan: UNPLANNED };
    this.slices.set(id, { row, narrative: item.narrative, ...rest });
    this.#children.clear();
    return id;
  }

  /** Adds a list with depths behind `after`; returns what is on top. */
  addAll(parent: SliceId | null, after: SliceId | null, items: readonly NewSlice[]): SliceId[] {
    const path: SliceId[] = [];
    const top: SliceId[] = [];
    let last = after;
    for (const item of items) {
      const depth = Math.min(item.depth, path.length);
      const above = depth === 0 ? parent : (path[depth - 1] ?? parent);
      const behind = depth === 0 ? last : (this.children(above).at(-1) ?? null);
      const id = this.add(above, behind, item);
      path.splice(depth, path.length - depth, id);
      if (depth === 0) {
        last = id;
        top.push(id);
      }
    }
    return top;
  }

  finish(): FakeState {
    const { frame, releases, slices, types, lastId } = this;
    return { frame, releases, slices, types, lastId };
  }

  #index(): void {
    for (const { row } of this.slices.values()) {
      const parent = row.parent ?? null;
      const siblings = this.#children.get(parent);
      if (siblings) siblings.push(row.id);
      else this.#children.set(parent, [row.id]);
    }
    const order = (a: SliceId, b: SliceId) => {
      const [x, y] = [this.slice(a).row.key, this.slice(b).row.key];
      return x < y ? -1 : x > y ? 1 : Number(a) - Number(b);
    };
    for (const siblings of this.#children.values()) siblings.sort(order);
  }
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A text between two others; empty stands for the end on its side. */
export function keyBetween(low: string, high: string): string {
  let prefix = "";
  for (let at = 0; ; at += 1) {
    const from = Math.max(0, DIGITS.indexOf(low.charAt(at) || "0"));
    const bounded = high !== "" && high.startsWith(prefix);
    const to = bounded && high.length > at ? DIGITS.indexOf(high.charAt(at)) : DIGITS.length;
    if (to - from > 1) return prefix + DIGITS.charAt(from + Math.ceil((to - from) / 2));
    prefix += DIGITS.charAt(from);
  }
}

function scored(slice: FakeSlice, frame: Frame): Row {
  return { ...slice.row, needs: slice.needs.length, questions: openQuestions(slice), score: score(slice, frame) };
}

function openQuestions(slice: FakeSlice): number {
  return slice.questions.filter((question) => question.answer === "").length;
}

/** The whole workshop as the window loads it: without scores, as the real host does it for large files. */
export function outlineOf(state: FakeState, file: { path: string; readOnly: string; revision: number }, history: HistoryState): Outline {
  const draft = new Draft(state);
  const rows = draft.all().map((id) => ({ ...scored(draft.slice(id), state.frame), score: null }));
  return { path: file.path, read_only: file.readOnly, revision: file.revision, frame: state.frame, rows, history };
}

/** What changed between two states. */
export function delta(before: FakeState, after: FakeState): Pick<Edited, "rows" | "removed" | "frame"> {
  const rows: Row[] = [];
  for (const [id, slice] of after.slices) {
    if (before.slices.get(id) !== slice) rows.push(scored(slice, after.frame));
  }
  const removed = [...before.slices.keys()].filter((id) => !after.slices.has(id));
  return { rows, removed, frame: before.frame === after.frame ? null : after.frame };
}
