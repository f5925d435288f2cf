/** What each gesture does to the fake's state, and the label that the undo list shows. */
import type { AboutField, Direction, Gesture, NewSlice, Pasted, SliceField, SliceId } from "../bindings";
import { parseOutline } from "./outline";
import { decide } from "./releases";
import { Draft, type FakeSlice, type FakeState, UNPLANNED } from "./state";
import { apply } from "./what-if";

/** A change with what the undo list says and what is selected after it. */
export type Done = { state: FakeState; label: string; focus: SliceId[] };

type Told = { label: string; focus: SliceId[] };

/** Does a gesture to a copy of the state. */
export function perform(before: FakeState, gesture: Gesture): Done {
  const draft = new Draft(before);
  const { label, focus } = told(draft, gesture);
  return { state: draft.finish(), label, focus };
}

const quoted = (title: string) => (title === "" ? "a slice without a title" : `‘${title}’`);

function many(draft: Draft, ids: readonly SliceId[]): string {
  return ids.length === 1 ? quoted(draft.slice(ids[0] ?? "").row.title) : `${ids.length} slices`;
}

export function items(pasted: Pasted): NewSlice[] {
  if (pasted.as === "items") return pasted.items;
  return pasted.as === "text" ? parseOutline(pasted.text) : (JSON.parse(pasted.json) as NewSlice[]);
}

function told(draft: Draft, gesture: Gesture): Told {
  switch (gesture.do) {
    case "add":
      return added(draft, gesture.parent, gesture.after, gesture.items, "Add");
    case "paste":
      return added(draft, gesture.parent, gesture.after, items(gesture.pasted), "Paste");
    case "set":
      return set(draft, gesture.ids, gesture.field);
    case "cut-title":
      return cutTitle(draft, gesture.id, gesture.before, gesture.after);
    case "join":
      return join(draft, gesture.id);
    case "move":
      return move(draft, gesture.ids, gesture.parent, gesture.after);
    case "shift":
      return shift(draft, gesture.ids, gesture.direction);
    case "delete":
      return remove(draft, gesture.ids);
    case "duplicate":
      return duplicate(draft, gesture.ids);
    case "split":
      return split(draft, gesture);
    case "set-mvp":
    case "set-wish":
    case "move-line":
    case "draw-line":
    case "set-goal":
    case "add-release":
    case "remove-release":
    case "rank":
    case "pin":
    case "propose-order":
    case "set-aside":
      return decide(draft, gesture, (ids) => many(draft, ids));
    case "apply-what-if":
      apply(draft, gesture.change);
      return { label: "Apply what was tried", focus: gesture.change.drop };
    case "set-worth":
      draft.frame = { ...draft.frame, worth: gesture.worth };
      return { label: "Say what a point of value is worth", focus: [] };
    case "set-pace":
      draft.frame = { ...draft.frame, pace: gesture.pace };
      return { label: "Change the pace", focus: [] };
    case "add-need":
    case "remove-need":
      return needs(draft, gesture);
    case "set-about":
      return about(draft, gesture.field);
    case "let-pass":
    case "count":
      return settle(draft, gesture);
    case "dismiss":
      return dismiss(draft, gesture);
    case "set-types":
      return setTypes(draft, gesture);
    default:
      return "slice" in gesture ? lists(draft, gesture) : cast(draft, gesture);
  }
}

function added(draft: Draft, parent: SliceId | null, after: SliceId | null, list: NewSlice[], verb: string): Told {
  const focus = draft.addAll(parent, after, list);
  return { label: `${verb} ${many(draft, focus)}`, focus };
}

function set(draft: Draft, ids: SliceId[], field: SliceField): Told {
  const label = field.field === "title" ? `Rename to ${quoted(field.value)}` : `Set ${field.field} of ${many(draft, ids)}`;
  for (const id of ids) {
    if (field.field === "narrative" || field.field === "notes") draft.patch(id, { [field.field]: field.value });
    else draft.patchRow(id, { [field.field]: field.value });
    if (field.field === "status") draft.decide(id, { because: "" });
  }
  return { label, focus: ids };
}

