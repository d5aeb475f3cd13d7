const tabStop = 4;

/** Four columns of space begin a code block where nothing else is open (CommonMark §4.4). */
export const codeIndent = 4;

/**
 * One line while its containers eat their markers from the front. Columns count tabs as stops of four, and a tab may
 * be eaten in part (CommonMark §2.2).
 */
export class Line {
  offset = 0;
  #column = 0;
  /** What is left of a tab that was eaten in part, in columns. */
  #left = 0;
  #looked = -1;
  #next = 0;
  #indent = 0;

  /** @param {string} text  without its end */
  constructor(text) {
    this.text = text;
  }

  /** Where the first character that is no space stands. */
  get next() {
    this.#look();
    return this.#next;
  }

  /** Columns of space before it. */
  get indent() {
    this.#look();
    return this.#indent;
  }

  get isBlank() {
    return this.next >= this.text.length;
  }

  get isIndented() {
    return this.indent >= codeIndent;
  }

  /** The first character that is no space, or the empty string. */
  get sign() {
    return this.text[this.next] ?? '';
  }

  /** Whether a space or tab stands here. */
  get isSpace() {
    return this.#left > 0 || this.text[this.offset] === ' ' || this.text[this.offset] === '\t';
  }

  get isAtEnd() {
    return this.offset >= this.text.length;
  }

  /** What is left from here on; the rest of a split tab as spaces. */
  get rest() {
    return this.#left > 0 ? ' '.repeat(this.#left) + this.text.slice(this.offset + 1) : this.text.slice(this.offset);
  }

  /** What is left from the first character that is no space on. */
  get words() {
    return this.text.slice(this.next);
  }

  /**
   * Eats space: up to so many columns.
   * @param {number} columns
   */
  skipColumns(columns) {
    let rest = columns;
    while (rest > 0 && this.isSpace) {
      const width = this.#width;
      const eaten = Math.min(width, rest);
      this.#column += eaten;
      rest -= eaten;
      this.#left = width - eaten;
      if (this.#left === 0) this.offset += 1;
    }
    this.#looked = -1;
  }

  /** Eats all space that stands here. */
  skipSpace() {
    this.skipColumns(this.indent);
  }

  /**
   * Eats characters that are neither spaces nor tabs.
   * @param {number} count
   */
  skip(count) {
    this.offset += count;
    this.#column += count;
    this.#looked = -1;
  }

  /** Columns that the space here takes. */
  get #width() {
    if (this.#left > 0) return this.#left;
    return this.text[this.offset] === '\t' ? tabStop - (this.#column % tabStop) : 1;
  }

  #look() {
    if (this.#looked === this.offset) return;
    let at = this.offset;
    let column = this.#column;
    if (this.#left > 0) {
      column += this.#left;
      at += 1;
    }
    for (; at < this.text.length; at += 1) {
      if (this.text[at] === ' ') column += 1;
      else if (this.text[at] === '\t') column += tabStop - (column % tabStop);
      else break;
    }
    this.#looked = this.offset;
    this.#next = at;
    this.#indent = column - this.#column;
  }
}
