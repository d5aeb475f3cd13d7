import { address } from '../models/api.js';
import { parseInline } from '../models/markdown/inline.js';
import { safeAddress, uploadPath } from '../models/markdown/links.js';
import { isPictureComing, pictureAddress } from '../models/markdown/pictures.js';
import { t } from '../models/words.js';
import { make } from './dom.js';
import { mathSpan } from './maths.js';

/**
 * @typedef {import('../models/markdown/inline.js').Inline} Inline
 * @typedef {import('../models/markdown/definitions.js').Definitions} Definitions
 */

/** Deeper emphasis is drawn as its text: no reader sees the difference, and no stack overflows. */
const deepestStyle = 40;

/** What shows the words of one paragraph, heading or cell. */
export class InlineHost {
  /** @type {Inline[]} */
  #inlines = [];
  #text = '';
  #isOpen = false;
  /**
   * Labels that were not defined when it was drawn.
   * @type {Set<string>}
   */
  missing = new Set();

  /**
   * @param {HTMLElement} node
   * @param {InlineHosts} hosts
   */
  constructor(node, hosts) {
    this.node = node;
    this.hosts = hosts;
  }

  /**
   * @param {string} text
   * @param {boolean} isOpen  it may go on
   */
  update(text, isOpen) {
    this.#text = text;
    this.#isOpen = isOpen;
    this.missing.clear();
    const inlines = this.#read();
    const last = inlines.at(-1);
    if (last?.type === 'picture' && isOpen) last.isOpen = true;
    patchInlines(this.node, this.#inlines, inlines, 0);
    this.#inlines = inlines;
    this.hosts.note(this);
  }

  /** @returns {Inline[]} */
  #read() {
    if (this.#isOpen && isPictureComing(this.#text)) return [{ type: 'picture', address: '' }];
    return parseInline(this.#text, this.hosts.definitions, this.missing, this.#isOpen);
  }

  /** A label that was missing may be known now. */
  again() {
    this.update(this.#text, this.#isOpen);
  }
}

/** All hosts of one text, and those among them that wait for a definition that is yet to come. */
export class InlineHosts {
  /** @type {Set<InlineHost>} */
  #waiting = new Set();
  #resolved = 0;
  /** Whether what is drawn now may still go on. */
  isOpen = false;

  /** @param {Definitions} definitions */
  constructor(definitions) {
    this.definitions = definitions;
  }

  /**
   * @param {HTMLElement} node
   * @param {string} text
   * @param {boolean} isOpen
   */
  add(node, text, isOpen) {
    const host = new InlineHost(node, this);
    host.update(text, isOpen);
    return host;
  }

  /** @param {InlineHost} host */
  note(host) {
    if (host.missing.size > 0) this.#waiting.add(host);
    else this.#waiting.delete(host);
  }

  /** Draws those again whose label has come to be known. */
  resolve() {
    if (this.definitions.size === this.#resolved) return;
    this.#resolved = this.definitions.size;
    for (const host of [...this.#waiting]) {
      if ([...host.missing].some((label) => this.definitions.find(label))) host.again();
    }
  }
}

/**
 * Each inline has one node; those at the beginning that are as they were stay.
 * @param {Node} parent
 * @param {Inline[]} old
 * @param {Inline[]} inlines
 * @param {number} depth
 */
function patchInlines(parent, old, inlines, depth) {
  let at = 0;
  while (at < old.length && at < inlines.length && isSame(old[at], inlines[at], depth)) at += 1;
  if (at < old.length && at < inlines.length && grow(parent.childNodes[at], old[at], inlines[at], depth)) at += 1;
  while (parent.childNodes.length > at) parent.lastChild?.remove();
  for (const inline of inlines.slice(at)) parent.appendChild(drawInline(inline, depth));
}

/**
 * Whether the node could be made to show what it has grown to.
 * @param {Node} node
 * @param {Inline} before
 * @param {Inline} now
 * @param {number} depth
 */
function grow(node, before, now, depth) {
  if (before.type !== now.type || depth > deepestStyle) return false;
  if ((before.type === 'text' || before.type === 'code') && 'text' in now) {
    const words = node instanceof Text ? node : node.firstChild;
    if (!now.text.startsWith(before.text) || !(words instanceof Text)) return false;
    words.appendData(now.text.slice(before.text.length));
  } else if ((before.type === 'strong' || before.type === 'em' || before.type === 'del') && 'children' in now) {
    patchInlines(node, before.children, now.children, depth + 1);
  } else return false;
  return true;
}

/**
 * @param {Inline} one
 * @param {Inline} other
 * @param {number} depth
 * @returns {boolean}
 */
function isSame(one, other, depth) {
  if (one.type !== other.type || depth > deepestStyle) return false;
  if ('text' in one && 'text' in other) return one.text === other.text;
  if (one.type === 'math' && other.type === 'math') return one.source === other.source && one.after === other.after;
  if (one.type === 'picture' && other.type === 'picture') {
    return one.isOpen === other.isOpen && (one.isOpen || one.address === other.address);
  }
  if ('target' in one && 'target' in other && (one.target !== other.target || one.title !== other.title)) return false;
  if (!('children' in one) || !('children' in other)) return true;
  const { children } = other;
  return one.children.length === children.length
    && one.children.every((child, at) => isSame(child, children[at], depth + 1));
}

/**
 * @param {Inline} node
 * @param {number} depth
 * @returns {Node}
 */
function drawInline(node, depth) {
  switch (node.type) {
    case 'text': return document.createTextNode(node.text);
    case 'code': return make('code', {}, node.text);
    case 'break': return make('br');
    // The one tag that models write everywhere.
    case 'html': return /^<br\s*\/?>$/i.test(node.text) ? make('br') : document.createTextNode(node.text);
    case 'math': return mathSpan(node);
    case 'picture': return node.isOpen ? make('span', { class: 'working' }, t('pictureComes')) : picture(node.address, t('picture'));
    default:
  }
  if (depth > deepestStyle) return document.createTextNode(textOf(node));
  if (node.type === 'image') return image(node.target, node.title, textOf(node));
  const children = node.children.map((child) => drawInline(child, depth + 1));
  if (node.type === 'link') return link(node.target, node.title, children);
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
 * Pictures come from the text itself or from our own uploads: a foreign one would tell its server who reads.
 * @param {string} target
 * @param {string} title
 * @param {string} words
 */
function image(target, title, words) {
  const own = uploadPath(target);
  const source = own ? address(own) : target.startsWith('data:') ? pictureAddress(target) : '';
  if (source) return picture(source, words, title);
  return link(target, title, [document.createTextNode(words || target)]);
}

/**
 * @param {string} source
 * @param {string} words
 * @param {string} [title]
 */
export function picture(source, words, title = '') {
  const attributes = {
    alt: words, title: title || null, loading: 'lazy', decoding: 'async', tabindex: '0', 'data-test': 'picture',
  };
  const node = make('img', { src: source, ...attributes, 'data-test': 'picture' });
  node.addEventListener('error', () => node.replaceWith(make('span', { class: 'broken' }, t('pictureBroken'))));
  return node;
}

/**
 * The words in a node, without recursion: it may be nested as deep as the text is long.
 * @param {Inline} root
 */
function textOf(root) {
  let words = '';
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('text' in node) words += node.text;
    else if (node.type === 'math') words += node.source + node.after;
    else if (node.type === 'break') words += '\n';
    else if ('children' in node) for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at]);
  }
  return words;
}
