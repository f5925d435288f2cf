import type { Criterion, Kind, Pattern, Status } from "../../host/bindings";
import { m } from "../../paraglide/messages";

/** Every criterion in the order in which they are judged. */
export const CRITERIA: readonly Criterion[] = [
  "vertical",
  "valuable",
  "testable",
  "small",
  "atomic",
  "independent",
  "negotiable",
  "estimable",
];

/** Every pattern, the ones that coaches try first at the top. */
export const PATTERNS: readonly Pattern[] = [
  "workflow-steps",
  "simple-complex",
  "business-rule-variations",
  "data-variations",
  "interface-variations",
  "happy-unhappy-path",
  "operations-crud",
  "roles-personas",
  "major-effort",
  "acceptance-criteria",
  "defer-performance",
  "spike",
];

const CRITERION: Record<Criterion, () => string> = {
  vertical: m.criterion_vertical,
  valuable: m.criterion_valuable,
  testable: m.criterion_testable,
  small: m.criterion_small,
  atomic: m.criterion_atomic,
  independent: m.criterion_independent,
  negotiable: m.criterion_negotiable,
  estimable: m.criterion_estimable,
};

const PATTERN: Record<Pattern, () => string> = {
  "workflow-steps": m.slicing_pattern_workflow_steps,
  "operations-crud": m.slicing_pattern_operations_crud,
  "business-rule-variations": m.slicing_pattern_business_rule_variations,
  "data-variations": m.slicing_pattern_data_variations,
  "interface-variations": m.slicing_pattern_interface_variations,
  "major-effort": m.slicing_pattern_major_effort,
  "simple-complex": m.slicing_pattern_simple_complex,
  "defer-performance": m.slicing_pattern_defer_performance,
  spike: m.slicing_pattern_spike,
  "roles-personas": m.slicing_pattern_roles_personas,
  "happy-unhappy-path": m.slicing_pattern_happy_unhappy_path,
  "acceptance-criteria": m.slicing_pattern_acceptance_criteria,
};

const PATTERN_SHORT: Record<Pattern, () => string> = {
  "workflow-steps": m.slicing_pattern_short_workflow_steps,
  "operations-crud": m.slicing_pattern_short_operations_crud,
  "business-rule-variations": m.slicing_pattern_short_business_rule_variations,
  "data-variations": m.slicing_pattern_short_data_variations,
  "interface-variations": m.slicing_pattern_short_interface_variations,
  "major-effort": m.slicing_pattern_short_major_effort,
  "simple-complex": m.slicing_pattern_short_simple_complex,
  "defer-performance": m.slicing_pattern_short_defer_performance,
  spike: m.slicing_pattern_short_spike,
  "roles-personas": m.slicing_pattern_short_roles_personas,
  "happy-unhappy-path": m.slicing_pattern_short_happy_unhappy_path,
  "acceptance-criteria": m.slicing_pattern_short_acceptance_criteria,
};

const KIND: Record<Kind, () => string> = {
  slice: m.slicing_kind_slice,
  spike: m.slicing_kind_spike,
  task: m.slicing_kind_task,
};

const STATUS: Record<Status, () => string> = {
  open: m.slicing_status_open,
  doing: m.slicing_status_doing,
  done: m.slicing_status_done,
  dropped: m.slicing_status_dropped,
};

/** The kinds of slice, the usual one first. */
export const KINDS: readonly Kind[] = ["slice", "spike", "task"];

/** How far a slice can have come. */
export const STATUSES: readonly Status[] = ["open", "doing", "done", "dropped"];

export function criterionName(criterion: Criterion): string {
  return CRITERION[criterion]();
}

/** A criterion in two letters, for columns. */
export function criterionCode(criterion: Criterion): string {
  const [first = "", second = ""] = criterionName(criterion);
  return first.toLocaleUpperCase() + second;
}

export function patternName(pattern: Pattern): string {
  return PATTERN[pattern]();
}

/** A pattern in a word or two, for columns. */
export function patternShort(pattern: Pattern): string {
  return PATTERN_SHORT[pattern]();
}

export function kindName(kind: Kind): string {
  return KIND[kind]();
}

export function statusName(status: Status): string {
  return STATUS[status]();
}

/** How a score from 0 to 100 is coloured. */
export function grade(score: number): "good" | "warn" | "bad" {
  if (score < 45) return "bad";
  return score < 65 ? "warn" : "good";
}
