/** What the program says on its own: toasts, and the live region for people who do not see the screen. */
import type { HostError } from "../host/host";

export type Notice = {
  id: number;
  tone: "info" | "good" | "bad";
  text: string;
  /** The cause as the system told it; empty when there is none. */
  detail: string;
  /** One thing to do about it. */
  action?: { title: string; run: () => void };
};

const SHOWN_FOR = 6_000;

export class Notices {
  /** The oldest first. Bad news stays until it is dismissed. */
  shown = $state.raw<readonly Notice[]>([]);
  /** What the live region holds; `turn` changes with each announcement so that repeated words are said again. */
  spoken = $state.raw({ text: "", turn: 0 });
  #last = 0;

  /** Says it to assistive technology only: what moved where, what was undone. */
  announce(text: string): void {
    this.spoken = { text, turn: this.spoken.turn + 1 };
  }

  tell(tone: Notice["tone"], text: string, more: Partial<Pick<Notice, "detail" | "action">> = {}): void {
    this.#last += 1;
    const notice: Notice = { id: this.#last, tone, text, detail: "", ...more };
    this.shown = [...this.shown.filter((other) => other.text !== text), notice].slice(-4);
    if (tone !== "bad") setTimeout(() => this.dismiss(notice.id), SHOWN_FOR);
  }

  /** Says why something did not happen. A refusal is an answer, not a failure: it goes by itself. */
  fail(error: HostError): void {
    this.tell(error.code === "refused" ? "info" : "bad", error.message, { detail: error.detail });
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  /** Takes the newest notice away; `false` when there was none. */
  dismissLast(): boolean {
    const last = this.shown.at(-1);
    if (last) this.dismiss(last.id);
    return last !== undefined;
  }
}
