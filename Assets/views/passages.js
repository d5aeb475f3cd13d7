import { patchBlocks } from './blocks.js';
import { make } from './dom.js';

/**
 * @typedef {import('../models/markdown/blocks.js').Block} Block
 * @typedef {import('./blocks.js').Drawn} Drawn
 * @typedef {import('./inlines.js').InlineHosts} InlineHosts
 */

const blocksEach = 16;

/**
 * The blocks of a text, some in each of its passages. A passage is laid out for itself: what a word more costs depends
 * on the last passage, not on all that was said before.
 */
export class Passages {
  #last = make('div');
  #count = blocksEach;
  /** What follows belongs to what is there: the space between them depends on both. */
  #isBound = false;

  /** @param {HTMLElement} element  which holds nothing yet */
  constructor(element) {
    this.element = element;
  }

  /**
   * Draws blocks that are final, instead of what was drawn of them while they were open.
   * @param {Drawn[]} open
   * @param {Block[]} blocks
   * @param {InlineHosts} hosts
   * @returns {Drawn[]} what is still open
   */
  close(open, blocks, hosts) {
    let rest = open;
    for (let at = 0, end; at < blocks.length; at = end) {
      this.#turn(rest);
      end = at + Math.max(1, rest.length, blocksEach - this.#count);
      const some = blocks.slice(at, end);
      patchBlocks(this.#last, rest.slice(0, some.length), some, hosts, rest[some.length]?.node);
      rest = rest.slice(some.length);
      this.#count += some.length;
      this.#isBound = ['heading', 'rule'].includes(some[some.length - 1].type);
    }
    return rest;
  }

  /**
   * Draws the open end.
   * @param {Drawn[]} open  as it is drawn now
   * @param {Block[]} blocks
   * @param {InlineHosts} hosts
   */
  patch(open, blocks, hosts) {
    if (blocks.length > 0) this.#turn(open);
    return patchBlocks(this.#last, open, blocks, hosts);
  }

  /**
   * Begins a passage if the last one is full. What is open stays where it is: it may be selected.
   * @param {Drawn[]} open
   */
  #turn(open) {
    if (open.length > 0 || this.#count < blocksEach || this.#isBound) return;
    this.#last = make('div', { class: 'passage' });
    this.#count = 0;
    this.element.append(this.#last);
  }

  /** The nodes of all blocks, in order. */
  get nodes() {
    return [...this.element.children].flatMap((passage) => [...passage.children]);
  }
}
