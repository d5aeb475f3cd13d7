import { t } from '../models/words.js';
import { make } from './dom.js';
import { titleOf } from './session-choices.js';

/**
 * Puts a field in the place of `element`, in which a session's name is changed.
 * @param {HTMLElement} element
 * @param {import('../models/types.js').SessionInfo} session
 * @param {(name: string | null) => void} done  null: never mind
 */
export function renameInPlace(element, session, done) {
  const names = { 'data-test': 'rename-input', 'aria-label': t('name') };
  const field = make('input', { class: 'rename', maxlength: 200, enterkeyhint: 'done', ...names });
  field.value = titleOf(session);
  let isDone = false;
  const finish = (/** @type {boolean} */ keep) => {
    if (isDone) return;
    isDone = true;
    const name = field.value.trim();
    field.replaceWith(element);
    done(keep && name && name !== titleOf(session) ? name : null);
  };
  field.addEventListener('blur', () => finish(true));
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' || event.key === 'Escape') finish(event.key === 'Enter');
    event.stopPropagation();
  });
  element.replaceWith(field);
  field.focus();
  field.select();
}
