/** @typedef {'left' | 'right' | 'center' | ''} Alignment */

/** No table is wider; a bound keeps a head of 30,000 cells from making as many in each row. */
const mostColumns = 200;

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
 * The cell of a row that goes on if its line does; -1 if it was closed.
 * @param {string} line
 */
export function openCell(line) {
  return line.trimEnd().endsWith('|') ? -1 : splitRow(line).length - 1;
}

/**
 * The alignments that a delimiter row gives under this head, or null if they make no table.
 * @param {string} line
 * @param {string} head
 * @returns {Alignment[] | null}
 */
export function delimiterRow(line, head) {
  if (!/^[ \t|:-]+$/.test(line) || !line.includes('-') || !/[|:]/.test(line)) return null;
  const cells = splitRow(line);
  if (cells.length > mostColumns || !cells.every((cell) => /^:?-+:?$/.test(cell))) return null;
  return splitRow(head).length === cells.length ? cells.map(alignment) : null;
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
