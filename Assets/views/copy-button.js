import { t } from '../models/words.js';
import { signButton } from './buttons.js';
import { make } from './dom.js';
import { icon } from './icons.js';

const thanksMilliseconds = 1_600;

/**
 * A button that copies what `text` gives at the time of the click, and says so.
 * @param {string} hook
 * @param {string} label
 * @param {() => string} text
 */
export function copyButton(hook, label, text) {
  const button = signButton(hook, label, 'copy', async () => {
    const done = await copy(text());
    button.replaceChildren(icon(done ? 'check' : 'warning'));
    button.setAttribute('aria-label', done ? t('copied') : t('copyFailed'));
    setTimeout(() => {
      button.replaceChildren(icon('copy'));
      button.setAttribute('aria-label', label);
    }, thanksMilliseconds);
  });
  return button;
}

/**
 * Copies text; also on plain-http origins, where `navigator.clipboard` is missing.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const focused = document.activeElement;
  const area = make('textarea', { class: 'visually-hidden', readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
