import { delimiters } from './symbols.js';
import { NotUnderstood, operator, row, tree } from './tree.js';

/**
 * @typedef {import('./tree.js').Tree} Tree
 * @typedef {import('./tex.js').Reader} Reader
 * @typedef {{open?: string, close?: string, sides?: string, kind?: string, hasColumns?: boolean}} Environment
 *   `sides`: how columns are aligned, the last for all that follow
 */

/** @type {Environment} */
const aligned = { sides: 'rl', kind: 'aligned' };
/** @type {Environment} */
const gathered = { sides: 'c', kind: 'aligned' };

/** @type {Record<string, Environment>} */
const environments = {
  matrix: {}, smallmatrix: { kind: 'small' }, substack: { kind: 'small' },
  pmatrix: { open: '(', close: ')' }, bmatrix: { open: '[', close: ']' }, Bmatrix: { open: '{', close: '}' },
  vmatrix: { open: '|', close: '|' }, Vmatrix: { open: '‖', close: '‖' },
  cases: { open: '{', sides: 'l' }, dcases: { open: '{', sides: 'l' }, rcases: { close: '}', sides: 'l' },
  array: { hasColumns: true }, subarray: { hasColumns: true, kind: 'small' },
  aligned, align: aligned, alignedat: { ...aligned, hasColumns: true }, alignat: { ...aligned, hasColumns: true }, split: aligned,
  eqnarray: { sides: 'rcl', kind: 'aligned' },
  gather: gathered, gathered, equation: gathered, multline: gathered, displaymath: gathered, math: gathered,
};

/**
 * What stands between `\begin{…}` and `\end{…}`; or the rows in braces of a command.
 * @param {Reader} reader
 * @param {string} [command]
 * @returns {Tree}
 */
export function environment(reader, command = '') {
  const name = command || reader.verbatim();
  const key = name.replace(/\*$/, '');
  if (!Object.hasOwn(environments, key)) throw new NotUnderstood(`\\begin{${name}}`);
  const known = environments[key];
  const columns = known.hasColumns ? reader.verbatim() : '';
  if (command) reader.expect('{');
  else if (reader.next === '[') reader.verbatim('[', ']');
  const rows = table(reader, command ? '}' : '\\end');
  if (!command && reader.verbatim() !== name) throw new NotUnderstood('another \\end');
  return drawn(rows, known, /[lcr]/.test(columns) ? columns.replace(/[^lcr]/g, '') : known.sides ?? 'c');
}

/**
 * @param {Reader} reader
 * @param {string} ending
 */
function table(reader, ending) {
  const isStop = (/** @type {string} */ text) => text === '&' || text === '\\\\' || text === '\\cr' || text === ending;
  /** @type {Tree[][]} */
  const rows = [[]];
  for (;;) {
    while (reader.next === '\\hline') reader.take();
    rows[rows.length - 1].push(row(reader.row(isStop)));
    const stop = reader.take();
    if (stop === '') throw new NotUnderstood(`no ${ending}`);
    if (stop === ending) return rows.filter((cells) => cells.length > 1 || !isEmpty(cells[0]));
    if (stop === '&') continue;
    if (reader.next === '[') reader.verbatim('[', ']');
    rows.push([]);
  }
}

/** @param {Tree} node */
function isEmpty(node) {
  return node.name === 'mrow' && node.children.length === 0;
}

/**
 * @param {Tree[][]} rows
 * @param {Environment} environment
 * @param {string} sides
 */
function drawn(rows, { open, close, kind }, sides) {
  const isAligned = kind === 'aligned';
  const side = (/** @type {number} */ at) => (isAligned ? sides[at % sides.length] : sides[at] ?? sides[sides.length - 1]);
  const cells = rows.map((all) => tree('mtr', {}, ...all.map((cell, at) => tree('mtd', { class: side(at) }, cell))));
  /** @type {Record<string, string>} */
  const attributes = isAligned ? { class: 'aligned', displaystyle: 'true' } : kind ? { class: kind } : {};
  const body = tree('mtable', attributes, ...cells);
  if (!open && !close) return body;
  const fence = (/** @type {string} */ text, /** @type {string} */ form) =>
    operator(delimiters.get(text) ?? text, { stretchy: 'true', fence: 'true', form });
  return tree('mrow', {}, ...(open ? [fence(open, 'prefix')] : []), body, ...(close ? [fence(close, 'postfix')] : []));
}
