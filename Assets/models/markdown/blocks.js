import {
  closesFence, dedent, dedentItem, fenceOf, headingOf, indentOf, interrupts, isBlank, isIndentedCode, isQuote,
  isRule, markerOf, underlineOf,
} from './lines.js';
import { delimiterRow, splitRow } from './table.js';

/**
 * @typedef {'left' | 'right' | 'center' | ''} Alignment
 * @typedef {{blocks: Block[], task: boolean | null, key: string}} Item
 *
 * A block says where it stands (`start`, `end`: lines, end excluded) and has its source as `key`, by which it
 * is recognised when the same text is parsed again.
 * @typedef {{start: number, end: number, key: string} & (
 *   {type: 'paragraph', text: string} |
 *   {type: 'heading', level: number, text: string} |
 *   {type: 'code', language: string, text: string} |
 *   {type: 'rule'} |
 *   {type: 'quote', blocks: Block[]} |
 *   {type: 'list', ordered: boolean, first: number, tight: boolean, items: Item[]} |
 *   {type: 'table', alignments: Alignment[], head: string[], rows: string[][]}
 * )} Block
 * @typedef {import('./lines.js').Marker} Marker
 */

/** Deeper nesting stays text: it is no writing, and each level costs a pass over its lines. */
const deepest = 24;

/**
 * The blocks of `lines` (CommonMark §4 and §5, GFM tables and tasks; no HTML, no reference definitions).
 * Cost is linear in the text for each level of nesting.
 * @param {string[]} lines
 * @param {number} [depth]
 * @returns {Block[]}
 */
export function parseBlocks(lines, depth = 0) {
  return new Blocks(lines, depth).all();
}

class Blocks {
  #at = 0;
  /** @type {Block[]} */
  #blocks = [];

  /**
   * @param {string[]} lines
   * @param {number} depth
   */
  constructor(lines, depth) {
    this.lines = lines;
    this.depth = depth;
  }

