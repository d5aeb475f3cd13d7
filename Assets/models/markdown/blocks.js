import { Definitions } from './definitions.js';
import { Line } from './line.js';
import { begin } from './beginnings.js';
import { goesOn, takeLine } from './continuing.js';
import { finish } from './finishing.js';

/**
 * A block of the tree. `start` and `end` are the numbers of its first and last line. One that is closed is never
 * changed again.
 * @typedef {{start: number, end: number}} Place
 * @typedef {Place & {isOpen?: boolean}} Growing  its last words may go on, in the open end of a text
 * @typedef {Place & {type: 'document', children: Block[]}} Document
 * @typedef {Place & {type: 'quote', children: Block[]}} Quote
 * @typedef {Place & {type: 'list', ordered: boolean, sign: string, first: number, tight: boolean, children: Item[]}} List
 * @typedef {Place & {type: 'item', width: number, task: boolean | null, children: Block[]}} Item
 * @typedef {Growing & {type: 'paragraph', text: string}} Paragraph
 * @typedef {Growing & {type: 'heading', level: number, text: string}} Heading
 * @typedef {Place & {type: 'code', language: string, info: string, fence: string, indent: number, text: string}} Code
 * @typedef {Place & {type: 'html', ending: RegExp | null, text: string}} Html
 * @typedef {Place & {type: 'math', closing: string, source: string, isClosed: boolean}} Maths
 * @typedef {Place & {type: 'rule'}} Rule
 * @typedef {Growing & {type: 'table', alignments: import('./table.js').Alignment[], head: string, rows: string[]}} Table
 * @typedef {Document | Quote | List | Item} Container
 * @typedef {Quote | List | Item | Paragraph | Heading | Code | Html | Maths | Rule | Table} Block
 * @typedef {Document | Block} Node
 */

/**
 * A block that has no place yet.
 * @template T
 * @typedef {T extends Block ? Omit<T, 'start' | 'end'> : never} Unplaced
 */

/** Deeper nesting stays text: it is no writing, and no page could show it. */
const deepest = 48;

/**
 * Reads Markdown line by line (CommonMark §4, §5; GFM tables and tasks; maths between `$$` or `\[ \]`). The work for
 * a line does not depend on how many came before it.
 */
export class BlockParser {
  /**
   * The blocks that are still open, each inside the one before.
   * @type {Node[]}
   */
  stack = [{ type: 'document', start: 1, end: 0, children: [] }];
  definitions = new Definitions();
  /** The number of the last line. */
  number = 0;
  /** Whether what ends here may still go on elsewhere. */
  isFork = false;
  /** How many of the open blocks the line goes on with. */
  #matched = 1;

  get tip() {
    return this.stack[this.stack.length - 1];
  }

  /** What the line belongs to, as far as it was read. */
  get container() {
    return this.stack[this.#matched - 1];
  }

  get isFull() {
    return this.stack.length > deepest;
  }

  /** @param {string} text  one line, without its end */
  feed(text) {
    const line = new Line(text);
    this.number += 1;
    if (!this.#match(line)) return;
    const tip = this.tip;
    if (!this.#begin(line)) return;
    const isLazy = this.tip === tip && this.#matched < this.stack.length && tip.type === 'paragraph';
    if (isLazy && !line.isBlank) tip.text += `\n${line.words}`;
    else this.#add(line);
  }

  /**
   * A parser in the same state, which leaves this one as it is.
   * @returns {BlockParser}
   */
  fork() {
    const copy = new BlockParser();
    copy.stack = this.stack.map((node) => ('children' in node
      ? /** @type {Node} */ ({ ...node, children: [...node.children] })
      : node.type === 'table' ? { ...node, rows: [...node.rows] } : { ...node }));
    copy.stack.forEach((node, at) => {
      if (at > 0) siblings(copy.stack[at - 1]).splice(-1, 1, /** @type {Block} */ (node));
    });
    copy.definitions = new Definitions(this.definitions);
    copy.number = this.number;
    copy.isFork = true;
    return copy;
  }

  /**
   * The outermost blocks that are closed; they are forgotten here.
   * @returns {Block[]}
   */
  take() {
    const all = siblings(this.stack[0]);
    return all.splice(0, this.stack.length > 1 ? all.length - 1 : all.length);
  }

  /**
   * Closes everything.
   * @returns {Block[]} the outermost blocks
   */
  end() {
    this.close(1, this.number);
    return this.take();
  }

  /**
   * Opens a block inside what the line belongs to; what is open there besides is closed.
   * @param {Unplaced<Block>} block
   */
  open(block) {
    this.close(this.#matched);
    while (!holds(this.tip, block.type)) this.close(this.stack.length - 1);
    const node = /** @type {Block} */ (/** @type {unknown} */ ({ start: this.number, end: 0, ...block }));
    siblings(this.tip).push(node);
    this.stack.push(node);
    this.#matched = this.stack.length;
  }

  /**
   * Closes the innermost until so many are open.
   * @param {number} depth
   * @param {number} [end]  their last line; the line that closes others is not theirs
   */
  close(depth, end = this.number - 1) {
    while (this.stack.length > depth) {
      const node = /** @type {Block} */ (this.stack.pop());
      node.end = end;
      finish(node, /** @type {Container} */ (this.tip), this);
    }
    this.#matched = Math.min(this.#matched, depth);
  }

  /** Closes the innermost, which has said all with this line. */
  closeTip() {
    this.close(this.stack.length - 1, this.number);
  }

  /** Takes the innermost back, as if it had never been. */
  drop() {
    this.stack.pop();
    siblings(this.tip).pop();
    this.#matched = Math.min(this.#matched, this.stack.length);
  }

  /**
   * Finds how many of the open blocks go on; false when the line ends one, and has said all.
   * @param {Line} line
   */
  #match(line) {
    this.#matched = 1;
    while (this.#matched < this.stack.length) {
      const answer = goesOn(/** @type {Block} */ (this.stack[this.#matched]), line);
      if (answer === 'ends') {
        this.close(this.#matched, this.number);
        return false;
      }
      if (answer === 'stops') break;
      this.#matched += 1;
    }
    return true;
  }

  /**
   * Begins what begins on the line; false when the line has said all by that.
   * @param {Line} line
   */
  #begin(line) {
    while (!isVerbatim(this.container)) {
      const answer = begin(this, line);
      if (answer === 'whole') return false;
      if (answer === 'nothing') break;
    }
    return true;
  }

  /** @param {Line} line */
  #add(line) {
    this.close(this.#matched);
    if (takeLine(this.tip, line, this)) return;
    if (line.isBlank) return;
    this.open({ type: 'paragraph', text: line.words });
  }
}

/**
 * @param {Node} node
 * @returns {Block[]}
 */
function siblings(node) {
  return 'children' in node ? node.children : [];
}

/** @param {Node} node */
function isVerbatim(node) {
  return node.type === 'code' || node.type === 'html' || node.type === 'math';
}

/**
 * @param {Node} node
 * @param {string} type
 */
function holds(node, type) {
  return 'children' in node && (node.type === 'list') === (type === 'item');
}
