import { call } from './api.js';

/**
 * @typedef {import('./conversation.js').Conversation} Conversation
 */

/**
 * Remembers the messages of a conversation before an edit or another answer replaces some, and gives back
 * what brings them all back; null if they are not all known here.
 * @param {Conversation} conversation
 * @returns {(() => Promise<void>) | null}
 */
export function rememberHistory(conversation) {
  const { messages } = conversation.history;
  if (!conversation.id || messages.length === 0) return null;
  // What is older than what was read is unchanged, and must not get lost.
  const whole = conversation.older.reach().then(() => before(conversation.history.messages, messages));
  whole.catch(() => {});
  return async () => {
    await conversation.stop();
    await conversation.attempt(async () => {
      await call('PUT', `api/sessions/${conversation.id}`, { history: [...await whole, ...messages] });
    });
    await conversation.load();
  };
}

/**
 * Those that stood before `known`, of which the first may have been replaced meanwhile.
 * @param {import('./types.js').Message[]} all
 * @param {import('./types.js').Message[]} known
 */
function before(all, known) {
  const ids = new Set(known.map(({ id }) => id));
  const end = all.findIndex(({ id, at }) => ids.has(id) || at >= known[0].at);
  return end < 0 ? all : all.slice(0, end);
}
