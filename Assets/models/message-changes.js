import { call } from './api.js';
import { keepEdit } from './edits.js';

/**
 * @typedef {import('./conversation.js').Conversation} Conversation
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SessionInfo} SessionInfo
 */

/**
 * Pins a message or lets it go.
 * @param {Conversation} conversation
 * @param {Message} message
 */
export async function pinMessage(conversation, message) {
  const path = `api/sessions/${conversation.id}/messages/${message.id}`;
  const changed = await conversation.attempt(() => call('PATCH', path, { pinned: !message.pinned }));
  if (changed) conversation.history.put(changed);
  conversation.changed.emit();
}

/**
 * @param {Conversation} conversation
 * @param {string} id
 * @param {boolean} leaving  the page goes away: the request has to outlive it
 */
export async function deleteMessage(conversation, id, leaving) {
  const path = `api/sessions/${conversation.id}/messages/${id}`;
  const isDone = await conversation.attempt(() => call('DELETE', path, undefined, { keepalive: leaving }));
  if (isDone) {
    conversation.history.remove(id);
    keepEdit(conversation, id, null);
  }
  conversation.hide(id, false);
}

/**
 * Another session that begins like this one, up to and with that message.
 * @param {Conversation} conversation
 * @param {Message} message
 * @returns {Promise<SessionInfo | null>}
 */
export function forkFrom(conversation, message) {
  const path = `api/sessions/${conversation.id}/fork`;
  return conversation.attempt(() => call('POST', path, { message_id: message.id }));
}

/**
 * Ends the running turn; what came so far stays.
 * @param {Conversation} conversation
 */
export async function stopTurn(conversation) {
  if (!conversation.id || !conversation.isRunning || conversation.stopping) return;
  conversation.stopping = true;
  conversation.changed.emit();
  await conversation.attempt(() => call('POST', 'api/stop', { session_id: conversation.id }));
  conversation.stopping = false;
  conversation.changed.emit();
}
