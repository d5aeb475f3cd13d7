import { ApiError, call } from './api.js';
import { database } from './database.js';

/**
 * @typedef {import('./types.js').SessionDetail} SessionDetail
 * @typedef {import('./types.js').SessionInfo} SessionInfo
 */

/** So long the server may take before what is kept is shown. */
const patienceMilliseconds = 2_500;
const sessionsLimit = 40;
const messagesLimit = 200;
/** Of one session, in characters of JSON. */
const textLimit = 1_000_000;
const listKey = 'martlet.sessions';
const listLimit = 200;
const userKey = 'martlet.user';
const leftKey = 'martlet.left';

/**
 * Keeps what was read of a session, for times without a network: its newest messages, of the sessions read last.
 * @param {SessionDetail} detail
 */
export async function keepSession({ turn: _, ...detail }) {
  let history = detail.history.slice(-messagesLimit);
  while (history.length > 1 && JSON.stringify(history).length > textLimit) {
    history = history.slice(Math.ceil(history.length / 2));
  }
  await database.write('sessions', detail.id, { ...detail, history, running: false, keptAt: Date.now() });
  const kept = await database.readAll('sessions');
  kept.sort((one, other) => other.keptAt - one.keptAt);
  for (const { id } of kept.slice(sessionsLimit)) await database.remove('sessions', id);
}

/**
 * @param {string} id
 * @returns {Promise<SessionDetail | undefined>}
 */
export const keptSession = (id) => database.read('sessions', id);

/**
 * Reads a session from the server; meanwhile, if that takes long or fails, what is kept may be shown.
 * @param {string} id
 * @param {number} limit  so many of its newest messages
 * @param {() => Promise<void>} showKept
 * @returns {Promise<SessionDetail>}
 */
export async function readSession(id, limit, showKept) {
  const slow = setTimeout(showKept, patienceMilliseconds);
  try {
    return await call('GET', `api/sessions/${id}?limit=${limit}`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) forgetSession(id);
    else await showKept();
    throw error;
  } finally {
    clearTimeout(slow);
  }
}

/** @param {string} id */
export const forgetSession = (id) => database.remove('sessions', id);

/** @param {SessionInfo[]} sessions */
export function keepList(sessions) {
  try {
    localStorage.setItem(listKey, JSON.stringify(sessions.slice(0, listLimit)));
  } catch {
    // Storage may be full or forbidden: then the list is empty without a network.
  }
}

/** @returns {SessionInfo[]} */
export function keptList() {
  try {
    const kept = JSON.parse(localStorage.getItem(listKey) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/**
 * Whether what is kept here may be somebody else's; from now on it is that one's.
 * @param {string} user
 */
export function isOthers(user) {
  try {
    const before = localStorage.getItem(userKey);
    localStorage.setItem(userKey, user);
    return before !== null && before !== user;
  } catch {
    return true;
  }
}

/** Forgets all that this device keeps of conversations: for a device that changes hands, and for signing out. */
export async function forgetAll() {
  for (const store of /** @type {const} */ (['outbox', 'sessions'])) await database.clear(store);
  forgetNotes();
  if (!('caches' in window)) return;
  for (const name of ['martlet-pictures', 'martlet-shared']) await caches.delete(name);
}

function forgetNotes() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('martlet.')) localStorage.removeItem(key);
  } catch {
    // Then there is nothing.
  }
}

/** To be called when the page of somebody who has logged out goes: it may write once more while it does. */
export const leaveForGood = () => sessionStorage.setItem(leftKey, 'true');

/** Forgets what such a page has left. Before anything is read. */
function sweepAfterLeaving() {
  try {
    if (sessionStorage.getItem(leftKey) === null) return;
    sessionStorage.removeItem(leftKey);
    forgetNotes();
    void database.clear('sessions').catch(() => {});
  } catch {
    // Where nothing can be kept, nothing was.
  }
}

sweepAfterLeaving();
