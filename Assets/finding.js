import { hashOf } from './models/way.js';
import { t } from './models/words.js';
import { markFound } from './views/found.js';

/**
 * @typedef {import('./app.js').App} App
 * @typedef {import('./models/conversation.js').Conversation} Conversation
 */

/** Who has waited longer for a network reads something else by now, and is not to be taken away from it. */
const patienceMilliseconds = 10_000;

/**
 * Shows a message that was searched for, as soon as its chat is read.
 * @param {App} app
 * @param {import('./models/way.js').Way} way
 */
export async function showFound(app, { id, message = '', words }) {
  // It leads there once: who loads the page anew stays where he went since.
  history.replaceState(null, '', hashOf({ id }));
  const { conversation, transcript } = app;
  const asked = Date.now();
  await settled(conversation, message);
  if (conversation !== app.conversation || Date.now() - asked > patienceMilliseconds) return;
  if (conversation.state !== 'ready') return;
  const element = await transcript.reveal(message).catch(() => null);
  if (conversation !== app.conversation) return;
  if (element) await markFound(element, words ?? '');
  else app.toast.error(t('messageGone'));
}

/**
 * Waits until the message is there, or it is known that it cannot be read.
 * @param {Conversation} conversation
 * @param {string} message
 * @returns {Promise<void>}
 */
function settled(conversation, message) {
  const isSettled = () => conversation.history.has(message) || ['gone', 'failed'].includes(conversation.state)
    || (conversation.state === 'ready' && !conversation.isKept);
  if (isSettled()) return Promise.resolve();
  return new Promise((resolve) => {
    const forget = conversation.changed.listen(() => {
      if (!isSettled()) return;
      forget();
      resolve();
    });
  });
}
