import type { Frame, Row } from "../../host/bindings";
import { failing } from "../failing";
import { foldedTitle } from "./folded";

/** One condition of a filter, such as `is:spike`; a word is a condition too. */
interface Term {
  readonly key: string;
  readonly value: string;
}

/** What a filter asks for: every term must hold. */
export interface Query {
  readonly terms: readonly Term[];
  /** The words in it, in lower case. */
  readonly words: readonly string[];
}

/** What conditions are checked against besides the row itself. */
export interface Surroundings {
  readonly frame: Frame;
  isLeaf(id: string): boolean;
  /** Rows in whose texts, not only their titles, the words stand; filled in when the host has answered. */
  readonly found: ReadonlySet<string>;
}

type Test = (row: Row, value: string, around: Surroundings) => boolean;

/** Scores are about leaves: what is above one shows none. */
const IS: Record<string, (row: Row, around: Surroundings) => boolean> = {
  epic: (row) => row.parent == null,
  leaf: (row, { isLeaf }) => isLeaf(row.id),
  slice: (row) => row.kind === "slice",
  spike: (row) => row.kind === "spike",
  task: (row) => row.kind === "task",
  failing: (row, { isLeaf }) => failing(row).length > 0 && isLeaf(row.id),
  vague: (row, { isLeaf }) => (row.score?.vague ?? 0) > 0 && isLeaf(row.id),
  layer: (row, { isLeaf }) => (row.score?.layer ?? false) && isLeaf(row.id),
  blocked: (row) => row.needs > 0,
};

const HAS: Record<string, (row: Row) => boolean> = {
  value: (row) => row.value != null,
  effort: (row) => row.effort != null,
  persona: (row) => row.persona != null,
  step: (row) => row.step != null,
  pattern: (row) => row.pattern != null,
  needs: (row) => row.needs > 0,
  questions: (row) => row.questions > 0,
  tags: (row) => (row.tags?.length ?? 0) > 0,
};

const TESTS: Record<string, Test> = {
  is: (row, value, around) => IS[value]?.(row, around) ?? false,
  has: (row, value) => HAS[value]?.(row) ?? false,
  no: (row, value) => !(HAS[value]?.(row) ?? true),
  criterion: (row, value, { isLeaf }) => failing(row).some((criterion) => criterion === value) && isLeaf(row.id),
  status: (row, value) => row.status === value,
  pattern: (row, value) => row.pattern?.includes(value) ?? false,
  tag: (row, value) => row.tags?.some((tag) => lower(tag).includes(value)) ?? false,
  persona: (row, value, { frame }) => named(frame.personas, row.persona, value),
  step: (row, value, { frame }) => named(frame.steps, row.step, value),
};

const CRITERIA = ["vertical", "valuable", "testable", "small", "atomic", "independent", "negotiable", "estimable"];
const STATUSES = ["open", "doing", "done", "dropped"];

/** Reads a filter. Total: what is not `key:value` with a known key is a word. Quotes keep words together. */
export function parseQuery(text: string): Query {
  const parts = text.match(/(?:[^\s"]+:)?"[^"]*"?|\S+/gu) ?? [];
  const terms = parts.map(asTerm).filter(({ value }) => value !== "");
  return { terms, words: terms.filter(({ key }) => key === "").map(({ value }) => value) };
}

/** Whether a filter asks for nothing. */
export function isEmpty(query: Query): boolean {
  return query.terms.length === 0;
}

const SCORED: ReadonlySet<string> = new Set(["failing", "vague", "layer"]);

/** Whether the answer may change when a score does. */
export function asksForScores({ terms }: Query): boolean {
  return terms.some(({ key, value }) => key === "criterion" || (key === "is" && SCORED.has(value)));
}

/** Whether a row is what the filter asks for. */
export function matches(row: Row, query: Query, around: Surroundings): boolean {
  if (!inTitle(row, query) && !around.found.has(row.id)) return false;
  return query.terms.every(({ key, value }) => key === "" || TESTS[key]?.(row, value, around));
}

/** Whether every word of a filter stands in the title of a row. */
export function inTitle(row: Row, { words }: Query): boolean {
  if (words.length === 0) return true;
  const title = foldedTitle(row);
  return words.every((word) => title.includes(word));
}

/** What could complete the last part of a filter, at most eight; nothing between two parts. */
export function suggestions(text: string, frame: Frame, tags: readonly string[]): string[] {
  if (/\s$/u.test(text)) return [];
  const last = lower(/\S*$/u.exec(text)?.[0] ?? "");
  return vocabulary(frame, tags)
    .filter((term) => lower(term).startsWith(last) && lower(term) !== last)
    .slice(0, 8);
}

/** A filter with its last part replaced by a suggestion. */
export function complete(text: string, suggestion: string): string {
  return `${text.replace(/\S*$/u, "")}${suggestion} `;
}

function vocabulary(frame: Frame, tags: readonly string[]): string[] {
  return [
    ...Object.keys(IS).map((value) => `is:${value}`),
    ...CRITERIA.map((value) => `criterion:${value}`),
    ...frame.personas.map(({ name }) => `persona:${quoted(name)}`),
    ...frame.steps.map(({ name }) => `step:${quoted(name)}`),
    ...tags.map((tag) => `tag:${quoted(tag)}`),
    ...STATUSES.map((value) => `status:${value}`),
    ...Object.keys(HAS).flatMap((value) => [`no:${value}`, `has:${value}`]),
  ];
}

function asTerm(part: string): Term {
  const colon = part.indexOf(":");
  const key = lower(part.slice(0, Math.max(colon, 0)));
  return key in TESTS ? { key, value: bare(part.slice(colon + 1)) } : { key: "", value: bare(part) };
}

function named(list: readonly { id: string; name: string }[], id: string | null | undefined, value: string): boolean {
  return id != null && list.some((one) => one.id === id && lower(one.name).includes(value));
}

function quoted(name: string): string {
  return /\s/u.test(name) ? `"${name}"` : name;
}

function bare(value: string): string {
  return lower(value.replaceAll('"', "")).trim();
}

function lower(text: string): string {
  return text.toLowerCase();
}
