/** @typedef {{text: string, length: number}} Span  what a code span says, and how long it is in the source */

/** The runs of backticks in a text, and which closes which (CommonMark §6.1). */
export class Ticks {
  /**
   * Where runs of a length begin, the last first; those that were passed are dropped.
   * @type {Map<number, number[]> | null}
   */
  #places = null;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  /**
   * The code span that begins at `at`, or the run alone if nothing closes it.
   * @param {number} at
   * @param {boolean} isOpen  what closes it may be yet to come: all that follows is code
   * @returns {{code: Span | null, length: number}}
   */
  read(at, isOpen) {
    const { length, end } = this.#at(at);
    if (end >= 0) return { code: { text: inner(this.text.slice(at + length, end)), length: end + length - at }, length };
    return { code: isOpen ? this.#open(at, length) : null, length };
  }

  /**
   * @param {number} at
   * @param {number} length
   * @returns {Span}
   */
  #open(at, length) {
    let end = this.text.length;
    // A run at the very end may be the first half of what closes.
    while (end > at + length && this.text[end - 1] === '`') end -= 1;
    const text = this.text.slice(at + length, end).replace(/\n/g, ' ');
    return { text: text.startsWith(' ') ? text.slice(1) : text, length: this.text.length - at };
  }

  /**
   * The run that begins at `at`: its length, and where the run begins that closes it (-1: none).
   * @param {number} at
   */
  #at(at) {
    let length = 1;
    while (this.text[at + length] === '`') length += 1;
    this.#places ??= this.#find();
    const places = this.#places.get(length) ?? [];
    while (places.length > 0 && places[places.length - 1] < at + length) places.pop();
    return { length, end: places[places.length - 1] ?? -1 };
  }

  #find() {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    for (const { 0: run, index } of this.text.matchAll(/`+/g)) {
      const known = found.get(run.length);
      if (known) known.push(index ?? 0);
      else found.set(run.length, [index ?? 0]);
    }
    for (const places of found.values()) places.reverse();
    return found;
  }
}

/** @param {string} source  between the runs */
function inner(source) {
  const text = source.replace(/\n/g, ' ');
  const isPadded = text.startsWith(' ') && text.endsWith(' ') && /[^ ]/.test(text);
  return isPadded ? text.slice(1, -1) : text;
}
