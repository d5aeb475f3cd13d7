import { toolState } from './tool-state.js';
import { t } from './words.js';

/** @typedef {import('./turn.js').Turn} Turn */

/**
 * What a running answer does now, in a few words.
 * @param {Turn} turn
 */
export function doing(turn) {
  const last = turn.parts.at(-1);
  if (last?.type === 'tool' && toolState(last, true) === 'running') return last.call_str || last.tool;
  if (last?.type === 'reasoning' && last.ms === undefined) return t('thinking');
  if (last?.type === 'text' && !turn.progress) return t('writing');
  return turn.progress || `${t('working')}…`;
}
