import { call } from './api.js';
import { stopTurn } from './message-changes.js';

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
    await stopTurn(conversation);
    await conversation.attempt(async () => {
      await call('PUT', `api/sessions/${conversation.id}`, { history: [...await whole, ...messages] });
    });
    await conversation.load();
  };
}

/**
 * Those that came before the first of `known`, which may have been replaced by now.
 * @param {import('./types.js').Message[]} all
 * @param {import('./types.js').Message[]} known
 */
function before(all, known) {
  const ids = new Set(known.map(({ id }) => id));
  return all.filter(({ id, at }) => !ids.has(id) && at <= known[0].at);
}
