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
  return async () => {
    await conversation.stop();
    await conversation.attempt(() => call('PUT', `api/sessions/${conversation.id}`, { history: messages }));
    await conversation.load();
  };
}
