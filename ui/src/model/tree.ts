/** The rows of a workshop and who is below whom. Plain and fast; {@link Workshop} makes it reactive. */
import type { Row, SliceId } from "../host/bindings";

/** The place of a row among its siblings: by key, then by the number of its id. */
export function inOrder(a: Row, b: Row): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return Number(a.id) - Number(b.id) || (a.id < b.id ? -1 : 1);
}

const parentOf = (row: Row): SliceId | null => row.parent ?? null;
const NONE: readonly SliceId[] = [];

export class Tree {
  readonly rows = new Map<SliceId, Row>();
  readonly #children = new Map<SliceId | null, SliceId[]>();

  /** `rows` as the host sends them: parents before their children, siblings in order. */
  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      this.rows.set(row.id, row);
      const siblings = this.#children.get(parentOf(row));
      if (siblings) siblings.push(row.id);
      else this.#children.set(parentOf(row), [row.id]);
    }
  }

  children(parent: SliceId | null): readonly SliceId[] {
    return this.#children.get(parent) ?? NONE;
  }

  /** Takes in what an edit changed; tells whether any row came, went or moved. */
  apply(changed: readonly Row[], removed: readonly SliceId[]): boolean {
    const touched = new Set<SliceId | null>();
    for (const id of removed) this.#forget(id, touched);
    for (const row of changed) this.#take(row, touched);
    this.#resort(touched);
    return touched.size > 0;
  }

  /** Replaces scores and nothing else. */
  replace(row: Row): void {
    this.rows.set(row.id, row);
  }

  #forget(id: SliceId, touched: Set<SliceId | null>): void {
    const row = this.rows.get(id);
    if (!row) return;
    touched.add(parentOf(row));
    this.rows.delete(id);
    this.#children.delete(id);
  }

  #take(row: Row, touched: Set<SliceId | null>): void {
    const before = this.rows.get(row.id);
    this.rows.set(row.id, row);
    if (before && before.key === row.key && parentOf(before) === parentOf(row)) return;
    if (before) touched.add(parentOf(before));
    touched.add(parentOf(row));
    if (!before || parentOf(before) !== parentOf(row)) this.#append(row);
  }

  #append(row: Row): void {
    const siblings = this.#children.get(parentOf(row));
    if (siblings) siblings.push(row.id);
    else this.#children.set(parentOf(row), [row.id]);
  }

  /** Once for each parent, however many of its children changed. */
  #resort(touched: ReadonlySet<SliceId | null>): void {
    for (const parent of touched) {
      const here = new Set(this.#children.get(parent));
      const rows = [...here].flatMap((id) => this.rows.get(id) ?? []).filter((row) => parentOf(row) === parent);
      if (rows.length === 0) this.#children.delete(parent);
      else
        this.#children.set(
          parent,
          rows.sort(inOrder).map((row) => row.id),
        );
    }
  }
}
