/**
 * One line of a change: `number` is its place in the new file, of a removed one in the old.
 * @typedef {{kind: 'add' | 'remove' | 'same' | 'hunk' | 'file' | 'note', text: string, number?: number}} Row
 */

const header = /^--- .*\n\+\+\+ .*$/m;
const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Where a unified diff begins in `text`, or -1.
 * @param {string} text
 */
export function diffStart(text) {
  const at = text.search(header);
  return at >= 0 && /^@@ -/m.test(text.slice(at, at + 4_096)) ? at : -1;
}

/**
 * A unified diff, line by line. A hunk's counts say which lines are its own, so that a removed `-- x` is not
 * taken for a header.
 * @param {string} text
 * @returns {Row[]}
 */
export function parseDiff(text) {
  const count = { old: 0, new: 0, oldLeft: 0, newLeft: 0 };
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.flatMap((line) => {
    const row = count.oldLeft + count.newLeft > 0 ? changed(line, count) : heading(line, count);
    return row ? [row] : [];
  });
}

/**
 * @param {string} line
 * @param {{old: number, new: number, oldLeft: number, newLeft: number}} count
 * @returns {Row | null}
 */
function heading(line, count) {
  const found = hunk.exec(line);
  if (found) {
    count.old = Number(found[1]);
    count.new = Number(found[3]);
    count.oldLeft = Number(found[2] ?? 1);
    count.newLeft = Number(found[4] ?? 1);
    return { kind: 'hunk', text: line };
  }
  if (line.startsWith('--- ')) return null;
  if (line.startsWith('+++ ')) return { kind: 'file', text: line.slice(4).replace(/^b\//, '').split('\t')[0] };
  return { kind: 'note', text: line };
}

/**
 * @param {string} line
 * @param {{old: number, new: number, oldLeft: number, newLeft: number}} count
 * @returns {Row}
 */
function changed(line, count) {
  const text = line.slice(1);
  if (line.startsWith('+')) {
    count.newLeft -= 1;
    return { kind: 'add', text, number: count.new++ };
  }
  if (line.startsWith('-')) {
    count.oldLeft -= 1;
    return { kind: 'remove', text, number: count.old++ };
  }
  if (line.startsWith('\\')) return { kind: 'note', text: line };
  count.oldLeft -= 1;
  count.newLeft -= 1;
  count.old += 1;
  return { kind: 'same', text, number: count.new++ };
}
