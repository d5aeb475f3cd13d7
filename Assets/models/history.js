/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./outgoing.js').Outgoing} Outgoing
 */

/**
 * The stored messages of a session, oldest first. A changed message is another object, never the same one
 * altered.
 */
export class History {
  /** @type {Message[]} */
  messages = [];
  /**
   * Messages that are about to be deleted, unless that is undone.
   * @type {Set<string>}
   */
  hidden = new Set();

  get visible() {
    return this.hidden.size === 0 ? this.messages : this.messages.filter(({ id }) => !this.hidden.has(id));
  }

  /** Whether the server has messages before the first that is known. */
  hasOlder = false;

  /**
   * The newest messages as the server has them. Older ones that were read stay if they join on.
   * @param {Message[]} messages
   * @param {boolean} [hasOlder]
   */
  reset(messages, hasOlder = false) {
    const joint = hasOlder && messages.length > 0 ? this.#index(messages[0].id) : -1;
    if (joint > 0) this.messages = [...this.messages.slice(0, joint), ...messages];
    else [this.messages, this.hasOlder] = [messages, hasOlder];
  }

  /**
   * Adds what came before the first.
   * @param {Message[]} messages
   * @param {boolean} hasOlder
   */
  prepend(messages, hasOlder) {
    this.messages = [...messages.filter(({ id }) => !this.has(id)), ...this.messages];
    this.hasOlder = hasOlder;
  }

  /** @param {string | undefined} id */
  has(id) {
    return this.#index(id) >= 0;
  }

  /**
   * Whether it answers something; what a bot says unasked does not.
   * @param {string} id
   */
  isAnswer(id) {
    const before = this.#index(id) - 1;
    return before < 0 ? this.hasOlder : this.messages[before].role === 'user';
  }

  /** @param {string} id */
  find(id) {
    return this.messages.find((message) => message.id === id);
  }

  /**
   * Adds a message, or replaces the one of the same id.
   * @param {Message} message
   */
  put(message) {
    const index = this.#index(message.id);
    if (index < 0) this.messages = [...this.messages, message];
    else this.messages = this.messages.map((old, at) => (at === index ? message : old));
  }

  /** @param {string} id */
  remove(id) {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  /**
   * Forgets `id` and all that follows.
   * @param {string} id
   */
  cutFrom(id) {
    const index = this.#index(id);
    if (index >= 0) this.messages = this.messages.slice(0, index);
  }

  /**
   * Forgets all that follows `id`.
   * @param {string} id
   */
  cutAfter(id) {
    const index = this.#index(id);
    if (index >= 0) this.messages = this.messages.slice(0, index + 1);
  }

  /**
   * Whether the server has stored what was on its way.
   * @param {Outgoing} outgoing
   */
  holds(outgoing) {
    if (this.messages.some((message) => message.client_id === outgoing.clientId)) return true;
    return Boolean(outgoing.draft.regenerate) && this.messages.at(-1)?.id !== outgoing.after;
  }

  /** @param {string | undefined} id */
  #index(id) {
    // From the end: what changes is nearly always recent.
    for (let index = this.messages.length - 1; index >= 0; index -= 1) {
      if (this.messages[index].id === id) return index;
    }
    return -1;
  }
}
