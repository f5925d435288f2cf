/**
 * Jira's wiki markup as Atlassian's own transformer understands it.
 */
import { createRequire } from 'node:module';

// Its modules for import do not name their files in full, so that only require finds them.
const { WikiMarkupTransformer } = createRequire(import.meta.url)('@atlaskit/editor-wikimarkup-transformer');
const transformer = new WikiMarkupTransformer();

/** What ends with a line. */
const BLOCKS = ['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'codeBlock'];
/** What our descriptions are made of. */
const NODES = new Set(['doc', 'text', 'hardBreak', ...BLOCKS]);
/** What a text in Markdown may be given. A link is one only where the address itself is the text. */
const MARKS = new Set(['strong', 'em', 'strike', 'code']);

/**
 * @param {string} markup
 * @returns {import('./markdown.mjs').Rendered}
 */
export function rendered(markup) {
  const result = { text: '', headings: [], items: [], acts: [], mentions: [] };
  walk(transformer.parse(markup).toJSON());
  return result;

  /** Answers the text of a node. */
  function walk(node) {
    note(node);
    if (node.type === 'text') return say(node.text);
    if (node.type === 'hardBreak') return say('\n');
    const inside = (node.content ?? []).map(walk).join('');
    if (node.type === 'heading') result.headings.push({ level: node.attrs.level, text: inside.trim() });
    if (node.type === 'listItem') result.items.push(inside.trim());
    return BLOCKS.includes(node.type) ? inside + say('\n') : inside;
  }

  function say(text) {
    result.text += text;
    return text;
  }

  function note(node) {
    if (node.type === 'mention') result.mentions.push(node.attrs.id);
    else if (!NODES.has(node.type)) result.acts.push(node.type);
    for (const mark of node.marks ?? []) {
      const address = mark.type === 'link' && isAddress(node.text, mark.attrs.href);
      if (!MARKS.has(mark.type) && !address) result.acts.push(`${mark.type} on “${node.text}”`);
    }
  }
}

const isAddress = (text, href) => [text, `mailto:${text}`, `${text}/`].includes(href) || href.endsWith(text);
