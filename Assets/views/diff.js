import { parseDiff } from '../models/diff.js';
import { t } from '../models/words.js';
import { make } from './dom.js';

/** @typedef {import('../models/diff.js').Row} Row */

/** Pieces out of sight cost the browser nothing (`content-visibility`). */
const rowsInAPiece = 100;
const signs = { add: '+', remove: '−', same: '', hunk: '', file: '', note: '' };

/**
 * A change, line by line, with numbers and signs.
 * @param {string} text  a unified diff
 */
export function diffView(text) {
  const rows = parseDiff(text);
  const pieces = [];
  for (let at = 0; at < rows.length; at += rowsInAPiece) {
    pieces.push(make('div', { class: 'piece' }, ...rows.slice(at, at + rowsInAPiece).map(line)));
  }
  const names = { 'data-test': 'diff', role: 'group', 'aria-label': t('change') };
  return make('div', { class: 'diff', dir: 'ltr', tabindex: '0', ...names }, make('div', { class: 'lines' }, ...pieces));
}

/** @param {Row} row */
function line({ kind, text, number }) {
  if (kind === 'file' || kind === 'hunk' || kind === 'note') return make('div', { class: kind }, text);
  return make('div', { class: kind },
    make('span', { class: 'number', 'aria-hidden': 'true' }, String(number ?? '')),
    make('span', { class: 'sign', 'aria-hidden': 'true' }, signs[kind]),
    kind !== 'same' && make('span', { class: 'visually-hidden' }, t(kind === 'add' ? 'addedLine' : 'removedLine')),
    make('code', {}, text));
}
