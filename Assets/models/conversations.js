import { Conversation } from './conversation.js';

const keptLimit = 12;

/** The conversations of this tab. Those seen lately stay, so that switching back shows them at once. */
export class Conversations {
  /** @type {Map<string, Conversation>} */
  #kept = new Map();

  /**
   * @param {string | null} id
   * @returns {{conversation: Conversation, isNew: boolean}}
   */
  get(id) {
    const known = id ? this.#kept.get(id) : undefined;
    const conversation = known ?? new Conversation(id);
    this.keep(conversation);
    return { conversation, isNew: !known };
  }

  /**
   * Keeps one that has got its id, as the latest; the oldest that has nothing under way makes room.
   * @param {Conversation} conversation
   */
  keep(conversation) {
    if (!conversation.id) return;
    this.#kept.delete(conversation.id);
    this.#kept.set(conversation.id, conversation);
    if (this.#kept.size <= keptLimit) return;
    const idle = [...this.#kept.values()].find(({ outgoing, queue }) => !outgoing && !queue.draft);
    if (idle?.id && idle !== conversation) this.#kept.delete(idle.id);
  }

  get all() {
    return [...this.#kept.values()];
  }

  /** @param {string} id */
  forget(id) {
    this.#kept.delete(id);
  }
}
