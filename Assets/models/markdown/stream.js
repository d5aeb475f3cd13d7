import { BlockParser } from './blocks.js';

/** @typedef {import('./blocks.js').Block} Block */

/** A line that so far consists of marks only, after those of a list's items: what it will be cannot be told yet. */
const undecided = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:[-+*_=#`~:|$\\]+|\d{1,9}[.)]?|\|[ \t:|-]*)?[ \t]*$/;
/** An item that may be a task. */
const beginsTask = /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+\[(?:[ xX]\]?)?[ \t]*$/;

/**
 * Markdown that is still being written. Blocks that nothing to come can change are handed out once and forgotten; only
 * the open end is looked at again, and only its last line is parsed again.
 */
export class MarkdownStream {
  #parser = new BlockParser();
  /** The line that is being written. */
  #partial = '';
  #afterReturn = false;

  get definitions() {
    return this.#parser.definitions;
  }

  /**
   * @param {string} text  what has come since the last call
   * @returns {{closed: Block[], open: Block[]}} new final blocks, and the open end as it looks now
   */
  append(text) {
    const lines = this.#lines(text);
    lines[0] = this.#partial + lines[0];
    this.#partial = lines.pop() ?? '';
    for (const line of lines) this.#parser.feed(line);
    const closed = this.#parser.take();
    return { closed, open: this.#open() };
  }

  #open() {
    const fork = this.#parser.fork();
    const beginning = this.#partial.slice(0, 200);
    const isFed = !undecided.test(beginning) && !beginsTask.test(beginning);
    if (isFed) fork.feed(this.#partial);
    const { tip } = fork;
    if (tip.type === 'paragraph') {
      tip.isOpen = true;
      tip.text = withoutHead(tip.text);
    } else if (isFed && (tip.type === 'heading' || tip.type === 'table')) tip.isOpen = true;
    return fork.end();
  }

  /**
   * Nothing more will come.
   * @returns {{closed: Block[], open: Block[]}}
   */
  end() {
    if (this.#partial) this.#parser.feed(this.#partial);
    this.#partial = '';
    return { closed: this.#parser.end(), open: [] };
  }

  /**
   * The lines of a piece of text; a line's end may be cut in two.
   * @param {string} text
   */
  #lines(text) {
    const whole = this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    return whole.replaceAll('\0', '\ufffd').split(/\r\n|\r|\n/);
  }
}

/**
 * Without its last line if that may be the head of a table: the next line tells.
 * @param {string} text  of a paragraph that may go on
 */
function withoutHead(text) {
  const start = text.lastIndexOf('\n') + 1;
  return text[start] === '|' ? text.slice(0, start) : text;
}

/**
 * The blocks of a whole text, and the definitions that its links may refer to.
 * @param {string} text
 */
export function parseMarkdown(text) {
  const stream = new MarkdownStream();
  const blocks = [...stream.append(text).closed, ...stream.end().closed];
  return { blocks, definitions: stream.definitions };
}
