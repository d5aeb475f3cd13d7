import { contextUse } from './models/context.js';
import { keepDraft, readDraft } from './models/drafts.js';
import { stopTurn } from './models/message-changes.js';
import { rememberReasoning, wantsReasoning } from './models/reasoning-choice.js';
import { rememberHistory } from './models/undoing.js';
import { t } from './models/words.js';
import { showContext } from './views/context-meter.js';

/**
 * @typedef {import('./app.js').App} App
 * @typedef {import('./models/conversation.js').Conversation} Conversation
 * @typedef {import('./models/outgoing.js').Draft} Draft
 * @typedef {import('./models/types.js').Agent} Agent
 */

/**
 * What the composer's field and buttons do.
 * @param {App} app
 * @returns {import('./views/composer.js').ComposerActions}
 */
export function composerActions(app) {
  return {
    send: (message, attachments) => say(app, { message, attachments }),
    stop: () => app.stop(),
    keep: (draft) => keepDraft(app.conversation.id, draft),
    editLast: () => app.transcript.editLast(),
    think(isWanted) {
      rememberReasoning(app.conversation.id, isWanted);
      app.conversation.changed.emit();
    },
  };
}

/**
 * Sends a message, an edit, or the wish for another answer; what it replaces can be brought back for a while.
 * @param {App} app
 * @param {Draft} draft
 */
export async function send(app, draft) {
  const { conversation, sessions } = app;
  const isFirst = conversation.id === null;
  const isWanted = wantsReasoning(conversation.id);
  const restore = replaces(draft, conversation) ? rememberHistory(conversation) : null;
  // An edit or another answer is wanted in place of the one that runs.
  if (conversation.turn) await stopTurn(conversation);
  const session = sessions.find(conversation.id) ?? conversation.info;
  const agent = app.agents.resolve(session?.agent)?.name ?? '';
  conversation.sending.send(isWanted ? draft : { ...draft, reasoning: false }, agent);
  app.transcript.follow.toEnd();
  if (restore) app.toast.undoable(t(draft.edit ? 'messageReplaced' : 'answerReplaced'), restore);
  if (!isFirst || !conversation.id) return;
  app.sessions.expect(conversation.id, draft.message, Date.now());
  rememberReasoning(conversation.id, isWanted);
  app.adopt(conversation);
}

/**
 * Whether words are lost by it that somebody may want back.
 * @param {Draft} draft
 * @param {Conversation} conversation
 */
function replaces({ edit, regenerate }, { history }) {
  return Boolean(edit ?? (regenerate && history.find(regenerate)?.content));
}

/**
 * What is said in a chat that is gone begins another. What was to be written in a new one waits for the next.
 * @param {App} app
 * @param {Draft} draft
 */
function begin(app, draft) {
  app.go(null);
  send(app, draft);
  app.composer.show(readDraft(app.conversation.id));
}

/**
 * What is said while an answer runs waits until it is done.
 * @param {App} app
 * @param {Draft} draft
 */
function say(app, draft) {
  const { conversation } = app;
  if (conversation.state === 'gone') return begin(app, draft);
  if (!conversation.isBusy) return void send(app, draft);
  conversation.queue.add(draft);
  conversation.changed.emit();
  app.transcript.follow.toEnd();
}

/**
 * Sends again what could not be sent.
 * @param {App} app
 */
export function resend(app) {
  const { conversation } = app;
  if (conversation.state !== 'gone') return void conversation.sending.resend();
  const unsent = conversation.sending.withdraw();
  // There is nothing that it could replace.
  if (unsent) begin(app, { message: unsent.message, attachments: unsent.attachments });
}

/**
 * Puts what waits back into the composer, before what was written there since.
 * @param {App} app
 */
export function unqueue({ conversation, composer }) {
  const waiting = conversation.queue.take();
  if (!waiting) return;
  composer.prepend({ text: waiting.message, attachments: waiting.attachments });
  conversation.changed.emit();
}

/**
 * Stops the answer for the sake of what waits behind it.
 * @param {App} app
 */
export function sendNow({ conversation }) {
  stopTurn(conversation);
}

/**
 * Sends what waited, where the answer that it waited for is done.
 * @param {App} app
 */
export function sendQueued(app) {
  for (const conversation of new Set([app.conversation, ...app.conversations.all])) {
    if (!conversation.queue.draft || conversation.outgoing) continue;
    if (conversation === app.conversation) sendHere(app);
    else if (app.sessions.find(conversation.id)?.running === false) sendElsewhere(app, conversation);
  }
}

/** @param {App} app */
function sendHere(app) {
  const { conversation } = app;
  if (conversation.state !== 'ready' || conversation.isBusy) return;
  const draft = conversation.queue.take();
  if (draft) send(app, draft);
}

/**
 * No stream tells of a conversation that is not open: it is read before.
 * @param {App} app
 * @param {Conversation} conversation
 */
async function sendElsewhere(app, conversation) {
  await conversation.load();
  if (conversation.isBusy || conversation.state !== 'ready') return;
  const draft = conversation.queue.take();
  if (draft) conversation.sending.send(draft, app.agents.resolve(conversation.info?.agent)?.name ?? '');
}

/**
 * Shows beside the field what holds for the next message.
 * @param {App} app
 * @param {Agent | null} agent
 */
export function refreshComposer({ composer, conversation }, agent) {
  composer.address(agent?.label || agent?.name || '');
  composer.setThinking(agent?.reasoning ? wantsReasoning(conversation.id) : null);
  composer.setRunning(conversation.isRunning, conversation.stopping);
  showContext(composer.meter, contextUse(conversation.history.messages, agent?.context_tokens));
}
