/** The hand-over: which format is chosen, what it would write, and what has changed since the last time. */
import type { FormatView, HandoverChanges, HandoverChoice, HandoverPreview, HandoverScope, TypeView } from "../host/bindings";
import { type HostError, hostError } from "../host/host";
import { m } from "../paraglide/messages";
import { counted } from "./changes";
import { grouped, inOrder } from "./handover/groups";
import type { Workshop } from "./workshop.svelte";

/** What is looked at beside the list of formats. */
export type HandoverTab = "preview" | "changes" | "types" | "guide";

export class Handover {
  formats = $state.raw<readonly FormatView[]>([]);
  /** What is typed to find a format. */
  query = $state("");
  chosen = $state<string | null>(null);
  /** Whether only what has changed is handed over. */
  scope = $state<HandoverScope>("whole");
  preview = $state.raw<HandoverPreview | null>(null);
  /** Since the last hand-over to the chosen format; absent until they are counted. */
  changes = $state.raw<HandoverChanges | null>(null);
  /** The team's own names for the chosen tracker's types. */
  types = $state.raw<readonly TypeView[]>([]);
  /** What was handed over last from this workshop. */
  last = $state.raw<HandoverChoice | null>(null);
  failure = $state.raw<HostError | null>(null);
  /** Where the chosen format was last saved in this state of the workshop. */
  savedTo = $state<string | null>(null);
  /** Whether a table is shown as a table, and not as its text. */
  asTable = $state(true);

  /** It stays the first of the list: what moves while one works at it is lost. */
  #begunWith = $state<string | null>(null);
  #tab = $state<HandoverTab>("preview");
  #loaded: Promise<void> | undefined;

  readonly format = $derived(this.formats.find(({ id }) => id === this.chosen) ?? null);
  readonly groups = $derived(grouped(this.formats, this.query, this.#begunWith));
  readonly counts = $derived(counted(this.changes?.slices ?? []));
  /** How many slices would be handed over as changed; 0 when there is nothing to compare with. */
  readonly part = $derived(this.changes?.since == null ? 0 : this.counts.new + this.counts.changed);
  readonly tabs = $derived.by<HandoverTab[]>(() => {
    const { types = [], guide = [] } = this.format ?? {};
    return ["preview", "changes", ...(types.length > 0 ? ["types" as const] : []), ...(guide.length > 0 ? ["guide" as const] : [])];
  });

  constructor(private readonly workshop: Workshop) {}

  /** What is looked at; the preview where the chosen format has nothing else to show. */
  get tab(): HandoverTab {
    return this.tabs.includes(this.#tab) ? this.#tab : "preview";
  }

  set tab(tab: HandoverTab) {
    this.#tab = tab;
  }

  /** Loads the formats once, begins with the one that was used last, and shows the chosen one as it is now. */
  async show(): Promise<void> {
    try {
      this.#loaded ??= this.#load();
      await this.#loaded;
      await this.choose(this.chosen ?? inOrder(this.groups)[0]?.id ?? null);
    } catch (cause) {
      this.#loaded = undefined;
      this.failure = hostError(cause, m.error_inside());
    }
  }

  async choose(format: string | null): Promise<void> {
    if (format !== this.chosen) this.#turnTo(format);
    this.savedTo = null;
    if (format !== null) await Promise.all([this.#refreshPreview(), this.#refreshFacts()]);
  }

  /** Hands over everything, or only what has changed. */
  async take(scope: HandoverScope): Promise<void> {
    this.scope = scope;
    this.savedTo = null;
    await this.#refreshPreview();
  }

  /** The name of the type of a role in the chosen tracker, as one undo step; empty for the usual one. */
  async rename(role: string, typed: string): Promise<void> {
    const usual = this.format?.types.find((view) => view.role === role)?.usual;
    const name = typed.trim();
    await this.#setTypes([{ role, name: name === "" || name === usual ? null : name }]);
  }

  /** All types of the chosen tracker get their usual names, as one undo step. */
  async renameAsUsual(): Promise<void> {
    await this.#setTypes(this.types.map(({ role }) => ({ role, name: null })));
  }

  /** Asks where, and writes the file there. */
  async save(): Promise<void> {
    const { chosen, preview, workshop } = this;
    if (chosen === null || preview === null) return;
    try {
      const path = await workshop.host.pathChooseForSaving(preview.file_name, this.last?.folder ?? "");
      if (path === null) return;
      await workshop.host.handoverSave(chosen, path, this.scope);
      await this.#delivered();
      this.savedTo = path;
    } catch (cause) {
      workshop.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  /** Puts the whole text on the clipboard. Not possible when the preview is cut. */
  async copy(said: string): Promise<void> {
    const { chosen, preview, workshop } = this;
    if (chosen === null || preview === null || preview.cut) return;
    try {
      await navigator.clipboard.writeText(preview.text);
    } catch {
      workshop.notices.tell("bad", m.handover_copy_failed());
      return;
    }
    workshop.notices.tell("good", said);
    try {
      await workshop.host.handoverCopy(chosen, this.scope);
      await this.#delivered();
    } catch (cause) {
      workshop.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  #turnTo(format: string | null): void {
    this.chosen = format;
    this.scope = "whole";
    this.changes = null;
    this.types = [];
  }

  async #load(): Promise<void> {
    const { host } = this.workshop;
    const [formats, last] = await Promise.all([host.formatList(), host.handoverLast()]);
    this.last = last;
    this.#begunWith = last?.format ?? null;
    this.formats = formats.filter((format) => format.writes);
  }

  /** An answer that comes after another format or scope was chosen is dropped. */
  async #refreshPreview(): Promise<void> {
    const { chosen, scope } = this;
    if (chosen === null) return;
    const isWanted = () => this.chosen === chosen && this.scope === scope;
    try {
      const preview = await this.workshop.host.handoverPreview(chosen, scope);
      if (!isWanted()) return;
      this.preview = preview;
      this.failure = null;
    } catch (cause) {
      if (!isWanted()) return;
      this.preview = null;
      this.failure = hostError(cause, m.error_inside());
    }
  }

  /** What stands beside the preview; without it the file can still be handed over. */
  async #refreshFacts(): Promise<void> {
    const { chosen, workshop } = this;
    if (chosen === null) return;
    try {
      const [changes, types] = await Promise.all([workshop.host.handoverChanges(chosen), workshop.host.typesList(chosen)]);
      if (this.chosen !== chosen) return;
      this.changes = changes;
      this.types = types;
      if (this.scope === "changed" && this.part === 0) await this.take("whole");
    } catch (cause) {
      workshop.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  /** Enter and leaving the field may both ask for the same: what was asked for counts at once. */
  async #setTypes(types: TypeView[]): Promise<void> {
    const before = this.types;
    const known = new Map(before.map(({ role, name }) => [role, name]));
    const changed = types.filter(({ role, name }) => (known.get(role) ?? null) !== name);
    if (this.chosen === null || changed.length === 0) return;
    this.types = before.map((type) => changed.find(({ role }) => role === type.role) ?? type);
    const edited = await this.workshop.edit({ do: "set-types", format: this.chosen, types: changed });
    if (edited === null) this.types = before;
  }

  async #delivered(): Promise<void> {
    this.last = await this.workshop.host.handoverLast();
    await this.#refreshFacts();
  }
}
