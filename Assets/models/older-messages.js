import { call } from './api.js';

const page = 200;

/** Reads what came before the messages that are known, page by page. */
export class OlderMessages {
  /** @type {Promise<void> | null} */
  #reading = null;

  /** @param {import('./conversation.js').Conversation} conversation */
  constructor(conversation) {
    this.conversation = conversation;
  }

  /**
   * Reads one page; who asks while that is under way waits for the same.
   * @returns {Promise<void>}
   */
  load() {
    if (!this.conversation.history.hasOlder) return Promise.resolve();
    this.#reading ??= this.#read().finally(() => { this.#reading = null; });
    return this.#reading;
  }

  /**
   * Reads back until a message is known (or until all are, without one); false if it is not there.
   * @param {string} [id]
   */
  async reach(id) {
    const { history } = this.conversation;
    while (history.hasOlder && !history.has(id)) await this.load();
    return history.has(id);
  }

  async #read() {
    const { id, history, changed } = this.conversation;
    const [first] = history.messages;
    if (!first) {
      history.hasOlder = false;
      return;
    }
    const older = (await call('GET', `api/sessions/${id}?limit=${page}&before=${first.id}`)).history;
    if (history.messages[0] === first) history.prepend(older, older.length >= page);
    changed.emit();
  }
}
