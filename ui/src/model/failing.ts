/** Which of the failing criteria ask for work: the host judges every slice by all of them. */
import type { Criterion, Kind, Row } from "../host/bindings";

const NONE: readonly Criterion[] = [];

/** Spikes answer a question and tasks serve the slices: nobody outside the team sees them work from end to end. */
const MEANT_FOR_SLICES: ReadonlySet<Criterion> = new Set(["vertical", "valuable"]);

/** Whether a criterion is meant for slices of this kind. */
export function applies(criterion: Criterion, kind: Kind): boolean {
  return kind === "slice" || !MEANT_FOR_SLICES.has(criterion);
}

/** Whether anything may still be asked of a slice. */
export function isAhead(row: Pick<Row, "status">): boolean {
  return row.status === "open" || row.status === "doing";
}

/** The criteria at which a slice fails and that still matter; none when it is done or dropped. */
export function failing(row: Pick<Row, "status" | "kind" | "score">): readonly Criterion[] {
  if (!row.score || !isAhead(row)) return NONE;
  return row.kind === "slice" ? row.score.failing : row.score.failing.filter((criterion) => applies(criterion, row.kind));
}
