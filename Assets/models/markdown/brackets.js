/**
 * @typedef {object} Bracket
 * @property {number} at          its place among the pieces
 * @property {number} inside      where the text begins that it opens
 * @property {boolean} isImage
 * @property {boolean} isActive
 * @property {boolean} hasBracket  another was opened after it
 */

/** The brackets that were opened and not closed yet. */
export class Brackets {
  /** @type {Bracket[]} */
  #all = [];
  /** How many of them may still become links. */
  #active = 0;

  /** @returns {Bracket | undefined} */
  get last() {
    return this.#all[this.#all.length - 1];
  }

  /**
   * @param {number} at
   * @param {number} inside
   * @param {boolean} isImage
   */
  open(at, inside, isImage) {
    if (this.last) this.last.hasBracket = true;
    this.#all.push({ at, inside, isImage, isActive: true, hasBracket: false });
    if (!isImage) this.#active += 1;
  }

  /** The innermost, which is open no more. */
  close() {
    const bracket = this.#all.pop();
    if (bracket?.isActive && !bracket.isImage) this.#active -= 1;
    return bracket;
  }

  /** No link inside a link: the brackets around this one are text (CommonMark §6.3). */
  deactivate() {
    for (let at = this.#all.length - 1; this.#active > 0; at -= 1) {
      const bracket = this.#all[at];
      if (bracket.isImage || !bracket.isActive) continue;
      bracket.isActive = false;
      this.#active -= 1;
    }
  }
}
