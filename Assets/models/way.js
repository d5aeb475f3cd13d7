/**
 * Where an address leads: to a chat, or to a message in it.
 * @typedef {object} Way
 * @property {string | null} id  of the session; null: a new chat
 * @property {string} [message]  that is to be seen first
 * @property {string} [words]    that were searched, and are to be seen in it
 */

/**
 * @param {string} hash
 * @returns {Way}
 */
export function wayOf(hash) {
  const given = new URLSearchParams(hash.slice(1));
  return { id: given.get('s'), message: given.get('m') ?? undefined, words: given.get('q') ?? undefined };
}

/** @param {Way} way */
export function hashOf({ id, message, words }) {
  const more = message ? `&m=${encodeURIComponent(message)}${words ? `&q=${encodeURIComponent(words)}` : ''}` : '';
  return `#s=${id}${more}`;
}
