/** How an entry of a list is made and changed. */
export interface Entries {
  /** The ids in the list now. */
  ids(): readonly string[];
  /** Calls `begin` when everything before it is stored and it is its turn. */
  make(text: string, begin: () => void): Promise<void>;
  change(id: string, text: string): Promise<void>;
}

/** An entry that is being typed and does not exist yet: the first save makes it, later ones change it. */
export class Fresh {
  readonly #entries: Entries;
  #before = $state.raw<ReadonlySet<string> | undefined>(undefined);
  #made = $state.raw<string | undefined>(undefined);
  #queue: Promise<void> = Promise.resolve();
  #last = "";

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  /** Its id, from the very moment at which it is in the list: otherwise it would be shown twice, and its field would lose the focus. */
  get id(): string | undefined {
    if (this.#made !== undefined || this.#before === undefined) return this.#made;
    const before = this.#before;
    return this.#entries.ids().find((id) => !before.has(id));
  }

  /** One save after the other: the second must know what the first has made. */
  save(typed: string): Promise<void> {
    this.#queue = this.#queue.then(() => this.#store(typed.trim()));
    return this.#queue;
  }

  async #store(text: string): Promise<void> {
    if (text === this.#last) return;
    this.#last = text;
    if (this.id !== undefined) return this.#entries.change(this.id, text);
    await this.#entries.make(text, () => {
      this.#before = new Set(this.#entries.ids());
    });
    this.#made = this.id;
    this.#before = undefined;
  }
}
