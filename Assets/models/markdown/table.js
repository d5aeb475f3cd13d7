/** @typedef {import('./blocks.js').Alignment} Alignment */

/**
 * The cells of a table's row (GFM §4.10). Pipes are escaped by a backslash.
 * @param {string} line
 */
export function splitRow(line) {
  const text = line.trim().replace(/^\|/, '');
  /** @type {string[]} */
  const cells = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '|') {
      cells.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (start < text.length) cells.push(text.slice(start));
  return cells.map((cell) => cell.trim().replace(/\\\|/g, '|'));
}

/**
 * The alignments that a delimiter row gives, or null if the line is none.
 * @param {string} line
 * @returns {Alignment[] | null}
 */
export function delimiterRow(line) {
  if (!/^[ \t|:-]+$/.test(line) || !line.includes('-') || !/[|:]/.test(line)) return null;
  const cells = splitRow(line);
  return cells.every((cell) => /^:?-+:?$/.test(cell)) ? cells.map(alignment) : null;
}

/**
 * @param {string} cell
 * @returns {Alignment}
 */
function alignment(cell) {
  const left = cell.startsWith(':');
  const right = cell.endsWith(':');
  if (left && right) return 'center';
  return right ? 'right' : left ? 'left' : '';
}
