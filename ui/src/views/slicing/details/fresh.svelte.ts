/** How an entry of a list is made and changed. */
export interface Entries {
  /** The ids in the list now. */
  ids(): readonly string[];
  make(text: string): Promise<void>;
  change(id: string, text: string): Promise<void>;
}

/** An entry that is being typed and does not exist yet: the first save makes it, later ones change it. */
export class Fresh {
  /** Its id once it exists. */
  id = $state.raw<string | undefined>(undefined);
  readonly #entries: Entries;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  async save(typed: string): Promise<void> {
    const text = typed.trim();
    if (this.id !== undefined) return this.#entries.change(this.id, text);
    if (text === "") return;
    const before = new Set(this.#entries.ids());
    await this.#entries.make(text);
    this.id = this.#entries.ids().find((id) => !before.has(id));
  }
}