  all() {
    while (this.#at < this.lines.length) {
      if (isBlank(this.lines[this.#at])) this.#at += 1;
      else this.#next();
    }
    return this.#blocks;
  }

  #next() {
    const line = this.lines[this.#at];
    const fence = fenceOf(line);
    const heading = headingOf(line);
    if (isIndentedCode(line)) return this.#indentedCode();
    if (fence) return this.#fencedCode(fence);
    if (heading) return this.#add(this.#at + 1, { type: 'heading', ...heading });
    if (isRule(line)) return this.#add(this.#at + 1, { type: 'rule' });
    if (isQuote(line) && this.depth < deepest) return this.#quote();
    const marker = this.depth < deepest ? markerOf(line) : null;
    if (marker) return this.#list(marker);
    if (this.#isTable(this.#at)) return this.#table();
    return this.#paragraph();
  }

  /**
   * @param {number} end
   * @param {any} block  all but its place and key
   */
  #add(end, block) {
    const key = this.lines.slice(this.#at, end).join('\n');
    this.#blocks.push({ start: this.#at, end, key, ...block });
    this.#at = end;
  }

  #indentedCode() {
    let end = this.#at;
    for (let at = end; at < this.lines.length; at += 1) {
      if (isIndentedCode(this.lines[at])) end = at + 1;
      else if (!isBlank(this.lines[at])) break;
    }
    if (end === this.#at) end += 1;
    const text = this.lines.slice(this.#at, end).map((line) => dedent(line, 4)).join('\n');
    this.#add(end, { type: 'code', language: '', text });
  }

  /** @param {{fence: string, indent: number, info: string}} opening */
  #fencedCode({ fence, indent, info }) {
    let end = this.#at + 1;
    while (end < this.lines.length && !closesFence(this.lines[end], fence)) end += 1;
    const inner = this.lines.slice(this.#at + 1, end).map((line) => dedent(line, indent));
    const language = info.split(/\s/, 1)[0].replace(/[^\w+#.-]/g, '');
    this.#add(Math.min(end + 1, this.lines.length), { type: 'code', language, text: inner.join('\n') });
  }

  #quote() {
    const inner = new Inner();
    let end = this.#at;
    for (; end < this.lines.length; end += 1) {
      const line = this.lines[end];
      if (isQuote(line)) inner.push(line.replace(/^ {0,3}> ?/, ''));
      else if (inner.isLazy && !interrupts(line) && !markerOf(line)) inner.push(line);
      else break;
    }
    this.#add(end, { type: 'quote', blocks: parseBlocks(inner.lines, this.depth + 1) });
  }

  /** @param {Marker} first */
  #list(first) {
    const items = [];
    let isLoose = false;
    let end = this.#at;
    /** @type {Marker | null} */
    let marker = first;
    for (let at = end; marker; marker = this.#sibling(at, first)) {
      isLoose ||= items.length > 0 && isBlank(this.lines[at - 1]);
      const item = this.#item(at, marker);
      at = item.next;
      end = item.end;
      items.push(item);
      isLoose ||= item.isLoose;
    }
    this.#add(end, { type: 'list', ordered: first.ordered, first: first.start, tight: !isLoose, items });
  }

  /**
   * The marker at `at`, if it goes on with the same list.
   * @param {number} at
   * @param {Marker} first
   */
  #sibling(at, first) {
    const marker = at < this.lines.length ? markerOf(this.lines[at]) : null;
    return marker && marker.ordered === first.ordered && marker.sign === first.sign ? marker : null;
  }

  /**
   * @param {number} start
   * @param {Marker} marker
   */
  #item(start, marker) {
    const inner = new Inner();
    inner.push(dedentItem(this.lines[start], marker));
    const opensBlank = isBlank(inner.lines[0]);
    let end = start + 1;
    let at = end;
    for (; at < this.lines.length; at += 1) {
      const line = this.lines[at];
      if (isBlank(line)) {
        if (opensBlank && at === start + 1) break;
        inner.push('');
        continue;
      }
      if (indentOf(line).columns >= marker.offset) inner.push(dedent(line, marker.offset));
      else if (inner.isLazy && !interrupts(line) && !markerOf(line)) inner.push(line);
      else break;
      end = at + 1;
    }
    return { next: at, end, ...this.#itemOf(inner.lines.slice(0, end - start)) };
  }

  /** @param {string[]} inner */
  #itemOf(inner) {
    const key = inner.join('\n');
    const task = /^\[([ xX])\](?=[ \t])/.exec(inner[0]);
    if (task) inner[0] = inner[0].slice(4);
    const blocks = parseBlocks(inner, this.depth + 1);
    const isLoose = blocks.some((block, index) => index > 0 && block.start > blocks[index - 1].end);
    return { blocks, key, isLoose, task: task ? task[1] !== ' ' : null };
  }

  /** @param {number} at */
  #isTable(at) {
    const { lines } = this;
    if (at + 1 >= lines.length || !lines[at].includes('|')) return false;
    const alignments = delimiterRow(lines[at + 1]);
    return alignments !== null && alignments.length === splitRow(lines[at]).length;
  }

  #table() {
    const alignments = delimiterRow(this.lines[this.#at + 1]) ?? [];
    let end = this.#at + 2;
    while (end < this.lines.length && !interrupts(this.lines[end])) end += 1;
    const body = this.lines.slice(this.#at + 2, end);
    const rows = body.map((line) => splitRow(line).slice(0, alignments.length));
    this.#add(end, { type: 'table', alignments, head: splitRow(this.lines[this.#at]), rows });
  }

  #paragraph() {
    let end = this.#at + 1;
    for (; end < this.lines.length; end += 1) {
      const level = underlineOf(this.lines[end]);
      if (level) return this.#add(end + 1, { type: 'heading', level, text: this.#text(end) });
      if (interrupts(this.lines[end]) || this.#isTable(end)) break;
    }
    this.#add(end, { type: 'paragraph', text: this.#text(end) });
  }

  /** @param {number} end */
  #text(end) {
    return this.lines.slice(this.#at, end).map((line) => line.trimStart()).join('\n').trimEnd();
  }
}

/** The lines inside a quote or an item, and whether a line without the marker may still belong to them. */
class Inner {
  /** @type {string[]} */
  lines = [];
  #fence = '';

  /** @param {string} line */
  push(line) {
    this.lines.push(line);
    if (!this.#fence) this.#fence = fenceOf(line)?.fence ?? '';
    else if (closesFence(line, this.#fence)) this.#fence = '';
  }

  /** Whether they end with an open paragraph (CommonMark §5.1, laziness). */
  get isLazy() {
    const last = this.lines[this.lines.length - 1] ?? '';
    if (this.#fence || isBlank(last)) return false;
    return !isRule(last) && !headingOf(last) && !fenceOf(last) && !isIndentedCode(last);
  }
}
