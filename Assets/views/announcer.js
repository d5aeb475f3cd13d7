import { t } from '../models/words.js';

const longestWords = 600;

/**
 * Reads a finished answer out once, instead of every token.
 * @param {HTMLElement} region  aria-live="polite"
 * @param {import('../models/types.js').Message} message
 */
export function announce(region, message) {
  const text = message.content.replace(/[#*_`>|~]+/g, ' ').slice(0, longestWords);
  region.textContent = message.error ? t('answerFailed', { text: message.error.message }) : t('answerReady', { text });
}
