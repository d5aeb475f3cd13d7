import { database } from './database.js';

/**
 * @typedef {import('./outgoing.js').Draft} Draft
 * @typedef {import('./outgoing.js').Outgoing} Outgoing
 *
 * @typedef {object} Letter  a message that is not known to have arrived
 * @property {string} clientId
 * @property {string} session
 * @property {Draft} draft
 * @property {string} agent
 * @property {string} after
 * @property {number} at
 * @property {boolean} isUnborn  the server knows nothing of the session yet
 * @property {string} refused    what the server said, if it refused
 */

const mark = 'martlet.outbox';
const claimMilliseconds = 500;

/** The letters that this tab takes care of, and how to let go of them. */
const ours = new Map();

/**
 * Keeps a message on this device until it has arrived.
 * @param {Outgoing} outgoing
 * @param {boolean} isUnborn
 */
export async function keepLetter({ clientId, session, draft, agent, after, at, isFinal, reason }, isUnborn) {
  setMark();
  claim(clientId);
  const refused = isFinal ? reason : '';
  const letter = { clientId, session, draft, agent, after, at, isUnborn, refused };
  await database.write('outbox', clientId, letter);
}

/** @param {string} clientId */
export async function dropLetter(clientId) {
  ours.get(clientId)?.();
  ours.delete(clientId);
  await database.remove('outbox', clientId);
}

/** Whether there may be letters; quicker than to look. */
export function mayHaveLetters() {
  try {
    return localStorage.getItem(mark) !== null;
  } catch {
    return true;
  }
}

/**
 * The letters that no other tab takes care of, in the order in which they were written. They are ours now.
 * @returns {Promise<Letter[]>}
 */
export async function claimLetters() {
  /** @type {Letter[]} */
  const letters = await database.readAll('outbox');
  if (letters.length === 0) clearMark();
  const foreign = letters.sort((one, other) => one.at - other.at).filter(({ clientId }) => !ours.has(clientId));
  const claims = await Promise.all(foreign.map(({ clientId }) => claim(clientId)));
  return foreign.filter((_, index) => claims[index]);
}

/**
 * Takes care of a letter until it is dropped or this tab ends, so that two tabs do not send it; where there are
 * no locks both do, and the server takes it once.
 * @param {string} clientId
 * @returns {Promise<boolean>}
 */
function claim(clientId) {
  if (ours.has(clientId)) return Promise.resolve(true);
  ours.set(clientId, () => {});
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    // A page that was just closed holds on for a moment.
    const patience = new AbortController();
    setTimeout(() => patience.abort(), claimMilliseconds);
    const options = { signal: patience.signal };
    navigator.locks.request(`martlet letter ${clientId}`, options, () => {
      resolve(true);
      return new Promise((release) => ours.set(clientId, release));
    }).catch(() => {
      ours.delete(clientId);
      resolve(false);
    });
  });
}

function setMark() {
  try {
    localStorage.setItem(mark, 'true');
  } catch {
    // Then one has to look.
  }
}

function clearMark() {
  try {
    localStorage.removeItem(mark);
  } catch {
    // Then one has to look.
  }
}
