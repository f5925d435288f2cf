import type { AdviceView, DraftView, EvidenceView, Gesture, Kind, Pattern, SliceId, SplitView } from "../../../host/bindings";

/** How long a rest has the drafts judged anew, in milliseconds. */
const REST = 250;

/** By how many points a split must lead before it is called the strongest. */
const CLEARLY = 10;

/** The scores from which a split is fair, and strong. */
const FAIR = 50;
const STRONG = 75;

/** A slice that a split would make, with a name of its own for as long as the dialog is open. */
export interface Proposed extends DraftView {
  readonly key: number;
}

/** One way to split, as the user has changed it so far. */
export class Column {
  pattern = $state.raw<Pattern>("workflow-steps");
  drafts = $state.raw<readonly Proposed[]>([]);
  /** What the drafts are worth; absent while there are none. */
  judgement = $state.raw<SplitView | undefined>(undefined);
  /** 0 to 100; absent for a split by hand. */
  readonly strength: number | undefined;
  readonly why: readonly EvidenceView[];
  readonly question: string;
  readonly tradeOff: string;

  #keys = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  readonly #judge: (drafts: DraftView[]) => Promise<SplitView>;

  constructor(start: ColumnStart, judge: (drafts: DraftView[]) => Promise<SplitView>) {
    this.pattern = start.pattern;
    this.strength = start.strength;
    this.why = start.why;
    this.question = start.question;
    this.tradeOff = start.tradeOff;
    this.judgement = start.judgement;
    this.drafts = start.drafts.map((draft) => this.#named(draft));
    this.#judge = judge;
  }

  /** The drafts that say something. */
  get filled(): DraftView[] {
    return this.drafts.map(({ title, kind }) => ({ title: title.replace(/\s+/gu, " ").trim(), kind })).filter(({ title }) => title !== "");
  }

  retitle(key: number, title: string): void {
    this.#change(this.drafts.map((draft) => (draft.key === key ? { ...draft, title } : draft)));
  }

  rekind(key: number, kind: Kind): void {
    this.#change(this.drafts.map((draft) => (draft.key === key ? { ...draft, kind } : draft)));
  }

  /** A blank draft after another, or at the end; its key. */
  add(after?: number): number {
    const fresh = this.#named({ title: "", kind: "slice" });
    const at = after === undefined ? this.drafts.length : this.#indexOf(after) + 1;
    this.#change(this.drafts.toSpliced(at, 0, fresh));
    return fresh.key;
  }

  /** Takes a draft away; the key of the one that should have the focus then. */
  remove(key: number): number | undefined {
    const at = this.#indexOf(key);
    this.#change(this.drafts.filter((draft) => draft.key !== key));
    return (this.drafts[Math.max(at - 1, 0)] ?? this.drafts[0])?.key;
  }

  move(key: number, by: 1 | -1): void {
    const at = this.#indexOf(key);
    const draft = this.drafts[at];
    if (draft === undefined || at + by < 0 || at + by >= this.drafts.length) return;
    this.#change(this.drafts.toSpliced(at, 1).toSpliced(at + by, 0, draft));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#turn++;
  }

  #change(drafts: readonly Proposed[]): void {
    this.drafts = drafts;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#rejudge(), REST);
  }

  async #rejudge(): Promise<void> {
    const turn = ++this.#turn;
    const { filled } = this;
    const judgement = filled.length === 0 ? undefined : await this.#judge(filled).catch(() => this.judgement);
    if (turn === this.#turn) this.judgement = judgement;
  }

  #indexOf(key: number): number {
    return this.drafts.findIndex((draft) => draft.key === key);
  }

  #named(draft: DraftView): Proposed {
    return { ...draft, key: ++this.#keys };
  }
}

/** What a column begins with. */
export interface ColumnStart {
  readonly pattern: Pattern;
  readonly strength?: number;
  readonly why: readonly EvidenceView[];
  readonly question: string;
  readonly tradeOff: string;
  readonly judgement?: SplitView;
  readonly drafts: readonly DraftView[];
}

const BY_HAND: ColumnStart = {
  pattern: "workflow-steps",
  why: [],
  question: "",
  tradeOff: "",
  drafts: [
    { title: "", kind: "slice" },
    { title: "", kind: "slice" },
  ],
};

/** The ways to split a slice side by side, and which of them is chosen. */
export class Proposals {
  readonly columns: readonly Column[];
  /** The index of the chosen column. */
  chosen = $state(0);
  /** The column in which the user splits by hand, once it is asked for. */
  byHand = $state.raw<Column | undefined>(undefined);
  readonly #judge: (drafts: DraftView[]) => Promise<SplitView>;

  constructor(advice: AdviceView, judge: (drafts: DraftView[]) => Promise<SplitView>) {
    this.#judge = judge;
    this.columns = advice.suggestions.map(({ trade_off, ...rest }) => new Column({ ...rest, tradeOff: trade_off }, judge));
  }

  /** Every column that is on the screen. */
  get all(): readonly Column[] {
    return this.byHand === undefined ? this.columns : [...this.columns, this.byHand];
  }

  get column(): Column | undefined {
    return this.all[this.chosen];
  }

  /** The column whose split is clearly better than every other, once there is something to compare. */
  get strongest(): Column | undefined {
    const judged = this.all.filter(({ judgement }) => judgement !== undefined);
    const [best, second] = judged.toSorted((a, b) => scoreOf(b) - scoreOf(a));
    if (best === undefined || second === undefined) return undefined;
    return scoreOf(best) >= FAIR && scoreOf(best) >= scoreOf(second) + CLEARLY ? best : undefined;
  }

  choose(index: number): void {
    if (index >= 0 && index < this.all.length) this.chosen = index;
  }

  /** Chooses the way with a pattern; where it is not among them, splits by hand with it and these drafts. */
  begin(pattern: Pattern, drafts: readonly DraftView[]): void {
    const at = this.columns.findIndex((column) => column.pattern === pattern);
    if (at < 0 && drafts.length > 0) {
      this.byHand = new Column({ ...BY_HAND, pattern, drafts }, this.#judge);
      this.chosen = this.all.length - 1;
    } else this.choose(at);
  }

  splitByHand(): void {
    this.byHand ??= new Column(BY_HAND, this.#judge);
    this.chosen = this.all.length - 1;
  }

  /** The gesture that makes the chosen split; `undefined` while nothing would come of it. */
  gesture(id: SliceId): Gesture | undefined {
    const { column } = this;
    if (column === undefined || column.filled.length === 0) return undefined;
    return { do: "split", id, pattern: column.pattern, drafts: column.filled };
  }

  stop(): void {
    for (const column of this.all) column.stop();
  }
}

function scoreOf({ judgement }: Column): number {
  return judgement?.score ?? 0;
}

/** How good a split with this score is, in a word. */
export function standing(score: number): "strong" | "fair" | "weak" {
  if (score >= STRONG) return "strong";
  return score >= FAIR ? "fair" : "weak";
}

/** A strength from 0 to 100 as people say it: right in so many of 10. At least 1 and at most 9: nothing is certain. */
export function ofTen(strength: number): number {
  return Math.min(9, Math.max(1, Math.round(strength / 10)));
}
