import { leaveForGood } from '../models/kept.js';
import { logOut, whoAmI } from '../models/login.js';
import { t } from '../models/words.js';
import { make } from './dom.js';
import { openMenu } from './menu.js';

/**
 * Below the list of chats: who one is, and the way out. Nothing where there is no login.
 * @param {HTMLElement} sidebar
 */
export async function showAccount(sidebar) {
  const me = await whoAmI().catch(() => null);
  if (!me?.login) return;
  const button = make('button', { class: 'account', type: 'button', 'data-test': 'account', 'aria-haspopup': 'menu' },
    make('span', { class: 'account-letter', 'aria-hidden': 'true' }, [...me.name][0].toUpperCase()), make('span', {}, me.name));
  button.addEventListener('click', () => openMenu(button, [
    { label: t('logOut'), data: { 'data-action': 'log-out' }, choose: () => leave(false) },
    { label: t('logOutEverywhere'), data: { 'data-action': 'log-out-everywhere' }, choose: () => leave(true) },
  ]));
  sidebar.append(button);
}

/** @param {boolean} everywhere */
async function leave(everywhere) {
  await logOut(everywhere).catch(() => {});
  // What the one has read and written must not be there for the next who sits down here.
  localStorage.clear();
  sessionStorage.clear();
  for (const name of 'caches' in window ? await caches.keys() : []) await caches.delete(name);
  for (const { name } of (await indexedDB.databases?.()) ?? []) if (name) indexedDB.deleteDatabase(name);
  leaveForGood();
  history.replaceState(null, '', location.pathname);
  location.reload();
}
