/**
 * The open workshop as the window knows it: loaded once, then kept by deltas. Every change goes through {@link Workshop.edit},
 * one gesture after the other; nothing is changed here before the host has saved it.
 */
import type { BacklogView, Edited, Frame, Gesture, HistoryState, Outline, OverviewView, Row, SliceId } from "../host/bindings";
import { type Host, type HostError, hostError } from "../host/host";
import { m } from "../paraglide/messages";
import type { Notices } from "./notices.svelte";
import { ScoreFetch } from "./scores";
import { Tree } from "./tree";

/** Where the last change is. */
export type SaveStatus = "saved" | "saving" | "failed" | "read-only";

/** Above this many leaves the backlog is computed only while somebody looks at it. */
const SMALL_BACKLOG = 5_000;
const SETTLED = 150;

export class Workshop {
  readonly path: string;
  /** Why it can only be read; empty when it can be written. */
  readonly readOnly: string;
  frame = $state.raw<Frame>() as Frame;
  history = $state.raw<HistoryState>({ undo: null, redo: null });
  revision = $state(0);
  /** How many leaves there are; it may lag behind typing. */
  leaves = $state(0);
  /** Which criterion fails how often, or what was so a moment ago; absent until it was counted. */
  overview = $state.raw<OverviewView | null>(null);
  /** The backlog, or an older one while a newer is on its way; absent until it was asked for. */
  backlog = $state.raw<BacklogView | null>(null);
  status = $derived.by<SaveStatus>(() => this.#status());

  /** Grows with any change to any row. Read rows through the methods, which depend on it. */
  version = $state(0);
  /** Grows with any change to a row that somebody made: not when a score arrives. */
  edits = $state(0);
  /** Grows when a row comes, goes or moves. */
  shape = $state(0);

  readonly #tree: Tree;
  readonly #scores: ScoreFetch;
  #pending = $state(0);
  #failed = $state(false);
  #queue: Promise<unknown> = Promise.resolve();
  #settling: ReturnType<typeof setTimeout> | undefined;
  #backlogWatchers = 0;
  #counting: Promise<void> | undefined;
  #countAgain = false;
  #backlogAsk: { revision: number; answered: Promise<void> } | undefined;
  readonly #flushes: (() => Promise<unknown>)[] = [];

  constructor(
    readonly host: Host,
    readonly notices: Notices,
    outline: Outline,
  ) {
    this.path = outline.path;
    this.readOnly = outline.read_only;
    this.frame = outline.frame;
    this.history = outline.history;
    this.revision = outline.revision;
    this.#tree = new Tree(outline.rows);
    this.#scores = new ScoreFetch(this.#tree, host.rowsScore, () => this.#changed());
    this.#settle();
    this.#fetchScores();
  }

  /** How many slices there are, epics included. */
  get size(): number {
    void this.shape;
    return this.#tree.rows.size;
  }

  row(id: SliceId): Row | undefined {
    void this.version;
    return this.#tree.rows.get(id);
  }

  children(parent: SliceId | null): readonly SliceId[] {
    void this.shape;
    return this.#tree.children(parent);
  }

  /** Every row in no particular order. */
  rows(): Iterable<Row> {
    void this.version;
    return this.#tree.rows.values();
  }

  /** What a slice was cut from, the epic first. */
  ancestors(id: SliceId): SliceId[] {
    const path: SliceId[] = [];
    for (let above = this.row(id)?.parent; above != null; above = this.row(above)?.parent) path.unshift(above);
    return path;
  }

  /** Says which rows are on the screen, so that their scores come first. */
  look(ids: readonly SliceId[]): void {
    this.#scores.want(ids);
  }

  /** Does a gesture. `null` when it failed; the user has been told why then. */
  edit(gesture: Gesture): Promise<Edited | null> {
    return this.#change(() => this.host.workshopEdit(gesture));
  }

  async undo(): Promise<Edited | null> {
    await this.#flush();
    const edited = await this.#change(() => this.host.historyUndo());
    if (edited) this.notices.announce(edited.label === "" ? m.undo_nothing() : m.undo_said({ label: edited.label }));
    return edited;
  }

  async redo(): Promise<Edited | null> {
    await this.#flush();
    const edited = await this.#change(() => this.host.historyRedo());
    if (edited) this.notices.announce(edited.label === "" ? m.redo_nothing() : m.redo_said({ label: edited.label }));
    return edited;
  }

  /** Undoes or redoes until the change with this number is the last one. */
  async goTo(number: number): Promise<Edited | null> {
    await this.#flush();
    return this.#change(() => this.host.historyGo(number));
  }

  async restore(snapshot: string): Promise<Edited | null> {
    await this.#flush();
    return this.#change(() => this.host.snapshotRestore(snapshot));
  }

  /** Any other command that changes the workshop and answers with what it changed. */
  change(command: () => Promise<Edited>): Promise<Edited | null> {
    return this.#change(command);
  }

  /** Has `flush` run before anything that needs the last keystrokes to be stored: undo, going back, closing. */
  beforeSettling(flush: () => Promise<unknown>): void {
    this.#flushes.push(flush);
  }

  /** Waits until everything that was typed and asked for is saved. */
  async settled(): Promise<void> {
    await this.#flush();
    await this.#queue;
  }

  /** Keeps {@link backlog} up to date until the returned function is called, also in a large workshop. */
  watchBacklog(): () => void {
    this.#backlogWatchers += 1;
    void this.refreshBacklog();
    return () => {
      this.#backlogWatchers -= 1;
    };
  }

  /** Waits until {@link backlog} is that of this revision. */
  refreshBacklog(): Promise<void> {
    if (this.#backlogAsk?.revision !== this.revision) this.#backlogAsk = { revision: this.revision, answered: this.#fetchBacklog() };
    return this.#backlogAsk.answered;
  }

  /** Counts anew what fails. One count at a time: what is asked for meanwhile is answered by one more. */
  refreshOverview(): Promise<void> {
    this.#countAgain = true;
    this.#counting ??= this.#count().finally(() => {
      this.#counting = undefined;
    });
    return this.#counting;
  }

