/** Gives the focus back to where it was before something opened over it. */
import { tick } from "svelte";

/** Call it when the thing opens, and what it returns when it is gone. Whoever took the focus in the meantime keeps it. */
export function focusBack(): () => void {
  const opener = document.activeElement;
  return () => {
    void tick().then(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    });
  };
}
