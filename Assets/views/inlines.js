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

  /** @param {string} text */
  update(text) {
    this.#text = text;
    this.missing.clear();
    const inlines = this.#read(text);
    const last = inlines.at(-1);
    if (last?.type === 'picture' && this.hosts.isOpen) last.isOpen = true;
    patchInlines(this.node, this.#inlines, inlines);
    this.#inlines = inlines;
    this.hosts.note(this);
  }

  /**
   * @param {string} text
   * @returns {Inline[]}
   */
  #read(text) {
    if (this.hosts.isOpen && isPictureComing(text)) return [{ type: 'picture', address: '' }];
    return parseInline(text, this.hosts.definitions, this.missing);
  }

  /** A label that was missing may be known now. */
  again() {
    this.update(this.#text);
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
   */
  add(node, text) {
    const host = new InlineHost(node, this);
    host.update(text);
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
 * @param {HTMLElement} parent
 * @param {Inline[]} old
 * @param {Inline[]} inlines
 */
function patchInlines(parent, old, inlines) {
  let at = 0;
  while (at < old.length && at < inlines.length && isSame(old[at], inlines[at], 0)) at += 1;
  const [before, now, node] = [old[at], inlines[at], parent.childNodes[at]];
  if (before?.type === 'text' && now?.type === 'text' && now.text.startsWith(before.text) && node instanceof Text) {
    node.appendData(now.text.slice(before.text.length));
    at += 1;
  }
  while (parent.childNodes.length > at) parent.lastChild?.remove();
  parent.append(...inlines.slice(at).map((inline) => drawInline(inline, 0)));
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