function cutTitle(draft: Draft, id: SliceId, before: string, after: string): Told {
  const { row } = draft.slice(id);
  draft.patchRow(id, { title: before });
  const second = draft.add(row.parent ?? null, id, { title: after, narrative: "" });
  return { label: `Cut ${quoted(row.title)} in two`, focus: [second] };
}

function join(draft: Draft, id: SliceId): Told {
  const order = draft.all();
  const above = order[order.indexOf(id) - 1];
  if (above === undefined) throw refused("There is nothing above to join with.");
  const slice = draft.slice(id);
  draft.patchRow(above, { title: draft.slice(above).row.title + slice.row.title });
  for (const child of draft.children(id)) relocate(draft, child, above, draft.children(above).at(-1) ?? null);
  draft.remove(id);
  return { label: `Join ${quoted(slice.row.title)} with the one above`, focus: [above] };
}

function refused(message: string): { code: "refused"; message: string; detail: string } {
  return { code: "refused", message, detail: "" };
}

function relocate(draft: Draft, id: SliceId, parent: SliceId | null, after: SliceId | null): void {
  if (parent !== null && draft.subtree(id).includes(parent)) throw refused("A slice cannot move into itself.");
  const key = draft.keyAfter(parent, after, new Set([id]));
  draft.patchRow(id, { parent, key });
}

/** Of the selected ones those whose ancestors are not selected too, in outline order. */
function tops(draft: Draft, ids: readonly SliceId[]): SliceId[] {
  const chosen = new Set(ids);
  const covered = (id: SliceId): boolean => {
    const parent = draft.slice(id).row.parent;
    return parent != null && (chosen.has(parent) || covered(parent));
  };
  return draft.all().filter((id) => chosen.has(id) && !covered(id));
}

function move(draft: Draft, ids: SliceId[], parent: SliceId | null, after: SliceId | null): Told {
  const label = `Move ${many(draft, ids)}`;
  let last = after;
  for (const id of tops(draft, ids)) {
    relocate(draft, id, parent, last);
    last = id;
  }
  return { label, focus: ids };
}

function shift(draft: Draft, ids: SliceId[], direction: Direction): Told {
  const chosen = tops(draft, ids);
  const ordered = direction === "down" || direction === "out" ? chosen.reverse() : chosen;
  for (const id of ordered) shiftOne(draft, id, direction);
  return { label: `Move ${many(draft, ids)} ${direction}`, focus: ids };
}

function shiftOne(draft: Draft, id: SliceId, direction: Direction): void {
  const parent = draft.slice(id).row.parent ?? null;
  const siblings = draft.children(parent);
  const at = siblings.indexOf(id);
  const above = siblings[at - 1];
  const below = siblings[at + 1];
  if (direction === "in" && above !== undefined) relocate(draft, id, above, draft.children(above).at(-1) ?? null);
  if (direction === "up" && above !== undefined) relocate(draft, id, parent, siblings[at - 2] ?? null);
  if (direction === "down" && below !== undefined) relocate(draft, id, parent, below);
  if (direction === "out" && parent !== null) relocate(draft, id, draft.slice(parent).row.parent ?? null, parent);
}

function remove(draft: Draft, ids: SliceId[]): Told {
  const label = `Delete ${many(draft, ids)}`;
  const order = draft.all();
  const gone = new Set(ids.flatMap((id) => draft.subtree(id)));
  const first = order.findIndex((id) => gone.has(id));
  for (const id of gone) draft.remove(id);
  for (const [id, slice] of draft.slices) {
    if (slice.needs.some((need) => gone.has(need))) draft.patch(id, { needs: slice.needs.filter((need) => !gone.has(need)) });
  }
  const next = order.slice(first).find((id) => !gone.has(id)) ?? order[first - 1];
  return { label, focus: next === undefined ? [] : [next] };
}

