/** How long a rest commits what was typed, in milliseconds. */
const REST = 400;

const typing = new Set<Typing>();

/** Commits everything that is being typed, and waits until it is stored. */
export async function commitTyping(): Promise<void> {
  await Promise.all([...typing].map((one) => one.commit()));
}

/**
 * Text that is typed locally and stored on blur, on Enter, or after a rest. What was typed stays until it is stored:
 * a save that fails leaves it in the field.
 */
export class Typing {
  #typed = $state.raw<string | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stored: () => string;
  readonly #save: (text: string) => Promise<void>;

  constructor(stored: () => string, save: (text: string) => Promise<void>) {
    this.#stored = stored;
    this.#save = save;
  }

  /** What the field shows. */
  get text(): string {
    return this.#typed ?? this.#stored();
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
    if (text !== this.#stored()) await this.#save(text);
    if (this.#typed === text && this.#stored() === text) this.#typed = undefined;
  }

  /** Forgets what was typed. */
  forget(): void {
    clearTimeout(this.#timer);
    typing.delete(this);
    this.#typed = undefined;
  }
}
