import { t } from '../models/words.js';
import { copyButton } from './copy-button.js';
import { make } from './dom.js';

/**
 * Code with its language and a button that copies it.
 * @param {string} language  empty when unknown
 * @param {string} text
 */
export function codeBlock(language, text) {
  const code = make('code', { class: language ? `language-${language}` : null });
  code.append(document.createTextNode(text));
  const copy = copyButton('copy-code', t('copyCode'), () => code.textContent ?? '');
  return make('figure', { class: 'code' },
    make('figcaption', {}, make('span', {}, language), copy),
    make('pre', { tabindex: '0', dir: 'ltr' }, code));
}

/**
 * Adds what has come to a block that is being written; false if it is not merely longer.
 * @param {HTMLElement} block
 * @param {string} before
 * @param {string} text
 */
export function growCode(block, before, text) {
  const node = block.querySelector('pre code')?.firstChild;
  if (!(node instanceof Text) || !text.startsWith(before)) return false;
  node.appendData(text.slice(before.length));
  return true;
}
