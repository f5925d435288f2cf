/** An import before it is done: how the source is read, what it would bring, and what it would do here. */
import type { ChangedSlice, ColumnChoice, Conflicts, FormatView, ImportOutcome, ImportPreview, ImportSource } from "../../host/bindings";
import { type Host, type HostError, hostError } from "../../host/host";
import { m } from "../../paraglide/messages";
import { counted } from "../changes";

export class ImportDraft {
  /** Those that can be read. */
  formats = $state.raw<readonly FormatView[]>([]);
  preview = $state.raw<ImportPreview | null>(null);
  /** What a merge would do; absent while the import makes a new workshop. */
  outcome = $state.raw<ImportOutcome | null>(null);
  failure = $state.raw<HostError | null>(null);
  /** `null` while the guess is good enough. */
  format = $state<string | null>(null);
  /** The columns whose guess was corrected. */
  columns = $state.raw<readonly ColumnChoice[]>([]);
  conflicts = $state<Conflicts>("ours");
  title = $state("");

  readonly changes = $derived<readonly ChangedSlice[]>(this.outcome?.slices ?? []);
  readonly counts = $derived(counted(this.changes));
  /** Whether some of it is here already, so that there is more to tell than what is new. */
  readonly meets = $derived(
    this.outcome !== null && (this.counts.changed > 0 || this.counts.gone > 0 || this.counts.new < (this.preview?.slices ?? 0)),
  );
  /** The format that it is read as. */
  readonly as = $derived(this.format ?? this.preview?.format ?? "");
  #turn = 0;

  constructor(
    readonly host: Host,
    readonly source: ImportSource,
    /** Whether it goes into the open workshop. */
    private merges: boolean,
  ) {}

  async loadFormats(): Promise<void> {
    this.formats = (await this.host.formatList()).filter((format) => format.reads);
  }

  /** Reads the source as it is to be read now. An answer that comes after a later question is dropped. */
  async read(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const { format, columns } = this;
      const preview = await this.host.importPreview(this.source, format, [...columns]);
      const outcome = this.merges ? await this.host.importTry(this.source, format, [...columns], this.choices) : null;
      if (turn !== this.#turn) return;
      this.preview = preview;
      this.outcome = outcome;
      this.failure = null;
      if (this.title === "") this.title = preview.title;
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.preview = null;
      this.outcome = null;
      this.failure = hostError(cause, m.error_inside());
    }
  }

  get choices(): { conflicts: Conflicts } {
    return { conflicts: this.conflicts };
  }

  /** Reads it as another format, in which columns mean something else. */
  async readAs(format: string): Promise<void> {
    this.format = format;
    this.columns = [];
    await this.read();
  }

  /** A column means something else, or nothing. */
  async correct(header: string, meaning: string | null): Promise<void> {
    const others = this.columns.filter((choice) => choice.header !== header);
    this.columns = [...others, { header, meaning }];
    await this.read();
  }

  /** Merges into the open workshop, or makes a new one. */
  async goInto(where: "new" | "open"): Promise<void> {
    this.merges = where === "open";
    await this.read();
  }

  /** What holds where both sides have changed something. */
  async decide(conflicts: Conflicts): Promise<void> {
    this.conflicts = conflicts;
    await this.read();
  }
}
