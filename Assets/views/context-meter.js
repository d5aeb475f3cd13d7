import { locale, t } from '../models/words.js';
import { setAttribute } from './dom.js';

const nearlyFull = 0.8;

/**
 * A small ring that fills as the conversation fills the model's window.
 * @param {HTMLElement} element
 * @param {ReturnType<typeof import('../models/context.js').contextUse>} use
 */
export function showContext(element, use) {
  setAttribute(element, 'hidden', use === null);
  if (!use) return;
  const percent = Math.max(1, Math.round(use.share * 100));
  const words = t('context', {
    percent, used: use.used.toLocaleString(locale()), window: use.window.toLocaleString(locale()),
  });
  setAttribute(element, 'title', words);
  setAttribute(element, 'aria-label', words);
  element.style.setProperty('--share', String(percent));
  element.toggleAttribute('data-full', use.share >= nearlyFull);
}