  /** Stops everything that goes on in the background. */
  close(): void {
    this.#scores.stop();
    clearTimeout(this.#settling);
  }

  async #flush(): Promise<void> {
    for (const flush of this.#flushes) await flush();
  }

  #status(): SaveStatus {
    if (this.readOnly !== "") return "read-only";
    if (this.#pending > 0) return "saving";
    return this.#failed ? "failed" : "saved";
  }

  /** One after the other: a delta is only right upon the one before it. */
  #change(command: () => Promise<Edited>): Promise<Edited | null> {
    this.#pending += 1;
    const done = this.#queue.then(async () => {
      try {
        const edited = await command();
        this.#apply(edited);
        this.#failed = false;
        return edited;
      } catch (cause) {
        this.#tellFailure(hostError(cause, m.error_inside()));
        return null;
      } finally {
        this.#pending -= 1;
      }
    });
    this.#queue = done;
    return done;
  }

  #tellFailure(error: HostError): void {
    this.#failed = error.code === "system";
    this.notices.fail(error);
    this.notices.announce(error.message);
  }

  #apply(edited: Edited): void {
    const moved = this.#tree.apply(edited.rows, edited.removed);
    if (edited.frame) this.#reframe(edited.frame);
    this.history = edited.history;
    this.revision = edited.revision;
    if (moved) this.shape += 1;
    this.edits += 1;
    this.#changed();
  }

  #reframe(frame: Frame): void {
    const otherwise = judgedBy(frame) !== judgedBy(this.frame);
    this.frame = frame;
    if (!otherwise) return;
    this.#scores.again();
    this.#fetchScores();
  }

  #changed(): void {
    this.version += 1;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), SETTLED);
  }

  /** What may lag behind typing. */
  #settle(): void {
    this.leaves = leavesOf(this.#tree);
    void this.refreshOverview();
    if (this.#backlogWatchers > 0 || this.leaves <= SMALL_BACKLOG) void this.refreshBacklog();
  }

  async #count(): Promise<void> {
    while (this.#countAgain) {
      this.#countAgain = false;
      try {
        this.overview = await this.host.overviewShow();
      } catch (cause) {
        this.#tellUnlessClosed(cause);
      }
    }
  }

  async #fetchBacklog(): Promise<void> {
    try {
      const backlog = await this.host.backlogShow();
      if (!this.backlog || backlog.revision >= this.backlog.revision) this.backlog = backlog;
    } catch (cause) {
      this.#backlogAsk = undefined;
      if (this.#backlogWatchers > 0) this.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  #fetchScores(): void {
    this.#scores.run().catch((cause: unknown) => this.#tellUnlessClosed(cause));
  }

  /** What runs in the background may end after the workshop. */
  #tellUnlessClosed(cause: unknown): void {
    const error = hostError(cause, m.error_inside());
    if (error.code !== "not-open") this.notices.fail(error);
  }
}

/** What of a workshop's facts changes verdicts. */
function judgedBy({ product, time_box, most_criteria, fine_words, ignored }: Frame): string {
  return JSON.stringify([product, time_box, most_criteria, fine_words, ignored]);
}

function leavesOf(tree: Tree): number {
  let leaves = 0;
  for (const { id } of tree.rows.values()) if (tree.children(id).length === 0) leaves += 1;
  return leaves;
}
