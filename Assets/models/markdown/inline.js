import { Emphasis } from './emphasis.js';
import { decodeEntity } from './entities.js';
import { bareLink, linkTarget } from './links.js';

/**
 * @typedef {{type: 'text', text: string}} Text
 * @typedef {{type: 'code', text: string}} Code
 * @typedef {{type: 'break'}} Break
 * @typedef {{type: 'strong' | 'em' | 'del', children: Inline[]}} Styled
 * @typedef {{type: 'link' | 'image', target: string, title: string, children: Inline[]}} Link
 * @typedef {Text | Code | Break | Styled | Link} Inline
 *
 * @typedef {object} Piece  what the scanner has found; delimiters are settled later
 * @property {Inline} node
 * @property {import('./emphasis.js').Delimiter} [delimiter]
 *
 * @typedef {{at: number, isImage: boolean, isActive: boolean}} Bracket  `at`: its place among the pieces
 */

/**
 * The inline nodes of a paragraph's text (CommonMark §6 and GFM strikethrough and autolinks; HTML stays
 * text). Linear in the text: every look ahead is bounded or remembered.
 * @param {string} text
 * @returns {Inline[]}
 */
export function parseInline(text) {
  return new Scanner(text).all();
}

const plain = /[^\\`*_~[\]!<&\nhw]+/y;
const angleLink = /<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>/y;
const angleMail = /<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255})>/y;
const lineBreak = /<br[ ]?\/?>/iy;
const punctuation = /[!-/:-@[-`{-~]/;

class Scanner {
  #at = 0;
  /** @type {Piece[]} */
  #pieces = [];
  /** @type {Bracket[]} */
  #brackets = [];
  /** How many of them may still become links. */
  #active = 0;
  /** @type {Map<number, number[]> | null} */
  #ticks = null;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  all() {
    while (this.#at < this.text.length) this.#next();
    return new Emphasis(this.#pieces).nodes();
  }

  #next() {
    const run = this.#match(plain);
    if (run) return this.#say(run[0]);
    switch (this.text[this.#at]) {
      case '\\': return this.#escape();
      case '`': return this.#code();
      case '*': case '_': case '~': return this.#delimiters();
      case '[': return this.#open(1);
      case '!': return this.text[this.#at + 1] === '[' ? this.#open(2) : this.#say('!');
      case ']': return this.#close();
      case '<': return this.#angle();
      case '&': return this.#entity();
      case '\n': return this.#newline();
      default: return this.#bare();
    }
  }

  /** @param {RegExp} pattern  a sticky one */
  #match(pattern) {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.text);
  }

  /**
   * @param {string} text
   * @param {number} [length]  of its source
   */
  #say(text, length = text.length) {
    this.#push({ type: 'text', text }, length);
  }

  /**
   * @param {Inline} node
   * @param {number} length
   */
  #push(node, length) {
    const last = this.#pieces[this.#pieces.length - 1];
    if (node.type === 'text' && last?.node.type === 'text' && !last.delimiter && !this.#isBracket(last)) {
      last.node.text += node.text;
    } else this.#pieces.push({ node });
    this.#at += length;
  }

  /** @param {Piece} piece */
  #isBracket(piece) {
    const bracket = this.#brackets[this.#brackets.length - 1];
    return bracket !== undefined && this.#pieces[bracket.at] === piece;
  }

  #escape() {
    const next = this.text[this.#at + 1] ?? '';
    if (next === '\n') return this.#push({ type: 'break' }, 2);
    if (punctuation.test(next)) return this.#say(next, 2);
    this.#say('\\');
  }

  #code() {
    const opening = /** @type {RegExpExecArray} */ (this.#match(/`+/y))[0].length;
    const start = this.#at + opening;
    const end = this.#closingTicks(opening, start);
    if (end < 0) return this.#say('`'.repeat(opening));
    const inner = this.text.slice(start, end).replace(/\n/g, ' ');
    const isPadded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '';
    this.#push({ type: 'code', text: isPadded ? inner.slice(1, -1) : inner }, end + opening - this.#at);
  }

  /**
   * Where a run of exactly `length` backticks begins, at or after `from`. All runs are found once, and those
   * that were passed are dropped.
   * @param {number} length
   * @param {number} from
   */
  #closingTicks(length, from) {
    if (!this.#ticks) {
      this.#ticks = new Map();
      for (const { 0: run, index } of this.text.matchAll(/`+/g)) {
        const known = this.#ticks.get(run.length);
        if (known) known.push(index ?? 0);
        else this.#ticks.set(run.length, [index ?? 0]);
      }
      for (const places of this.#ticks.values()) places.reverse();
    }
    const places = this.#ticks.get(length) ?? [];
    while (places.length > 0 && places[places.length - 1] < from) places.pop();
    return places[places.length - 1] ?? -1;
  }

  #delimiters() {
    const run = /** @type {RegExpExecArray} */ (this.#match(/\*+|_+|~+/y))[0];
    const before = this.text[this.#at - 1] ?? '\n';
    const after = this.text[this.#at + run.length] ?? '\n';
    const delimiter = Emphasis.delimiter(run, before, after);
    this.#pieces.push({ node: { type: 'text', text: run }, delimiter });
    this.#at += run.length;
  }

  /** @param {number} length  2 for an image's */
  #open(length) {
    const text = this.text.slice(this.#at, this.#at + length);
    const bracket = { at: this.#pieces.length, isImage: length === 2, isActive: true };
    this.#pieces.push({ node: { type: 'text', text } });
    this.#brackets.push(bracket);
    if (!bracket.isImage) this.#active += 1;
    this.#at += length;
  }

  #close() {
    const bracket = this.#brackets.pop();
    if (bracket?.isActive && !bracket.isImage) this.#active -= 1;
    const found = bracket?.isActive ? linkTarget(this.text, this.#at + 1) : null;
    if (!bracket || !found) return this.#say(']');
    const inside = this.#pieces.splice(bracket.at).slice(1);
    const children = new Emphasis(inside).nodes();
    const type = bracket.isImage ? 'image' : 'link';
    if (!bracket.isImage) this.#deactivate();
    this.#pieces.push({ node: { type, target: found.target, title: found.title, children } });
    this.#at = found.end;
  }

  /** No link inside a link: the brackets around this one are text (CommonMark §6.3). */
  #deactivate() {
    for (let at = this.#brackets.length - 1; this.#active > 0; at -= 1) {
      const bracket = this.#brackets[at];
      if (bracket.isImage || !bracket.isActive) continue;
      bracket.isActive = false;
      this.#active -= 1;
    }
  }

  #angle() {
    const breaks = this.#match(lineBreak);
    if (breaks) return this.#push({ type: 'break' }, breaks[0].length);
    const link = this.#match(angleLink);
    const mail = link ? null : this.#match(angleMail);
    if (link) return this.#link(link[1], link[1], link[0].length);
    if (mail) return this.#link(`mailto:${mail[1]}`, mail[1], mail[0].length);
    this.#say('<');
  }

  /**
   * @param {string} target
   * @param {string} text
   * @param {number} length
   */
  #link(target, text, length) {
    this.#push({ type: 'link', target, title: '', children: [{ type: 'text', text }] }, length);
  }

  #bare() {
    const isWordStart = this.#at === 0 || /[\s*_~("'[]/.test(this.text[this.#at - 1]);
    const address = isWordStart && this.#brackets.length === 0 ? bareLink(this.text, this.#at) : '';
    if (!address) return this.#say(this.text[this.#at]);
    this.#link(address.startsWith('www.') ? `https://${address}` : address, address, address.length);
  }

  #entity() {
    const match = this.#match(/&(?:#[xX]?[0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});/y);
    const character = match ? decodeEntity(match[0]) : '';
    if (match && character) return this.#say(character, match[0].length);
    this.#say('&');
  }

  #newline() {
    const last = this.#pieces[this.#pieces.length - 1];
    if (last?.node.type === 'text' && !last.delimiter && last.node.text.endsWith(' ')) {
      const isHard = last.node.text.endsWith('  ');
      last.node.text = last.node.text.trimEnd();
      if (isHard) return this.#push({ type: 'break' }, 1);
    }
    this.#say('\n');
  }
}
