import { doing } from './models/doing.js';
import { Seen } from './models/seen.js';
import { t } from './models/words.js';
import { showTitle } from './views/page-title.js';
import { titleOf } from './views/session-choices.js';
import { WaitingPill } from './views/waiting-pill.js';

/** @typedef {import('./app.js').App} App */

/** Sees to it that what wants a person is found: in the title, in the list, above the composer. */
export class Attention {
  seen = new Seen();
  /** The call that was told of last, so that it is told once. */
  #told = '';
  #marked = '';
  #isTyping = false;

  /**
   * @param {App} app
   * @param {HTMLElement} root  the chat's element
   */
  constructor(app, root) {
    this.app = app;
    this.pill = new WaitingPill(root);
    app.sidebar.marks = (session) => this.#marksOf(session);
    document.addEventListener('visibilitychange', () => this.refresh());
    addEventListener('storage', ({ key }) => {
      if (!this.seen.isKey(key)) return;
      this.seen.read();
      this.refresh();
    });
  }

  /** @param {import('./models/types.js').SessionInfo} session */
  #marksOf(session) {
    const { conversation } = this.app;
    const isWaiting = session.id === conversation.id ? conversation.turn?.waiting.length : session.waiting;
    return { waiting: Boolean(isWaiting), unread: this.seen.isUnread(session) };
  }

  refresh() {
    const { conversation, sessions } = this.app;
    const session = sessions.find(conversation.id) ?? conversation.info;
    const waiting = conversation.turn?.waiting[0];
    if (session && !document.hidden) this.seen.see(session);
    this.#mark(`${conversation.id} ${Boolean(waiting)} ${this.seen.version}`);
    this.pill.update(Boolean(waiting), this.#elsewhere());
    showTitle({
      name: session ? titleOf(session) : '',
      isWaiting: this.isWanted,
      doing: conversation.turn ? doing(conversation.turn) : '',
      isUnread: session !== null && this.seen.isUnread(session),
    });
    this.#tellTyping(conversation);
    this.#tell(waiting?.type === 'tool' ? waiting : undefined);
  }

  /**
   * Draws the marks in the list, if they may have changed; this is called once a frame.
   * @param {string} facts  what they depend on, besides the list itself
   */
  #mark(facts) {
    if (facts === this.#marked) return;
    this.#marked = facts;
    this.app.sidebar.redraw();
  }

  /** Whether a call waits to be allowed, here or elsewhere. */
  get isWanted() {
    return Boolean(this.app.conversation.turn?.waiting.length) || this.#elsewhere() !== null;
  }

  /** Leads to what waits. */
  reveal() {
    this.pill.go();
  }

  #elsewhere() {
    const { conversation, sessions } = this.app;
    const other = sessions.all.find(({ id, waiting }) => waiting && id !== conversation.id);
    return other ? { name: titleOf(other), go: () => this.app.go(other.id) } : null;
  }

  /** @param {import('./models/conversation.js').Conversation} conversation */
  #tellTyping({ isTyping }) {
    if (isTyping && !this.#isTyping) this.app.announcer.textContent = t('writing');
    this.#isTyping = isTyping;
  }

  /** @param {import('./models/types.js').ToolPart | undefined} call */
  #tell(call) {
    if (call && call.id !== this.#told) {
      this.app.announcer.textContent = t('approvalWanted', { call: call.call_str || call.tool });
    }
    this.#told = call?.id ?? '';
  }
}
