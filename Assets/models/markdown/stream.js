import { parseBlocks } from './blocks.js';

/** @typedef {import('./blocks.js').Block} Block */

/**
 * Markdown that is still being written. Blocks that nothing to come can change are handed out once and
 * forgotten; only the open end is parsed again.
 */
export class MarkdownStream {
  /**
   * The open end's whole lines.
   * @type {string[]}
   */
  #lines = [];
  /** The line that is being written. */
  #partial = '';

  /**
   * @param {string} text  what has come since the last call
   * @returns {{closed: Block[], open: Block[]}} new final blocks, and the open end as it looks now
   */
  append(text) {
    const lines = text.split(/\r\n|\r|\n/);
    lines[0] = this.#partial + lines[0];
    this.#partial = lines.pop() ?? '';
    this.#lines.push(...lines);
    const blocks = parseBlocks([...this.#lines, this.#partial]);
    return this.#settle(blocks);
  }

  /**
   * A block is final when the one after it has begun, on a line that is whole.
   * @param {Block[]} blocks
   */
  #settle(blocks) {
    let final = 0;
    while (final + 1 < blocks.length && blocks[final + 1].start < this.#lines.length) final += 1;
    if (final === 0) return { closed: [], open: blocks };
    this.#lines = this.#lines.slice(blocks[final].start);
    return { closed: blocks.slice(0, final), open: blocks.slice(final) };
  }
}
