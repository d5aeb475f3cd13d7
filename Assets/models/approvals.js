import { ApiError, call } from './api.js';

/**
 * @typedef {import('./conversation.js').Conversation} Conversation
 * @typedef {import('./types.js').ToolPart} ToolPart
 */

/**
 * Answers a call that waits. Whoever was faster has answered it: then what came of that is read.
 * @param {Conversation} conversation
 * @param {string} callId
 * @param {string} option
 * @returns {Promise<boolean>}  false: it may be tried again
 */
export async function answerApproval(conversation, callId, option) {
  const path = `api/sessions/${conversation.id}/approvals/${encodeURIComponent(callId)}`;
  try {
    await call('POST', path, { option });
    return true;
  } catch (error) {
    return settled(conversation, error);
  }
}

/**
 * Presses a button of a message; it stays pressed by the event that comes of it.
 * @param {Conversation} conversation
 * @param {string} messageId
 * @param {string} option
 * @returns {Promise<boolean>}  false: it may be tried again
 */
export async function pressButton(conversation, messageId, option) {
  try {
    await call('POST', `api/sessions/${conversation.id}/buttons/${messageId}`, { id: option });
    return true;
  } catch (error) {
    return settled(conversation, error);
  }
}

/**
 * @param {Conversation} conversation
 * @param {unknown} error
 */
function settled(conversation, error) {
  const isAnswered = error instanceof ApiError && (error.status === 409 || error.status === 404);
  if (isAnswered) conversation.load();
  else conversation.failed.emit(error instanceof Error ? error.message : '');
  return isAnswered;
}