function duplicate(draft: Draft, ids: SliceId[]): Told {
  const label = `Duplicate ${many(draft, ids)}`;
  const focus = tops(draft, ids).map((id) => copyBelow(draft, id, draft.slice(id).row.parent ?? null, id));
  return { label, focus };
}

function copyBelow(draft: Draft, id: SliceId, parent: SliceId | null, after: SliceId | null): SliceId {
  const slice = draft.slice(id);
  const children = draft.children(id);
  const copy = draft.add(parent, after, { title: slice.row.title, narrative: slice.narrative });
  const { row } = draft.slice(copy);
  draft.patch(copy, { ...slice, plan: UNPLANNED, row: { ...slice.row, id: copy, parent, key: row.key } });
  let last: SliceId | null = null;
  for (const child of children) last = copyBelow(draft, child, copy, last);
  return copy;
}

function split(draft: Draft, { id, pattern, drafts }: Extract<Gesture, { do: "split" }>): Told {
  const title = draft.slice(id).row.title;
  let last = draft.children(id).at(-1) ?? null;
  const focus = drafts.map((slice) => {
    last = draft.add(id, last, { title: slice.title, narrative: "" });
    draft.patchRow(last, { kind: slice.kind, pattern });
    return last;
  });
  return { label: `Split ${quoted(title)} into ${drafts.length}`, focus };
}

function needs(draft: Draft, gesture: Extract<Gesture, { do: "add-need" | "remove-need" }>): Told {
  const ids = gesture.do === "add-need" ? gesture.ids : [gesture.id];
  for (const id of ids) {
    const others = draft.slice(id).needs.filter((need) => need !== gesture.needs);
    draft.patch(id, { needs: gesture.do === "add-need" ? [...others, gesture.needs] : others });
  }
  return { label: `Change what ${many(draft, ids)} needs`, focus: ids };
}

function about(draft: Draft, field: AboutField): Told {
  const key = field.field.replace("-", "_");
  draft.frame = { ...draft.frame, [key]: field.value };
  return { label: `Set the ${field.field.replace("-", " ")}`, focus: [] };
}

/** The list with or without an item. */
function toggled<T>(list: readonly T[], item: T, isIn: boolean): T[] {
  const others = list.filter((other) => other !== item);
  return isIn ? [...others, item] : others;
}

function settle(draft: Draft, gesture: Extract<Gesture, { do: "let-pass" | "count" }>): Told {
  const { fine_words, ignored } = draft.frame;
  if (gesture.do === "let-pass") {
    const words = gesture.words.trim().toLowerCase();
    draft.frame = { ...draft.frame, fine_words: toggled(fine_words, words, gesture.passes).sort() };
    return { label: gesture.passes ? `Let “${words}” pass` : `Ask about “${words}” again`, focus: [] };
  }
  const { criterion, counts } = gesture;
  draft.frame = { ...draft.frame, ignored: toggled(ignored, criterion, !counts) };
  return { label: counts ? `Count “${criterion}” again` : `Leave “${criterion}” out`, focus: [] };
}

function dismiss(draft: Draft, { slice, check, words, dismissed }: Extract<Gesture, { do: "dismiss" }>): Told {
  const others = draft.slice(slice).dismissed.filter((one) => one.check !== check || one.words !== words);
  draft.patch(slice, { dismissed: dismissed ? [...others, { check, words }] : others });
  return { label: `${dismissed ? "Dismiss" : "Bring back"} a finding about “${words}”`, focus: [slice] };
}

function setTypes(draft: Draft, { format, types }: Extract<Gesture, { do: "set-types" }>): Told {
  const names = { ...draft.types[format] };
  for (const { role, name } of types) {
    if (name === null) delete names[role];
    else names[role] = name;
  }
  draft.types = { ...draft.types, [format]: names };
  return { label: `Change the types of ${format}`, focus: [] };
}

type Listed = { id: string };

/** The list with `item` behind the item `after`; `undefined` is the end, `null` the start. */
function placed<T extends Listed>(list: readonly T[], item: T, after: string | null | undefined): T[] {
  const rest = list.filter((other) => other.id !== item.id);
  const at = after === undefined ? rest.length : rest.findIndex((other) => other.id === after) + 1;
  return rest.toSpliced(at, 0, item);
}

