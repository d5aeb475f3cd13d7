import { address, ApiError, mark, refusal } from './api.js';
import { t } from './words.js';

/** @typedef {import('./types.js').SessionInfo} SessionInfo */

/**
 * Brings in a session that was exported, here or by another Martlet.
 * @param {File} file
 * @returns {Promise<SessionInfo>}
 */
export async function importFile(file) {
  const body = new FormData();
  body.append('file', file, file.name);
  const headers = { Accept: 'application/json', ...mark };
  const asked = { method: 'POST', body, headers, redirect: /** @type {const} */ ('manual') };
  const response = await fetch(address('api/import'), asked).catch(() => {
    throw new ApiError(0, 'network', t('network'));
  });
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw refusal(response, answer);
}
