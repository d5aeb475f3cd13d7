import { call } from './api.js';
import { uuid } from './ids.js';
import { dropLetter, keepLetter } from './outbox.js';
import { Outgoing } from './outgoing.js';

/**
 * @typedef {import('./conversation.js').Conversation} Conversation
 * @typedef {import('./outgoing.js').Draft} Draft
 */

const turnPatienceMilliseconds = 4_000;

/**
 * What a conversation has on its way to the server: one message at a time, shown at once, sent until it is
 * there.
 */
export class Sending {
  /** @type {Outgoing | null} */
  #outgoing = null;
  /** The server knows nothing of the session yet. */
  isUnborn = false;
  /**
   * What was kept on this device and comes after.
   * @type {import('./outbox.js').Letter[]}
   */
  #later = [];

  /** @param {Conversation} conversation */
  constructor(conversation) {
    this.conversation = conversation;
  }

  get outgoing() {
    return this.#outgoing;
  }

  get isUnderWay() {
    return this.outgoing !== null && this.outgoing.state !== 'failed';
  }

  /**
   * Sends a message, an edit or a wish for another answer; a new chat becomes a session by it.
   * @param {Draft} draft
   * @param {string} agent
   */
  async send(draft, agent) {
    const { conversation } = this;
    this.isUnborn ||= conversation.id === null;
    conversation.id ??= uuid();
    const replaced = draft.edit ?? draft.regenerate;
    if (replaced) conversation.history.cutFrom(replaced);
    const after = conversation.history.messages.at(-1)?.id ?? '';
    this.#outgoing = new Outgoing(conversation.id, draft, agent, after);
    this.#keep();
    await this.resend();
  }

  /** It is being sent, or is there and its answer has not begun; one that waits for the network is not. */
  get isPosting() {
    return this.isUnderWay && this.outgoing?.state !== 'waiting';
  }

  /**
   * Goes on with a message that this device has kept, after those before it.
   * @param {import('./outbox.js').Letter} letter
   */
  restore(letter) {
    if (this.outgoing) {
      this.#later.push(letter);
      return;
    }
    this.isUnborn ||= letter.isUnborn;
    this.#outgoing = Outgoing.from(letter);
    if (letter.refused) this.conversation.changed.emit();
    else this.resend();
  }

  #keep() {
    if (this.outgoing && !this.outgoing.draft.regenerate) keepLetter(this.outgoing, this.isUnborn);
  }

  /** It is there, or is not wanted any more. */
  #letGo() {
    if (!this.outgoing) return;
    dropLetter(this.outgoing.clientId);
    this.#outgoing = null;
    const next = this.#later.shift();
    if (next) this.restore(next);
  }

  /** Posts what is on its way (again): nothing can come of it twice. */
  async resend() {
    const { outgoing } = this;
    if (!outgoing) return;
    const posting = outgoing.post(() => this.#beBorn(outgoing.agent), () => {
      this.#keep();
      this.conversation.changed.emit();
    });
    this.conversation.changed.emit();
    try {
      await posting;
      this.#accepted(outgoing);
    } catch {
      this.#refused(outgoing);
    }
    this.conversation.changed.emit();
  }

  /**
   * Makes the session, once; the id is ours, so that asking twice makes one.
   * @param {string} agent
   */
  async #beBorn(agent) {
    if (!this.isUnborn) return;
    await call('PUT', `api/sessions/${this.conversation.id}`, agent ? { agent } : {});
    this.isUnborn = false;
    this.#keep();
    this.conversation.load();
  }

  /**
   * The stream tells of the turn at once; if it does not, what was missed is read.
   * @param {Outgoing} outgoing
   */
  #accepted(outgoing) {
    this.settle();
    setTimeout(async () => {
      if (this.outgoing !== outgoing) return;
      await this.conversation.load();
      if (this.outgoing === outgoing && this.conversation.state === 'ready') this.#forget();
    }, turnPatienceMilliseconds);
  }

  /** @param {Outgoing} outgoing */
  #refused(outgoing) {
    // It began all the same: only the answer to the post was lost.
    if (this.outgoing !== outgoing) return;
    const { draft, reason } = outgoing;
    this.#keep();
    if (draft.regenerate) {
      this.#letGo();
      this.conversation.failed.emit(reason);
    }
    // What it was to replace stands as before.
    if (draft.regenerate || draft.edit) this.conversation.load();
  }

  /**
   * A turn has begun. Is it what we sent? Another tab may have been faster: then ours is about to be refused.
   * @param {string | undefined} clientId
   */
  began(clientId) {
    if (this.isUnderWay && (!clientId || clientId === this.outgoing?.clientId)) this.#letGo();
  }

  /** Lets go of what the server is known to have. */
  settle() {
    const { outgoing, conversation } = this;
    if (!outgoing || outgoing.state === 'failed') return;
    const isRunning = outgoing.state === 'sent' && conversation.turn !== null;
    if (isRunning || conversation.history.holds(outgoing)) this.#letGo();
  }

  /**
   * Takes back what could not be sent.
   * @returns {Draft | null}
   */
  withdraw() {
    const { outgoing } = this;
    if (outgoing?.state !== 'failed' && outgoing?.state !== 'waiting') return null;
    outgoing.withdraw();
    this.#forget();
    return outgoing.draft;
  }

  #forget() {
    this.#letGo();
    this.conversation.changed.emit();
  }
}
