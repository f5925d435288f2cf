/**
 * The one seam between the interface and the outside: every command, dialog, file drop and window call. Nothing else in
 * `ui/` reaches outside. `tauri.ts` is the real one, `fake.ts` the one for tests and for a plain browser.
 */
import type { AppError, commands, ErrorCode } from "./bindings";

type Bound = typeof commands;

type Plain<F> = F extends (...args: infer A) => Promise<infer R>
  ? (...args: A) => Promise<R extends { status: "ok"; data: infer D } ? D : never>
  : never;

/** Every command of the program; each rejects with a {@link HostError} and with nothing else. */
export type Commands = { [Name in keyof Bound]: Plain<Bound[Name]> };

/** A file that is dragged over the window. */
export type FileDrop = { phase: "over" | "left" } | { phase: "dropped"; paths: string[] };

/** What the window can do besides the commands. */
export interface Surroundings {
  /** Calls back for files that are dragged from the system; returns how to stop it. */
  onFileDrop(callback: (drop: FileDrop) => void): () => void;
  /** Runs `before` when the window is about to close and waits for it. */
  onClose(before: () => Promise<void>): () => void;
  /** Closes the window. */
  close(): Promise<void>;
  /** Names the window. */
  setTitle(title: string): Promise<void>;
  /** Shows the window, which starts hidden so that nobody sees it empty. */
  show(): Promise<void>;
}

export type Host = Commands & Surroundings;

/** How an outside call fails. The interface branches on `code` and shows `message`; it never matches text. */
export class HostError extends Error {
  readonly code: ErrorCode;
  /** The cause as the system told it; empty when there is none. */
  readonly detail: string;

  constructor({ code, message, detail }: AppError) {
    super(message);
    this.name = "HostError";
    this.code = code;
    this.detail = detail;
  }
}

function isAppError(value: unknown): value is AppError {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

/** Whatever a call was rejected with, as a {@link HostError}. A failure of the framework is a bare string. */
export function hostError(cause: unknown, message: string): HostError {
  if (cause instanceof HostError) return cause;
  if (isAppError(cause)) return new HostError({ ...cause, detail: cause.detail ?? "" });
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new HostError({ code: "system", message, detail });
}
