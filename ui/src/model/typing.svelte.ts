/** How long a rest commits what was typed, in milliseconds. */
const REST = 400;

const typing = new Set<Typing>();

/** Commits everything that is being typed, and waits until it is stored. */
export async function commitTyping(): Promise<void> {
  await Promise.all([...typing].map((one) => one.commit()));
}

/**
 * Text that is typed locally and stored on blur, on Enter, or after a rest. What was typed stays until it is stored:
 * a save that fails leaves it in the field. It outlives its field: what was typed last is stored where it belongs.
 */
export class Typing {
  #typed = $state.raw<string | undefined>(undefined);
  #stored = $state.raw("");
  #saving: { text: string; done: Promise<void> } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    stored: string,
    private readonly save: (text: string) => Promise<void>,
  ) {
    this.#stored = stored;
  }

  /** What the field shows. */
  get text(): string {
    return this.#typed ?? this.#stored;
  }

  /** Something else is stored now. It is shown unless something is being typed. */
  follow(stored: string): void {
    this.#stored = stored;
  }

  type(text: string): void {
    this.#typed = text;
    typing.add(this);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.commit(), REST);
  }

  /** Stores what was typed. Does nothing when it is what is stored already. */
  async commit(): Promise<void> {
    clearTimeout(this.#timer);
    typing.delete(this);
    const text = this.#typed;
    if (text === undefined) return;
    if (text !== this.#stored) await this.#saveOnce(text);
    if (this.#typed === text && this.#stored === text) this.#typed = undefined;
  }

  /** A rest, a blur and the end of the field may all ask to store the same text. */
  #saveOnce(text: string): Promise<void> {
    if (this.#saving?.text !== text) {
      const done = this.save(text).finally(() => {
        if (this.#saving?.done === done) this.#saving = undefined;
      });
      this.#saving = { text, done };
    }
    return this.#saving.done;
  }
}
