/**
 * @typedef {import('./conversation.js').Conversation} Conversation
 */

const prefix = 'martlet.edits.';

/**
 * What was written in the place of a sent message and not sent; survives reload, update and restart, as drafts do.
 * @param {string | null} session
 * @param {string} message  its id
 * @returns {string | null}
 */
export function keptEdit(session, message) {
  const text = read(session)[message];
  return typeof text === 'string' ? text : null;
}

/**
 * Messages that are known to be gone take theirs with them.
 * @param {Pick<Conversation, 'id' | 'history'>} conversation
 * @param {string} message
 * @param {string | null} text  null is forgotten
 */
export function keepEdit({ id: session, history }, message, text) {
  const edits = Object.entries(read(session))
    .filter(([id]) => id !== message && (history.hasOlder || history.has(id)));
  if (text !== null) edits.push([message, text]);
  try {
    if (edits.length > 0) localStorage.setItem(prefix + session, JSON.stringify(Object.fromEntries(edits)));
    else forgetEdits(session);
  } catch {
    // Storage may be full or forbidden: the text still stands in the editor.
  }
}

/** @param {string | null} session */
export function forgetEdits(session) {
  try {
    localStorage.removeItem(prefix + session);
  } catch {
    // Then there is none.
  }
}

/**
 * @param {string | null} session
 * @returns {Record<string, unknown>}
 */
function read(session) {
  try {
    return JSON.parse(localStorage.getItem(prefix + session) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
