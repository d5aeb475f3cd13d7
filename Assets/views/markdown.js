import { safeAddress } from '../models/markdown/links.js';
import { parseInline } from '../models/markdown/inline.js';
import { MarkdownStream } from '../models/markdown/stream.js';
import { t } from '../models/words.js';
import { codeBlock, growCode } from './code-block.js';
import { make } from './dom.js';

/**
 * @typedef {import('../models/markdown/blocks.js').Block} Block
 * @typedef {import('../models/markdown/blocks.js').Item} Item
 * @typedef {import('../models/markdown/inline.js').Inline} Inline
 * @typedef {{node: HTMLElement, block: Block}} Drawn
 */

/** Deeper emphasis is drawn as its text: no reader sees the difference, and no stack overflows. */
const deepestStyle = 40;

/**
 * The page has its own first heading; an answer's begin one lower.
 * @type {('h2' | 'h3' | 'h4' | 'h5' | 'h6')[]}
 */
const headings = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'];

/** Draws a Markdown text that may still grow. What is final is drawn once; the open end is patched. */
export class MarkdownView {
  element = make('div', { class: 'prose', 'data-test': 'content', dir: 'auto' });
  #text = '';
  #stream = new MarkdownStream();
  /** @type {Drawn[]} */
  #open = [];

  /** @param {string} text  the whole text; cheap when it only grew */
  update(text) {
    if (text === this.#text) return;
    if (!text.startsWith(this.#text)) this.#restart();
    const { closed, open } = this.#stream.append(text.slice(this.#text.length));
    this.#text = text;
    const drawn = patch(this.element, this.#open, [...closed, ...open]);
    this.#open = drawn.slice(closed.length);
  }

  #restart() {
    this.element.replaceChildren();
    this.#open = [];
    this.#text = '';
    this.#stream = new MarkdownStream();
  }
}

/**
 * Makes what was drawn show `blocks`, touching only what has changed.
 * @param {HTMLElement} parent
 * @param {Drawn[]} old  the last children of `parent`
 * @param {Block[]} blocks
 * @returns {Drawn[]}
 */
function patch(parent, old, blocks) {
  const drawn = blocks.map((block, index) => {
    const before = old[index];
    if (before && refresh(before, block)) return { node: before.node, block };
    const node = draw(block);
    if (before) before.node.replaceWith(node);
    else parent.append(node);
    return { node, block };
  });
  for (const rest of old.slice(blocks.length)) rest.node.remove();
  return drawn;
}

/**
 * Whether the node already shows the block, or could be made to.
 * @param {Drawn} drawn
 * @param {Block} block
 */
function refresh({ node, block: old }, block) {
  if (old.key === block.key && old.type === block.type) return true;
  if (old.type === 'code' && block.type === 'code' && old.language === block.language) {
    return growCode(node, old.text, block.text);
  }
  if (old.type === 'paragraph' && block.type === 'paragraph') {
    node.replaceChildren(...inline(block.text));
    return true;
  }
  if (old.type === 'list' && block.type === 'list') return refreshList(node, old, block);
  return false;
}

/**
 * Items of a growing list that are as they were stay.
 * @param {HTMLElement} node
 * @param {Block & {type: 'list'}} old
 * @param {Block & {type: 'list'}} list
 */
function refreshList(node, old, list) {
  const isAlike = old.ordered === list.ordered && old.tight === list.tight;
  if (!isAlike || old.items.length > list.items.length) return false;
  list.items.forEach((entry, index) => {
    if (old.items[index]?.key === entry.key) return;
    const made = item(entry, list.tight);
    if (index < old.items.length) node.children[index].replaceWith(made);
    else node.append(made);
  });
  return true;
}

/**
 * @param {Block} block
 * @returns {HTMLElement}
 */
function draw(block) {
  switch (block.type) {
    case 'paragraph': return make('p', {}, ...inline(block.text));
    case 'heading': return make(headings[block.level - 1], {}, ...inline(block.text));
    case 'code': return codeBlock(block.language, block.text);
    case 'rule': return make('hr');
    case 'quote': return make('blockquote', {}, ...block.blocks.map(draw));
    case 'list': return list(block);
    case 'table': return table(block);
  }
}

/** @param {Block & {type: 'list'}} block */
function list(block) {
  const items = block.items.map((entry) => item(entry, block.tight));
  if (!block.ordered) return make('ul', {}, ...items);
  return make('ol', { start: block.first === 1 ? null : block.first }, ...items);
}

/**
 * @param {Item} entry
 * @param {boolean} isTight
 */
function item({ blocks, task }, isTight) {
  const element = make('li', { class: task === null ? null : 'task' });
  if (task !== null) element.append(taskBox(task), ' ');
  for (const block of blocks) {
    if (isTight && block.type === 'paragraph') element.append(...inline(block.text));
    else element.append(draw(block));
  }
  return element;
}

/** @param {boolean} isDone */
function taskBox(isDone) {
  const label = t(isDone ? 'taskDone' : 'taskOpen');
  return make('input', { type: 'checkbox', disabled: true, checked: isDone, 'aria-label': label });
}

/** @param {Block & {type: 'table'}} block */
function table({ alignments, head, rows }) {
  const row = (/** @type {string[]} */ cells, /** @type {'th' | 'td'} */ tag) => {
    const cell = (/** @type {string} */ side, /** @type {number} */ at) =>
      make(tag, { class: side || null }, ...inline(cells[at] ?? ''));
    return make('tr', {}, ...alignments.map(cell));
  };
  const body = make('tbody', {}, ...rows.map((cells) => row(cells, 'td')));
  // It scrolls by itself, so that a wide table does not widen the page; by keyboard too.
  return make('div', { class: 'table', tabindex: '0', role: 'group' },
    make('table', {}, make('thead', {}, row(head, 'th')), body));
}

/** @param {string} text */
function inline(text) {
  return parseInline(text).map((node) => drawInline(node, 0));
}

/**
 * @param {Inline} node
 * @param {number} depth
 * @returns {Node}
 */
function drawInline(node, depth) {
  if (node.type === 'text') return document.createTextNode(node.text);
  if (node.type === 'code') return make('code', {}, node.text);
  if (node.type === 'break') return make('br');
  if (depth > deepestStyle) return document.createTextNode(textOf(node));
  const children = node.children.map((child) => drawInline(child, depth + 1));
  if (node.type === 'link') return link(node.target, node.title, children);
  if (node.type === 'image') return image(node.target, textOf(node));
  return make(node.type, {}, ...children);
}

/**
 * @param {string} target
 * @param {string} title
 * @param {Node[]} children
 */
function link(target, title, children) {
  const href = safeAddress(target);
  if (!href) return make('span', {}, ...children);
  return make('a', { href, title: title || null, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

/**
 * Pictures come from the text itself or not at all: a foreign one would tell its server who reads.
 * @param {string} target
 * @param {string} words
 */
function image(target, words) {
  if (/^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(target)) {
    return make('img', { src: target, alt: words, loading: 'lazy' });
  }
  return link(target, '', [document.createTextNode(words || target)]);
}

/**
 * The words in a node, without recursion: it may be nested as deep as the text is long.
 * @param {Inline} root
 */
function textOf(root) {
  let words = '';
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'text' || node.type === 'code') words += node.text;
    else if (node.type === 'break') words += '\n';
    else for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at]);
  }
  return words;
}
