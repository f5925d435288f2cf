/** The names of the groups that actions are listed under. */
import { m } from "../paraglide/messages";
import type { Group } from "./action";

const TITLES: Record<Group, () => string> = {
  workshop: m.group_workshop,
  edit: m.group_edit,
  slice: m.group_slice,
  outline: m.group_outline,
  backlog: m.group_backlog,
  view: m.group_view,
  help: m.group_help,
};

export function groupTitle(group: Group): string {
  return TITLES[group]();
}