function without<T extends Listed>(list: readonly T[], id: string): T[] {
  return list.filter((item) => item.id !== id);
}

function replaced<T extends Listed>(list: readonly T[], item: T): T[] {
  return list.map((other) => (other.id === item.id ? item : other));
}

type Lists = Exclude<Extract<Gesture, { slice: SliceId }>, { do: "dismiss" }>;

function lists(draft: Draft, gesture: Lists): Told {
  const slice = draft.slice(gesture.slice);
  draft.patch(gesture.slice, changedLists(draft, slice, gesture));
  return { label: `Change ${gesture.do.split("-").slice(1).join(" ")} of ${quoted(slice.row.title)}`, focus: [gesture.slice] };
}

function changedLists(draft: Draft, slice: FakeSlice, gesture: Lists): Partial<FakeSlice> {
  switch (gesture.do) {
    case "add-acceptance":
      return { acceptance: placed(slice.acceptance, { id: draft.newId(), text: gesture.text }, gesture.after ?? undefined) };
    case "set-acceptance":
      return { acceptance: replaced(slice.acceptance, { id: gesture.id, text: gesture.text }) };
    case "move-acceptance": {
      const item = slice.acceptance.find((other) => other.id === gesture.id);
      return item ? { acceptance: placed(slice.acceptance, item, gesture.after) } : {};
    }
    case "remove-acceptance":
      return { acceptance: without(slice.acceptance, gesture.id) };
    case "add-question": {
      const { text, owner } = gesture;
      return { questions: [...slice.questions, { id: draft.newId(), text, owner, answer: "" }] };
    }
    case "set-question": {
      const { id, text, owner, answer } = gesture;
      return { questions: replaced(slice.questions, { id, text, owner, answer }) };
    }
    case "remove-question":
      return { questions: without(slice.questions, gesture.id) };
    case "add-deferral":
      return { deferrals: [...slice.deferrals, { id: draft.newId(), text: gesture.text, owner: gesture.owner }] };
    case "set-deferral":
      return { deferrals: replaced(slice.deferrals, { id: gesture.id, text: gesture.text, owner: gesture.owner }) };
    case "remove-deferral":
      return { deferrals: without(slice.deferrals, gesture.id) };
  }
}

type Cast = Extract<Gesture, { do: `${string}-persona` | `${string}-step` }>;

function cast(draft: Draft, gesture: Cast): Told {
  const { personas, steps } = draft.frame;
  const label = `Change the ${gesture.do.endsWith("step") ? "steps" : "personas"}`;
  switch (gesture.do) {
    case "add-persona":
      draft.frame = { ...draft.frame, personas: [...personas, { id: draft.newId(), name: gesture.name }] };
      break;
    case "rename-persona":
      draft.frame = { ...draft.frame, personas: replaced(personas, { id: gesture.id, name: gesture.name }) };
      break;
    case "move-persona": {
      const item = personas.find((other) => other.id === gesture.id);
      if (item) draft.frame = { ...draft.frame, personas: placed(personas, item, gesture.after) };
      break;
    }
    case "remove-persona":
      draft.frame = { ...draft.frame, personas: without(personas, gesture.id) };
      break;
    case "add-step":
      draft.frame = { ...draft.frame, steps: [...steps, { id: draft.newId(), name: gesture.name, essential: false }] };
      break;
    case "set-step": {
      const { id, name, essential } = gesture;
      draft.frame = { ...draft.frame, steps: replaced(steps, { id, name, essential }) };
      break;
    }
    case "move-step": {
      const item = steps.find((other) => other.id === gesture.id);
      if (item) draft.frame = { ...draft.frame, steps: placed(steps, item, gesture.after) };
      break;
    }
    case "remove-step":
      draft.frame = { ...draft.frame, steps: without(steps, gesture.id) };
      break;
  }
  return { label, focus: [] };
}
