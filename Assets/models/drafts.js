import { forgetEdits } from './edits.js';

/**
 * @typedef {import('./types.js').Attachment} Attachment
 * @typedef {{text: string, attachments: Attachment[]}} KeptDraft
 */

const prefix = 'martlet.draft.';

/** @param {string | null} session */
const key = (session) => prefix + (session ?? 'new');

/**
 * What was written and not sent in a session; survives reload, update and restart.
 * @param {string | null} session
 * @returns {KeptDraft}
 */
export function readDraft(session) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(session)) ?? '{}');
    const attachments = Array.isArray(kept.attachments) ? kept.attachments : [];
    return { text: String(kept.text ?? ''), attachments };
  } catch {
    return { text: '', attachments: [] };
  }
}

/**
 * Whether a change of the storage is about that session's draft.
 * @param {string | null} changed
 * @param {string | null} session
 */
export const isDraftOf = (changed, session) => changed === key(session);

/**
 * The session is no more, nor is what was written for it.
 * @param {string} session
 */
export function forgetDrafts(session) {
  keepDraft(session, { text: '', attachments: [] });
  forgetEdits(session);
}

/**
 * @param {string | null} session
 * @param {KeptDraft} draft  an empty one is forgotten
 */
export function keepDraft(session, { text, attachments }) {
  // A file that is not at the server yet cannot be kept here.
  const there = attachments.filter(({ file }) => !file);
  try {
    if (text || there.length > 0) {
      localStorage.setItem(key(session), JSON.stringify({ text, attachments: there }));
    } else localStorage.removeItem(key(session));
  } catch {
    // Storage may be full or forbidden (private windows): the text still stands in the composer.
  }
}
