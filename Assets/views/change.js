import { diffStart } from '../models/diff.js';
import { make } from './dom.js';

/** @type {Promise<typeof import('./diff.js')> | undefined} */
let loading;

/**
 * A text that may hold a unified diff: what stands before it as text, the diff as one. The view of diffs is
 * loaded when the first is seen; until then, and without it, the text itself is there.
 * @param {string} text
 * @param {string} hook  for tests
 * @returns {HTMLElement}
 */
export function changeOrText(text, hook) {
  const start = diffStart(text);
  const plain = make('pre', { 'data-test': hook, tabindex: '0', dir: 'ltr' }, text);
  if (start < 0) return plain;
  const element = make('div', { class: 'change', 'data-test': hook }, plain);
  loading ??= import('./diff.js');
  loading.then(({ diffView }) => {
    const before = text.slice(0, start).trim();
    element.replaceChildren(...(before ? [make('p', {}, before)] : []), diffView(text.slice(start)));
  }, () => { loading = undefined; });
  return element;
}
