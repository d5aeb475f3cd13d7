import { t } from '../models/words.js';

const longestWords = 600;

/**
 * Reads a finished answer out once, instead of every token.
 * @param {HTMLElement} region  aria-live="polite"
 * @param {import('../models/types.js').Message} message
 */
export function announce(region, message) {
  const text = message.content.replace(/[#*_`>|~]+/g, ' ').slice(0, longestWords);
  const { error } = message;
  region.textContent = error ? t('answerFailed', { text: error.message }) : t('answerReady', { text });
}
