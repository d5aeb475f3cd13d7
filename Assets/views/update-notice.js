import { t } from '../models/words.js';
import { make } from './dom.js';

/** Says that there is a new version, once, and leaves it to the person when to take it. */
export function offerReload() {
  document.querySelector('[data-test="update"]')?.remove();
  const notice = make('div', { class: 'update', role: 'status', 'data-test': 'update' },
    make('span', {}, t('newVersion')),
    make('button', { type: 'button', 'data-test': 'reload', onclick: () => location.reload() }, t('reload')),
    make('button', { type: 'button', 'data-test': 'later', onclick: () => notice.remove() }, t('later')));
  document.body.append(notice);
}
