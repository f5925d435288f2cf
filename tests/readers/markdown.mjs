/**
 * Markdown as a renderer that others wrote understands it.
 */
import MarkdownIt from 'markdown-it';

const renderer = new MarkdownIt({ html: true, linkify: false });

/**
 * What a text in Markdown is for somebody who reads it rendered.
 * @typedef {object} Rendered
 * @property {string} text without markup
 * @property {{ level: number, text: string }[]} headings
 * @property {string[]} items of lists, without checkboxes
 * @property {string[]} acts markup that users' text must not become: HTML, pictures, tables …
 * @property {string[]} mentions of people, such as `@all`
 */

const ACTS = new Set(['html_block', 'html_inline', 'image', 'hr', 'table_open']);

/**
 * @param {string} markdown
 * @returns {Rendered}
 */
export function rendered(markdown) {
  /** @type {Rendered} */
  const result = { text: '', headings: [], items: [], acts: [], mentions: [] };
  const open = [];
  let heading;
  for (const token of renderer.parse(markdown, {})) {
    if (ACTS.has(token.type) && !isComment(token)) result.acts.push(`${token.type} ${token.content}`);
    if (token.type === 'heading_open') heading = Number(token.tag.slice(1));
    if (token.type === 'list_item_open') open.push('');
    if (token.type === 'list_item_close') result.items.push(open.pop().replace(/^\[[ xX]\] /, ''));
    if (token.type === 'fence' || token.type === 'code_block') add(token.content);
    if (token.type === 'inline') {
      const text = inline(token, result);
      if (heading) result.headings.push({ level: heading, text });
      heading = undefined;
      add(text);
    }
  }
  return result;

  function add(text) {
    result.text += `${text}\n`;
    if (open.length > 0) open[open.length - 1] += `${open.at(-1) ? '\n' : ''}${text}`;
  }
}

/** Text of a line, noting what acts in it. */
function inline(token, result) {
  let text = '';
  let prose = '';
  for (const child of token.children ?? []) {
    if (ACTS.has(child.type) && !isComment(child)) result.acts.push(`${child.type} ${child.content}`);
    if (child.type === 'text' || child.type === 'text_special') prose += child.content;
    if (child.type === 'text' || child.type === 'text_special' || child.type === 'code_inline') text += child.content;
    // A comment parts the text around it, so that nobody is mentioned across it.
    if (child.type === 'html_inline') prose += ' ';
    if (child.type === 'softbreak' || child.type === 'hardbreak') {
      text += '\n';
      prose += '\n';
    }
  }
  result.mentions.push(...[...prose.matchAll(/(?<![\w@/.])@[a-z0-9][\w-]*/gi)].map((match) => match[0]));
  return text;
}

const isComment = (token) => /^<!--[\s\S]*-->\s*$/.test(token.content) && !token.content.slice(4).includes('<!--');

/**
 * How a line of text looks when it is taken for Markdown.
 * @param {string} line
 * @returns {string[]}
 */
export function unmarked(line) {
  const bare = line.replace(/^\s*(?:[-*+]|\d+[.)]|>|#{1,6})\s+/, '').replace(/^\[[ xX]\] /, '');
  return [bare, rendered(line).text, rendered(bare).text].filter((way) => way.trim() !== '');
}
