/** The hand-over: which format is chosen, and exactly what it would write. */
import type { FormatView, HandoverPreview } from "../host/bindings";
import { type HostError, hostError } from "../host/host";
import { m } from "../paraglide/messages";
import type { Workshop } from "./workshop.svelte";

export class Handover {
  formats = $state.raw<readonly FormatView[]>([]);
  chosen = $state<string | null>(null);
  preview = $state.raw<HandoverPreview | null>(null);
  failure = $state.raw<HostError | null>(null);
  /** Where the chosen format was last saved in this state of the workshop. */
  savedTo = $state<string | null>(null);

  constructor(private readonly workshop: Workshop) {}

  /** Loads the formats once, and the preview of the chosen one. */
  async show(): Promise<void> {
    try {
      if (this.formats.length === 0) this.formats = (await this.workshop.host.formatList()).filter((format) => format.writes);
      await this.choose(this.chosen ?? this.formats[0]?.id ?? null);
    } catch (cause) {
      this.failure = hostError(cause, m.error_inside());
    }
  }

  async choose(format: string | null): Promise<void> {
    this.chosen = format;
    this.savedTo = null;
    if (format === null) return;
    try {
      const preview = await this.workshop.host.handoverPreview(format);
      if (this.chosen !== format) return;
      this.preview = preview;
      this.failure = null;
    } catch (cause) {
      this.preview = null;
      this.failure = hostError(cause, m.error_inside());
    }
  }

  /** Asks where, and writes the file there. */
  async save(): Promise<void> {
    const { chosen, preview, workshop } = this;
    if (chosen === null || preview === null) return;
    try {
      const path = await workshop.host.pathChooseForSaving(preview.file_name);
      if (path === null) return;
      await workshop.host.handoverSave(chosen, path);
      this.savedTo = path;
    } catch (cause) {
      workshop.notices.fail(hostError(cause, m.error_inside()));
    }
  }

  /** Puts the whole text on the clipboard. Not possible when the preview is cut. */
  async copy(said: string): Promise<void> {
    if (this.preview === null || this.preview.cut) return;
    try {
      await navigator.clipboard.writeText(this.preview.text);
      this.workshop.notices.tell("good", said);
    } catch {
      this.workshop.notices.tell("bad", m.handover_copy_failed());
    }
  }
}
