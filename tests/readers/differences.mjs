/**
 * Comparing what a reader understood with what the workshop says, one thing at a time.
 */
import { unmarked } from './markdown.mjs';
import { Unread } from './unread.mjs';

/** @typedef {import('./truth.mjs').Slice} Slice */
/** @typedef {import('./truth.mjs').Truth} Truth */

/**
 * One issue as a reader understood it.
 * @typedef {object} Found
 * @property {string} title
 * @property {string} text what a person reads below the title, without markup
 * @property {string[]} [labels]
 * @property {string} [reference] where the stable reference stands, when not in the text
 */

/** The headings of our descriptions. */
const HEADINGS = [
  'Title in full',
  'Part of',
  'Narrative',
  'Acceptance criteria',
  'Questions',
  'Left out',
  'Notes',
  'Details',
];

/** Signs without width, which keep a text from acting, and any white space as one space. */
export const plain = (text) =>
  text.replace(/[\u200b\u200c\u2060\ufeff]/g, '').replace(/\s+/g, ' ').trim();

/** Text without the signs of Markdown inside a line, some of which may have been markup. */
const withoutMarks = (text) => text.replace(/[*_~`]/g, '');

/** The start of a text, to name it. */
export const quoted = (text) => {
  const letters = [...plain(text)];
  return `“${letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : letters.join('')}”`;
};

/** What does not agree, in words, and how many things were compared. */
export class Differences {
  /** @type {string[]} */
  told = [];
  compared = 0;

  /**
   * Lets a reader read; that it gives up is a difference too.
   * @param {() => unknown} read
   * @returns {Promise<string | undefined>} why the file is none of its business
   */
  async reading(read) {
    try {
      await read();
    } catch (error) {
      if (error instanceof Unread) return error.message;
      this.told.push(`the reader gave up: ${error?.stack ?? error}`);
    }
    return undefined;
  }

  /**
   * Compares one thing.
   * @param {boolean} agrees
   * @param {Slice | string | undefined} where
   * @param {() => string} what
   */
  unless(agrees, where, what) {
    this.compared += 1;
    if (!agrees) {
      const place = typeof where === 'string' ? where : where?.id;
      this.told.push(place ? `${place}: ${what()}` : what());
    }
    return agrees;
  }

  /**
   * A title, which may be cut with an ellipsis where the format has a limit; then all of it stands
   * in the text.
   * @param {Slice} slice
   * @param {string} title
   * @param {string} text
   * @param {number} limit in characters
   */
  title(slice, title, text, limit = Infinity) {
    const fits = slice.title.length <= limit;
    const same = fits
      ? plain(title) === plain(slice.title)
      : title.length <= limit &&
        title.endsWith('…') &&
        plain(slice.title).startsWith(plain(title.slice(0, -1)));
    this.unless(same, slice, () => `the title ${quoted(slice.title)} became ${quoted(title)}`);
    if (!fits) {
      const there = plain(text).includes(plain(slice.title));
      this.unless(there, slice, () => `the title was cut, and the text does not hold all of it`);
    }
  }

  /**
   * Everything that a description should tell, line by line and in this order.
   * @param {Slice} slice
   * @param {string} text without markup
   * @param {number} longest in characters, where texts were cut: only so much of a line must be there
   */
  description(slice, text, longest = Infinity) {
    const said = plain(text);
    const cut = (text) => text.split('\n').map((line) => line.slice(0, longest)).join('\n');
    this.lines(slice, 'narrative', cut(slice.narrative), said);
    slice.acceptance.forEach((item) => this.lines(slice, 'criterion', item, said));
    slice.questions.forEach((item) => this.lines(slice, 'question', item, said));
    slice.deferrals.forEach((item) => this.lines(slice, 'deferral', item, said));
    this.lines(slice, 'notes', cut(slice.notes), said);
  }

  /**
   * Each line of a text, after the one before it, as it is or as Markdown shows it.
   * @param {Slice} slice
   * @param {string} what
   * @param {string} text
   * @param {string} said
   */
  lines(slice, what, text, said) {
    const bare = withoutMarks(said);
    let from = 0;
    for (const line of text.split('\n').filter((line) => plain(line) !== '')) {
      const ways = [line, ...unmarked(line)].map(plain);
      const places = ways.map((way) => [said.indexOf(way, from), way.length]);
      const place = places.find(([at]) => at >= 0);
      const there = place !== undefined || bare.includes(withoutMarks(plain(line)));
      this.unless(there, slice, () => `the ${what} lacks ${quoted(line)}`);
      from = place ? place[0] + place[1] : from;
    }
  }

  /**
   * The acceptance criteria, each an item of its own.
   * @param {Slice} slice
   * @param {string[]} items
   */
  criteria(slice, items) {
    const found = new Set(items.map(plain));
    for (const criterion of slice.acceptance) {
      const ways = [criterion, ...unmarked(criterion)].map(plain);
      const there = ways.some((way) => found.has(way));
      this.unless(there, slice, () => `no item of a list is the criterion ${quoted(criterion)}`);
    }
  }

  /**
   * Nothing in a description acts but our own headings and lists.
   * @param {Slice} slice
   * @param {import('./markdown.mjs').Rendered} understood
   */
  inert(slice, { acts, mentions, headings }) {
    this.unless(acts.length === 0, slice, () => `acts: ${acts.join(' | ')}`);
    this.unless(mentions.length === 0, slice, () => `mentions ${mentions.join(' ')}`);
    for (const { text } of headings) {
      this.unless(HEADINGS.includes(text), slice, () => `${quoted(text)} became a heading`);
    }
  }

  /**
   * The tags as labels, each whole, with other signs between its letters where the format needs
   * them; other labels may be beside them.
   * @param {Slice} slice
   * @param {string[]} found
   */
  labels(slice, found) {
    const letters = (label) => label.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
    const there = new Set(found.map(letters));
    for (const tag of slice.tags) {
      this.unless(there.has(letters(tag)), slice, () => `the tag ${quoted(tag)} is none of ${found.map(quoted)}`);
    }
  }

  /**
   * The parent in the format's own way: the slice above, or one further up where the format has
   * fewer levels, with the slice above named in the text.
   * @param {Slice} slice
   * @param {Slice | undefined} above
   * @param {string} text
   */
  parent(slice, above, text) {
    if (above === slice.parent) {
      return this.unless(true, slice, () => '');
    }
    let further = slice.parent?.parent;
    while (further && further !== above) {
      further = further.parent;
    }
    const flattened = above !== undefined && further === above && named(slice.parent, text);
    return this.unless(flattened, slice, () => {
      const is = above ? `below ${above.id}` : 'below nothing';
      return `is ${is}, not below ${slice.parent?.id ?? 'nothing'}`;
    });
  }

  /**
   * The parent by its title where a person sees it, for formats without a hierarchy.
   * @param {Slice} slice
   * @param {string} shown
   */
  parentShown(slice, shown) {
    if (slice.parent) {
      const there = named(slice.parent, shown);
      this.unless(there, slice, () => `nothing names its parent ${quoted(slice.parent.title)}`);
    }
  }

  /**
   * What it needs, by name where a person sees it, for formats without relations.
   * @param {Slice} slice
   * @param {string} shown
   */
  needsShown(slice, shown) {
    for (const needed of slice.needs.filter((needed) => needed.wanted)) {
      const there = named(needed, shown);
      this.unless(there, slice, () => `nothing says that it needs ${quoted(needed.title)}`);
    }
  }

  /**
   * Two sets of slices.
   * @param {Slice} slice
   * @param {string} what
   * @param {Slice[]} found
   * @param {Slice[]} expected
   */
  relations(slice, what, found, expected) {
    const ids = (slices) => [...new Set(slices.map((each) => each?.id))].sort().join(' ');
    const same = ids(found) === ids(expected);
    this.unless(same, slice, () => `${what} ${ids(found) || 'nothing'}, not ${ids(expected) || 'nothing'}`);
  }

  /**
   * Pairs what was found with the slices it stands for; each slice once, nothing else.
   * @template {Found} F
   * @param {Truth} truth
   * @param {F[]} found
   * @param {Slice[]} expected
   * @returns {Map<Slice, F>}
   */
  paired(truth, found, expected) {
    const pairs = new Map();
    for (const issue of found) {
      const slice = truth.referred(issue.reference ?? issue.text);
      this.unless(slice !== undefined, quoted(String(issue.title)), () => 'has no reference to a slice');
      this.unless(!pairs.has(slice), slice, () => 'is there twice');
      pairs.set(slice, issue);
    }
    const wanted = new Set(expected);
    for (const slice of pairs.keys()) {
      this.unless(slice === undefined || wanted.has(slice), slice, () => 'should not be there');
    }
    for (const slice of expected) {
      this.unless(pairs.has(slice), slice, () => `is not there: ${quoted(slice.title)}`);
    }
    return new Map(expected.filter((slice) => pairs.has(slice)).map((slice) => [slice, pairs.get(slice)]));
  }
}

/** Whether a text names a slice by its title, whole or cut, or by its id. */
function named(slice, text) {
  const said = plain(text);
  const title = plain(slice.title);
  const start = [...title].slice(0, 40).join('');
  return said.includes(title) || (title.length > 100 && said.includes(start)) || new RegExp(`\\b${slice.id}\\b`).test(said);
}
