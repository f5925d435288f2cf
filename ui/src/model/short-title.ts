import { m } from "../paraglide/messages";

/** A title that fits into a sentence. */
export function shortTitle(title: string, most = 48): string {
  const characters = Array.from(title.trim());
  if (characters.length === 0) return m.backlog_untitled();
  return characters.length > most ? `${characters.slice(0, most).join("").trimEnd()}…` : characters.join("");
}
