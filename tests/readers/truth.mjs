/**
 * A workshop as its lossless export tells it: what every reader is held against.
 */
import { readFileSync } from 'node:fs';

/**
 * A slice with what is known about it from elsewhere in the workshop.
 * @typedef {object} Slice
 * @property {string} id such as `S12`
 * @property {string} title one line
 * @property {string} narrative several lines; may be empty
 * @property {string} notes several lines; may be empty
 * @property {string[]} acceptance
 * @property {string[]} questions their texts
 * @property {string[]} deferrals their texts
 * @property {string[]} tags
 * @property {string} kind `slice`, `spike` or `task`
 * @property {string} status `open`, `doing`, `done` or `dropped`
 * @property {Slice | undefined} parent
 * @property {Slice[]} children
 * @property {Slice[]} needs what it needs first
 * @property {number} depth 0 for epics
 * @property {boolean} wanted open, doing or done, or above something that is
 * @property {boolean} inMvp above the MVP line of the backlog
 */

export class Truth {
  /** @type {Slice[]} depth first */
  slices = [];
  /** @type {Map<string, Slice>} */
  byId = new Map();
  /** @type {string} the workshop's own id */
  identity;

  /** @param {any} workshop the lossless export */
  constructor(workshop) {
    this.identity = workshop.identity;
    this.title = workshop.about.title;
    const mvp = new Set((workshop.backlog ?? []).filter((item) => item.mvp).map((item) => item.slice));
    for (const raw of workshop.slices) {
      const parent = this.byId.get(raw.parent);
      const slice = {
        id: raw.id,
        title: raw.title,
        narrative: raw.narrative ?? '',
        notes: raw.notes ?? '',
        acceptance: raw.acceptance ?? [],
        questions: (raw.questions ?? []).map((question) => question.text),
        deferrals: (raw.deferrals ?? []).map((deferral) => deferral.text),
        tags: raw.tags ?? [],
        kind: raw.kind ?? 'slice',
        status: raw.status ?? 'open',
        parent,
        children: [],
        needs: raw.needs ?? [],
        depth: parent ? parent.depth + 1 : 0,
        wanted: raw.status !== 'dropped',
        inMvp: mvp.has(raw.id),
      };
      this.slices.push(slice);
      this.byId.set(slice.id, slice);
      parent?.children.push(slice);
    }
    for (const slice of this.slices) {
      slice.needs = slice.needs.map((id) => this.byId.get(id));
      for (let above = slice.parent; slice.wanted && above && !above.wanted; above = above.parent) {
        above.wanted = true;
      }
    }
  }

  /** @param {string} path of a lossless export */
  static of(path) {
    return new Truth(JSON.parse(readFileSync(path, 'utf8')));
  }

  /** What a team still wants, depth first: what trackers are given. */
  get wanted() {
    return this.slices.filter((slice) => slice.wanted);
  }

  /** The wanted slices without wanted slices below. */
  get leaves() {
    return this.wanted.filter((slice) => !slice.children.some((child) => child.wanted));
  }

  /** The wanted slices, without the epics of others, which some trackers have apart. */
  get belowEpics() {
    const leaves = new Set(this.leaves);
    return this.wanted.filter((slice) => slice.parent || leaves.has(slice));
  }

  /**
   * The slice that a text names by our stable reference; of several, the last.
   * @param {string} text
   * @returns {Slice | undefined}
   */
  referred(text) {
    const references = [...text.matchAll(/carpaccio:([\w-]+):(S\d+)/g)];
    const ours = references.filter((reference) => reference[1] === this.identity);
    return this.byId.get(ours.at(-1)?.[2]);
  }
}
