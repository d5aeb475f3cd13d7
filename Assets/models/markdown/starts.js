import { codeIndent } from './line.js';

/**
 * @typedef {import('./line.js').Line} Line
 * @typedef {import('./blocks.js').Block} Block
 * @typedef {{ordered: boolean, sign: string, first: number, width: number}} Marker
 *   `sign` tells lists apart (`-`, `*`, `+`, `.`, `)`); `width` is in columns, with the space that follows
 */

/** Whether a line may begin anything but a paragraph: most do not, and need no more looks. */
export const maySpecial = /^[#`~*+_=<>0-9|:$\\-]/;

/** @param {string} text */
export const isRule = (text) => /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(text);

/**
 * @param {string} text
 * @returns {{level: number, text: string} | null}
 */
export function headingOf(text) {
  const match = /^(#{1,6})(?:[ \t]+|$)/.exec(text);
  if (!match) return null;
  const body = text.slice(match[0].length).trimEnd();
  let end = body.length;
  // By hand: a regular expression for this is quadratic in a run of hashes.
  while (body[end - 1] === '#') end -= 1;
  const isClosed = end < body.length && (end === 0 || /[ \t]/.test(body[end - 1]));
  return { level: match[1].length, text: (isClosed ? body.slice(0, end) : body).trim() };
}

/**
 * The level of the heading that this underline makes of the text above it, or 0.
 * @param {string} text
 */
export function underlineOf(text) {
  return /^=+[ \t]*$/.test(text) ? 1 : /^-+[ \t]*$/.test(text) ? 2 : 0;
}

/** @param {string} text */
export function fenceOf(text) {
  const match = /^(`{3,}|~{3,})(.*)$/.exec(text);
  return match && (match[1][0] !== '`' || !match[2].includes('`')) ? { fence: match[1], info: match[2].trim() } : null;
}

/**
 * @param {string} text
 * @param {string} fence  the opening one
 */
export function closesFence(text, fence) {
  const match = /^(`{3,}|~{3,})[ \t]*$/.exec(text);
  return match !== null && match[1][0] === fence[0] && match[1].length >= fence.length;
}

/**
 * The marker of a list's item, eaten from the line together with the space after it; null (and nothing eaten) if
 * there is none.
 * @param {Line} line
 * @param {boolean} interrupts  a paragraph stands above: then it must say something, and a number must be 1
 * @returns {Marker | null}
 */
export function markerOf(line, interrupts) {
  const match = /^(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(line.words.slice(0, 12));
  if (!match) return null;
  const isEmpty = /^[ \t]*$/.test(line.words.slice(match[0].length));
  if (interrupts && (isEmpty || (match[2] && Number(match[2]) !== 1))) return null;
  const before = line.indent;
  line.skipSpace();
  line.skip(match[0].length);
  const gap = line.indent;
  // Nothing follows, or code that is indented by itself: the content begins one column after the marker.
  const space = isEmpty || gap > codeIndent ? 1 : gap;
  line.skipColumns(space);
  const width = before + match[0].length + space;
  return { ordered: !match[1], sign: match[1] ?? match[3], first: Number(match[2] ?? 1), width };
}

const htmlBlocks = 'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|'
  + 'dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|'
  + 'link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|'
  + 'thead|title|tr|track|ul';
const attribute = '[ \\t\\n]+[a-zA-Z_:][\\w:.-]*(?:[ \\t\\n]*=[ \\t\\n]*(?:[^ \\t\\n"\'=<>`]+|\'[^\']*\'|"[^"]*"))?';

/** An opening or closing tag (CommonMark §6.6), as a pattern. */
export const tag = `<[a-zA-Z][a-zA-Z0-9-]*(?:${attribute})*[ \\t\\n]*/?>|</[a-zA-Z][a-zA-Z0-9-]*[ \\t\\n]*>`;

/**
 * How an HTML block begins and what ends it (CommonMark §4.6); nothing: a blank line.
 * @type {[RegExp, RegExp | null][]}
 */
const htmlKinds = [
  [/^<(?:script|pre|textarea|style)(?:[\s>]|$)/i, /<\/(?:script|pre|textarea|style)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${htmlBlocks})(?:\\s|/?>|$)`, 'i'), null],
  [new RegExp(`^(?:${tag})[ \\t]*$`, 'i'), null],
];

/**
 * What ends the HTML block that begins with this line: a pattern, or null for a blank line; undefined if none begins.
 * @param {string} text
 * @param {boolean} interrupts  a paragraph stands above: a lone tag then belongs to it
 */
export function htmlEnd(text, interrupts) {
  const kinds = interrupts ? htmlKinds.slice(0, -1) : htmlKinds;
  return kinds.find(([start]) => start.test(text))?.[1];
}

const environment = /^\\begin\{((?:align(?:at|ed)?|equation|gather(?:ed)?|multline|eqnarray|cases|[bpvV]?matrix)\*?)\}/;

/**
 * How a block of maths begins: `$$`, `\[` or `\begin{align}` and its kin; it must not be closed in mid-line.
 * @param {string} text
 * @returns {{closing: string, isWhole: boolean} | null}
 */
export function mathOf(text) {
  const name = environment.exec(text)?.[1];
  const closing = name ? `\\end{${name}}` : { $$: '$$', '\\[': '\\]' }[text.slice(0, 2)];
  if (!closing) return null;
  const body = text.slice(2).trimEnd();
  const at = body.indexOf(closing);
  if (at >= 0) return at > 0 && at === body.length - closing.length ? { closing, isWhole: true } : null;
  return closing !== '\\]' || !body.includes(']') ? { closing, isWhole: false } : null;
}
