/** @typedef {import('./types.js').Message} Message */

/** Messages that are shown at first, and that are added at a time. */
const atFirst = 24;
const atATime = 6;

/**
 * Which messages of a long chat are drawn: those at the end, those that the reader came near, and those that a leap into
 * the past has led to, before all that lie between.
 */
export class Shown {
  /** The first that is drawn. */
  #first = '';
  /**
   * From this message on, up to that, some wait to be drawn.
   * @type {{from: string, to: string} | null}
   */
  #gap = null;

  restart() {
    this.#first = '';
    this.#gap = null;
  }

  get hasGap() {
    return this.#gap !== null;
  }

  /**
   * Those to be drawn; none that was drawn goes away when others come.
   * @param {Message[]} messages
   */
  of(messages) {
    const latest = Math.max(0, messages.length - atFirst);
    const before = indexOf(messages, this.#first);
    const first = before < 0 ? latest : Math.min(before, latest);
    this.#first = messages[first]?.id ?? '';
    const [from, to] = this.#gapIn(messages);
    return from < to ? [...messages.slice(first, from), ...messages.slice(to)] : messages.slice(first);
  }

  /**
   * How many wait before the first.
   * @param {Message[]} messages
   */
  waiting(messages) {
    return indexOf(messages, this.#first);
  }

  /**
   * Some more of the past.
   * @param {Message[]} messages
   */
  extend(messages) {
    this.#first = messages[Math.max(0, this.waiting(messages) - atATime)].id;
  }

  /**
   * One of them is to be drawn, and what is around it.
   * @param {Message[]} messages
   * @param {string} id
   */
  leap(messages, id) {
    // The messages may be there before their first frame is.
    this.of(messages);
    const [at, drawn] = [indexOf(messages, id), indexOf(messages, this.#first)];
    const [from, to] = this.#gapIn(messages);
    if (at >= from && at < to) this.#gap = null;
    if (at >= drawn) return;
    this.#first = messages[Math.max(0, at - atATime)].id;
    if (at + atFirst < drawn) this.#gap ??= { from: messages[at + atFirst].id, to: messages[drawn].id };
  }

  /**
   * Some of those that a leap has left out.
   * @param {Message[]} messages
   */
  fill(messages) {
    const [from, to] = this.#gapIn(messages);
    this.#gap = from + atATime < to ? { from: messages[from + atATime].id, to: messages[to].id } : null;
  }

  /** @param {Message[]} messages */
  #gapIn(messages) {
    if (!this.#gap) return [0, 0];
    const [from, to] = [indexOf(messages, this.#gap.from), indexOf(messages, this.#gap.to)];
    return from < 0 || to < 0 ? [0, 0] : [from, to];
  }
}

/**
 * @param {Message[]} messages
 * @param {string} id
 */
function indexOf(messages, id) {
  return messages.findIndex((message) => message.id === id);
}
