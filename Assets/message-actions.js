import { resend, send, sendNow, unqueue } from './composing.js';
import { answerApproval, pressButton } from './models/approvals.js';
import { Deferred } from './models/deferred.js';
import { keepDraft } from './models/drafts.js';
import { keepEdit, keptEdit } from './models/edits.js';
import { deleteMessage, forkFrom, pinMessage } from './models/message-changes.js';
import { t } from './models/words.js';
import { isTouch } from './views/dom.js';

/**
 * @typedef {import('./app.js').App} App
 * @typedef {import('./models/types.js').Message} Message
 */

/**
 * What the menus and buttons under messages do.
 * @param {App} app
 * @returns {import('./views/message-choices.js').MessageActions}
 */
export function messageActions(app) {
  return {
    isAnswer: ({ id }) => app.conversation.history.isAnswer(id),
    regenerate: ({ id }) => send(app, { message: '', attachments: [], regenerate: id }),
    edit: ({ id, attachments = [] }, message) => send(app, { message, attachments, edit: id }),
    keptEdit: ({ id }) => keptEdit(app.conversation.id, id),
    keepEdit: ({ id }, text) => keepEdit(app.conversation, id, text),
    pin: (message) => pinMessage(app.conversation, message),
    fork: (message) => fork(app, message),
    remove: (message) => remove(app, message),
    resend: () => resend(app),
    withdraw: () => withdraw(app),
    sendNow: () => sendNow(app),
    unqueue: () => unqueue(app),
    // A finger would be met by the keyboard.
    leave: () => (isTouch() ? app.transcript : app.composer).focus(),
    answer: (part, option) => answerApproval(app.conversation, part.id, option),
    press: (message, option) => pressButton(app.conversation, message, option),
  };
}

/**
 * @param {App} app
 * @param {Message} message
 */
async function fork(app, message) {
  const session = await forkFrom(app.conversation, message);
  if (!session) return;
  app.sessions.put(session);
  app.go(session.id);
}

/**
 * @param {App} app
 * @param {Message} message
 */
function remove({ conversation, toast }, { id }) {
  conversation.hide(id, true);
  const deletion = new Deferred((leaving) => deleteMessage(conversation, id, leaving));
  toast.undoable(t('messageDeleted'), () => {
    deletion.undo();
    conversation.hide(id, false);
  });
}

/** @param {App} app */
function withdraw({ conversation, composer }) {
  const draft = conversation.sending.withdraw();
  if (!draft) return;
  const kept = { text: draft.message, attachments: draft.attachments };
  composer.show(kept);
  keepDraft(conversation.id, kept);
  composer.focus();
}
