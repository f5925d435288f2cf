/** Indented text in and out, as far as the fake needs it. */
import type { NewSlice, SliceId } from "../bindings";
import { Draft, type FakeState } from "./state";

const BULLET = /^(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/;

/** Lines with their depth; a level is whatever the first indented line uses. */
export function parseOutline(text: string): NewSlice[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const indents = lines.map((line) => line.replaceAll("\t", "    ").search(/\S/));
  const step = Math.min(...indents.filter((indent) => indent > 0), 8);
  const levels = indents.map((indent) => Math.round(indent / step));
  return lines.map((line, at) => {
    const depth = Math.min(levels[at] ?? 0, (levels[at - 1] ?? -1) + 1);
    return { depth, title: line.trim().replace(BULLET, ""), narrative: "" };
  });
}

/** The subtrees of `ids` as indented text. */
export function writeOutline(state: FakeState, ids: readonly SliceId[], bullet = ""): string {
  const draft = new Draft(state);
  const write = (id: SliceId, depth: number): string[] => [
    `${"  ".repeat(depth)}${bullet}${draft.slice(id).row.title}`,
    ...draft.children(id).flatMap((child) => write(child, depth + 1)),
  ];
  return ids.flatMap((id) => write(id, 0)).join("\n");
}
