import { clock } from '../models/dates.js';
import { t } from '../models/words.js';
import { attachmentTile } from './attachment.js';
import { menuButton, wordButton } from './buttons.js';
import { Editor } from './editor.js';
import { arrange, make, setAttribute, setText } from './dom.js';
import { openMenu } from './menu.js';
import { messageChoices } from './message-choices.js';

/**
 * @typedef {import('../models/types.js').Message} Message
 * @typedef {import('../models/outgoing.js').Outgoing} Outgoing
 * @typedef {import('../models/types.js').Attachment} Attachment
 * @typedef {import('./message-choices.js').MessageActions} MessageActions
 */

/** What the person said: stored, on its way, or not sent. */
export class UserMessageView {
  #body = make('div', { class: 'user-body' });
  #footer = make('footer');
  #time = make('time', { class: 'time' });
  #menu = menuButton('message-menu', t('more'), (button) => {
    if (this.#message) openMenu(button, messageChoices(this.#message, this.actions, () => this.edit()));
  });
  /** @type {Message | null} */
  #message = null;
  #shown = '';
  #said = '';
  #clientId = '';
  /** @type {Editor | null} */
  #editor = null;

  /**
   * @param {string} id
   * @param {MessageActions} actions
   */
  constructor(id, actions) {
    this.actions = actions;
    const hooks = { 'data-test': 'message', 'data-role': 'user', 'data-id': id };
    this.element = make('article', { class: 'message user', ...hooks, 'aria-label': t('you') },
      this.#body, this.#footer);
  }

  /** @param {Message} message */
  showMessage(message) {
    if (message === this.#message) return;
    const isNew = this.#message === null;
    this.#message = message;
    setAttribute(this.element, 'data-pinned', message.pinned ? 'true' : null);
    // What is being written stays, however often the chat is read again.
    if (this.#editor) return;
    this.#draw(message);
    const halfWritten = isNew ? this.actions.keptEdit(message) : null;
    if (halfWritten !== null) this.#open(message, halfWritten);
  }

  /** @param {Message} message */
  #draw(message) {
    this.element.dataset.state = 'done';
    this.#say(message.content, message.attachments ?? []);
    setText(this.#time, clock(message.at));
    arrange(this.#footer, [this.#menu, this.#time]);
  }

  /** @param {Outgoing} outgoing */
  showOutgoing(outgoing) {
    const shown = `${outgoing.clientId} ${outgoing.state}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.dataset.state = ['failed', 'waiting'].includes(outgoing.state) ? outgoing.state : 'pending';
    this.#clientId = outgoing.clientId;
    this.#say(outgoing.draft.message, outgoing.draft.attachments);
    if (outgoing.state === 'waiting') this.#footer.replaceChildren(...this.#waiting());
    else this.#footer.replaceChildren(...(outgoing.state === 'failed' ? this.#failure(outgoing.reason) : []));
  }

  /** @param {import('../models/outgoing.js').Draft} draft  what waits for the running answer */
  showQueued(draft) {
    if (this.#shown === draft.clientId) return;
    this.#shown = draft.clientId ?? '';
    this.element.dataset.state = 'queued';
    this.#say(draft.message, draft.attachments);
    this.#footer.replaceChildren(
      make('span', { class: 'waits', role: 'status' }, t('queued')),
      wordButton('send-now', t('sendNow'), () => this.actions.sendNow()),
      wordButton('unqueue', t('cancel'), () => this.actions.unqueue()),
    );
  }

  /**
   * What was on its way is stored now; false if that was something else.
   * @param {string} id
   * @param {string} clientId
   */
  becomes(id, clientId) {
    if (clientId !== this.#clientId) return false;
    this.element.dataset.id = id;
    return true;
  }

  /**
   * @param {string} text
   * @param {Attachment[]} attachments
   */
  #say(text, attachments) {
    const said = JSON.stringify([text, attachments.map(({ id }) => id)]);
    if (said !== this.#said) this.#body.replaceChildren(...content(text, attachments));
    this.#said = said;
  }

  #waiting() {
    return [
      make('span', { class: 'waits', role: 'status' }, t('waitsForNetwork')),
      wordButton('withdraw', t('cancel'), () => this.actions.withdraw()),
    ];
  }

  /** @param {string} reason */
  #failure(reason) {
    return [
      make('span', { class: 'failure', role: 'status' }, t('notSent', { reason })),
      wordButton('resend', t('resend'), () => this.actions.resend(), { sign: 'again' }),
      wordButton('withdraw', t('cancel'), () => this.actions.withdraw()),
    ];
  }

  /** Lets the message be changed in its place. */
  edit() {
    if (!this.#message) return;
    this.#editor ??= this.#open(this.#message, this.#message.content);
    this.#editor.focus();
  }

  /**
   * @param {Message} message
   * @param {string} text  to begin with
   */
  #open(message, text) {
    const before = document.activeElement;
    const keep = (/** @type {string} */ now) => this.actions.keepEdit(message, now === message.content ? null : now);
    this.#editor = new Editor(text, keep, (wanted) => this.#close(wanted, before));
    this.element.dataset.state = 'editing';
    this.#said = '';
    this.#body.replaceChildren(...content('', message.attachments ?? []), this.#editor.element);
    this.#footer.replaceChildren();
    return this.#editor;
  }

  /**
   * @param {string | null} text    what is to be sent; null: never mind
   * @param {Element | null} before  had the focus when it was opened
   */
  #close(text, before) {
    const message = this.#message;
    if (!message) return;
    this.#editor = null;
    this.actions.keepEdit(message, null);
    this.#draw(message);
    if (before instanceof HTMLElement) before.focus();
    if (document.activeElement === document.body) this.actions.leave();
    if (text !== null) this.actions.edit(message, text);
  }
}

/**
 * @param {string} text
 * @param {Attachment[]} attachments
 */
function content(text, attachments) {
  const tiles = attachments.map(attachmentTile);
  return [
    ...(tiles.length > 0 ? [make('div', { class: 'tiles' }, ...tiles)] : []),
    ...(text ? [make('div', { class: 'bubble', 'data-test': 'content', dir: 'auto' }, text)] : []),
  ];
}
