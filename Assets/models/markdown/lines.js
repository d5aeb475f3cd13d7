// What single lines of Markdown are. Columns count tabs as stops of four (CommonMark §2.2).

const tabStop = 4;

/**
 * @typedef {{columns: number, length: number}} Indent  width in columns, and in characters
 * @typedef {{ordered: boolean, sign: string, start: number, offset: number}} Marker
 *   `sign` tells lists apart (`-`, `*`, `+`, `.`, `)`); `offset` is the column where the item's content
 * begins
 */

/**
 * @param {string} line
 * @returns {Indent}
 */
export function indentOf(line) {
  let columns = 0;
  let length = 0;
  for (; length < line.length; length += 1) {
    if (line[length] === ' ') columns += 1;
    else if (line[length] === '\t') columns += tabStop - (columns % tabStop);
    else break;
  }
  return { columns, length };
}

/**
 * The line without its first `columns` columns of space; what is left of a tab becomes spaces.
 * @param {string} line
 * @param {number} columns
 */
export function dedent(line, columns) {
  let column = 0;
  let at = 0;
  for (; at < line.length && column < columns; at += 1) {
    if (line[at] === ' ') column += 1;
    else if (line[at] === '\t') column += tabStop - (column % tabStop);
    else break;
  }
  return ' '.repeat(Math.max(0, column - columns)) + line.slice(at);
}

/** @param {string} line */
export const isBlank = (line) => line.trim() === '';

/** @param {string} line */
export const isIndentedCode = (line) => indentOf(line).columns >= tabStop;

/** @param {string} line */
export const isRule = (line) => /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line);

/** @param {string} line */
export const isQuote = (line) => /^ {0,3}>/.test(line);

/**
 * @param {string} line
 * @returns {{level: number, text: string} | null}
 */
export function headingOf(line) {
  const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line);
  if (!match) return null;
  const text = (match[2] ?? '').trimEnd();
  const body = withoutHashes(text);
  const isClosed = body.length < text.length && (body === '' || /[ \t]$/.test(body));
  return { level: match[1].length, text: (isClosed ? body : text).trim() };
}

/**
 * By hand: a regular expression for this is quadratic in a run of hashes.
 * @param {string} text
 */
function withoutHashes(text) {
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return text.slice(0, end);
}

/**
 * The level of the heading that this underline makes of the text above it, or 0.
 * @param {string} line
 */
export function underlineOf(line) {
  if (/^ {0,3}=+[ \t]*$/.test(line)) return 1;
  return /^ {0,3}-+[ \t]*$/.test(line) ? 2 : 0;
}

/**
 * @param {string} line
 * @returns {{fence: string, indent: number, info: string} | null}
 */
export function fenceOf(line) {
  const match = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(line);
  if (!match || (match[2][0] === '`' && match[3].includes('`'))) return null;
  return { indent: match[1].length, fence: match[2], info: match[3].trim() };
}

/**
 * @param {string} line
 * @param {string} fence  the opening one
 */
export function closesFence(line, fence) {
  const match = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line);
  return match !== null && match[1][0] === fence[0] && match[1].length >= fence.length;
}

/**
 * @param {string} line
 * @returns {Marker | null}
 */
export function markerOf(line) {
  const match = /^( {0,3})(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(line);
  if (!match || isRule(line)) return null;
  const rest = line.slice(match[0].length);
  const width = match[0].length;
  const gap = indentOf(' '.repeat(width) + rest).columns - width;
  // Nothing follows, or code indented by four follows: the content begins one column after the marker.
  const space = isBlank(rest) || gap > tabStop ? 1 : gap;
  return {
    ordered: match[2] === undefined,
    sign: match[2] ?? match[4],
    start: Number(match[3] ?? 1),
    offset: width + space,
  };
}

/**
 * Whether the line ends a paragraph that stands above it.
 * @param {string} line
 */
export function interrupts(line) {
  if (isBlank(line) || isRule(line) || isQuote(line) || headingOf(line) || fenceOf(line)) return true;
  const marker = markerOf(line);
  // A number in the flow of text ("in\n1984. Then") is no list, nor is a lone dash.
  return marker !== null && (!marker.ordered || marker.start === 1) && !isBlank(dedentItem(line, marker));
}

/**
 * @param {string} line
 * @param {Marker} marker
 */
export function dedentItem(line, marker) {
  const start = line.slice(0, marker.offset).search(/[ \t]*$/);
  return dedent(' '.repeat(start) + line.slice(start), marker.offset);
}
