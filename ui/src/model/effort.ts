const MOST_HALF_DAYS = 2000;

/** Half days as people say them: ½ d, 1 d, 1½ d. */
export function effortText(halfDays: number): string {
  const days = Math.floor(halfDays / 2);
  const half = halfDays % 2 === 1 ? "½" : "";
  return `${days === 0 && half !== "" ? "" : days}${half} d`;
}

/**
 * Reads an effort in days: `2`, `1.5`, `1,5`, `1½`, `½`, `3 d`, `4h` (eight hours are a day), `1w` (five days).
 * `null` for nothing, which means estimated; `undefined` when it cannot be read. Rounds up to half days.
 */
export function readEffort(text: string): number | null | undefined {
  const typed = text.trim().toLowerCase().replace("½", ".5").replace(",", ".");
  if (typed === "") return null;
  const read = /^(\d*\.?\d+)\s*(d|h|w)?[a-z]*$/u.exec(typed);
  if (read === null) return undefined;
  const halfDays = Math.ceil(Number(read[1]) * perUnit(read[2]));
  return halfDays >= 1 && halfDays <= MOST_HALF_DAYS ? halfDays : undefined;
}

/** Reads a value, 1 to 100. `null` for nothing, which means estimated; `undefined` when it cannot be read. */
export function readValue(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  if (!/^\d{1,3}$/u.test(typed)) return undefined;
  const value = Number(typed);
  return value >= 1 && value <= 100 ? value : undefined;
}

function perUnit(unit: string | undefined): number {
  if (unit === "h") return 1 / 4;
  return unit === "w" ? 10 : 2;
}
