import { angledAt } from './autolinks.js';
import { Brackets } from './brackets.js';
import { Candidates } from './candidates.js';
import { Definitions, labelAt } from './definitions.js';
import { Emphasis } from './emphasis.js';
import { entityAt } from './entities.js';
import { isPunctuation, isTargetComing, linkTarget } from './links.js';
import { MathScanner } from './math-spans.js';
import { rawHtmlAt, RawEnds } from './raw-html.js';
import { Ticks } from './ticks.js';

/**
 * @typedef {{type: 'text', text: string}} Text
 * @typedef {{type: 'code', text: string}} Code
 * @typedef {{type: 'html', text: string}} Html
 * @typedef {import('./math-spans.js').MathNode} Maths  with its delimiters
 * @typedef {{type: 'picture', address: string, isOpen?: boolean}} Picture  one that is written out in the text
 * @typedef {{type: 'break'}} Break
 * @typedef {{type: 'strong' | 'em' | 'del', children: Inline[]}} Styled
 * @typedef {{type: 'link' | 'image', target: string, title: string, children: Inline[], isBare?: boolean}} Link
 * @typedef {Text | Code | Html | Maths | Picture | Break | Styled | Link} Inline
 *
 * @typedef {object} Piece  what the scanner has found; delimiters are settled later
 * @property {Inline} node
 * @property {import('./emphasis.js').Delimiter} [delimiter]
 */

/**
 * The inline nodes of a paragraph's text (CommonMark §6, GFM strikethrough and autolinks, maths, pictures in base64).
 * Linear in the text: every look ahead is bounded or remembered.
 * @param {string} text
 * @param {Definitions} [definitions]
 * @param {Set<string>} [missing]  gets the labels that have no definition (yet)
 * @param {boolean} [isOpen]  the text goes on: what it has not closed yet is taken as closed where it ends
 * @returns {Inline[]}
 */
export function parseInline(text, definitions = new Definitions(), missing = new Set(), isOpen = false) {
  return new Scanner(text, definitions, missing, isOpen).all();
}

const plain = /[^\\`*_~[\]!<&\n$]+/y;

class Scanner {
  #at = 0;
  /** @type {Piece[]} */
  #pieces = [];
  #brackets = new Brackets();
  /** Up to here there are no marks. */
  #plainEnd = 0;
  #ticks;
  #maths;
  #candidates;
  #rawEnds = new RawEnds();

  /**
   * @param {string} text
   * @param {Definitions} definitions
   * @param {Set<string>} missing
   * @param {boolean} isOpen
   */
  constructor(text, definitions, missing, isOpen) {
    this.text = text;
    this.definitions = definitions;
    this.missing = missing;
    this.isOpen = isOpen;
    this.#ticks = new Ticks(text);
    this.#maths = new MathScanner(text);
    this.#candidates = new Candidates(text);
  }

  all() {
    while (this.#at < this.text.length) this.#next();
    return new Emphasis(this.#pieces).nodes(this.isOpen);
  }

  #next() {
    const candidate = this.#candidates.after(this.#at);
    if (candidate === this.#at && this.#address()) return;
    if (this.#plainEnd <= this.#at && this.#match(plain)) this.#plainEnd = plain.lastIndex;
    if (this.#plainEnd > this.#at) return this.#plain(candidate > this.#at ? candidate : Infinity);
    switch (this.text[this.#at]) {
      case '\\': return this.#escape();
      case '`': return this.#code();
      case '$': return this.#math() || this.#say('$');
      case '*': case '_': case '~': return this.#delimiters();
      case '[': return this.#open(1);
      case '!': return this.text[this.#at + 1] === '[' ? this.#open(2) : this.#say('!');
      case ']': return this.#close();
      case '<': return this.#angle();
      case '&': return this.#entity();
      default: return this.#newline();
    }
  }

  /**
   * Text without marks. Spaces before a line's end are not part of it.
   * @param {number} limit  where it has to end at the latest
   */
  #plain(limit) {
    const end = Math.min(this.#plainEnd, limit);
    let last = end;
    if (this.text[end] === '\n') while (last > this.#at && this.text[last - 1] === ' ') last -= 1;
    if (last > this.#at) this.#say(this.text.slice(this.#at, last));
    this.#at = end;
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
    const { last } = this.#brackets;
    return last !== undefined && this.#pieces[last.at] === piece;
  }

  /** An address or a picture that begins here; false if it is none after all. */
  #address() {
    const found = this.#candidates.read(this.#at, this.#brackets.last !== undefined);
    if (!found) return false;
    this.#push(found.node, found.end - this.#at);
    return true;
  }

  #escape() {
    const next = this.text[this.#at + 1] ?? '';
    if (next === '' && this.isOpen) return void (this.#at += 1);
    if ((next === '(' || next === '[') && this.#math()) return;
    if (next === '\n') return this.#push({ type: 'break' }, 2);
    if (isPunctuation(next)) return this.#say(next, 2);
    this.#say('\\');
  }

  #math() {
    const node = this.#maths.at(this.#at);
    if (node) this.#push(node, node.source.length + node.after.length);
    return node !== null;
  }

  #code() {
    const { code, length } = this.#ticks.read(this.#at, this.isOpen);
    if (!code) return this.#say('`'.repeat(length));
    if (code.text) this.#push({ type: 'code', text: code.text }, code.length);
    else this.#at += code.length;
  }

  #delimiters() {
    const run = /** @type {RegExpExecArray} */ (this.#match(/\*+|_+|~+/y))[0];
    const delimiter = Emphasis.delimiter(run, this.text, this.#at);
    this.#at += run.length;
    // At the very end it may be half of what closes, or of what opens.
    if (this.isOpen && this.#at === this.text.length) return;
    this.#pieces.push({ node: { type: 'text', text: run }, delimiter });
  }

  /** @param {number} length  2 for an image's */
  #open(length) {
    const text = this.text.slice(this.#at, this.#at + length);
    this.#at += length;
    this.#brackets.open(this.#pieces.length, this.#at, length === 2);
    this.#pieces.push({ node: { type: 'text', text } });
  }

  #close() {
    const bracket = this.#brackets.close();
    const found = bracket?.isActive ? this.#target(bracket) : null;
    if (!bracket || !found) return this.#say(']');
    const inside = this.#pieces.splice(bracket.at).slice(1).map(unlinked);
    const children = new Emphasis(inside).nodes();
    const type = bracket.isImage ? 'image' : 'link';
    if (!bracket.isImage) this.#brackets.deactivate();
    this.#pieces.push({ node: { type, target: found.target, title: found.title, children } });
    this.#at = found.end;
  }

  /** @param {import('./brackets.js').Bracket} bracket */
  #target(bracket) {
    const found = linkTarget(this.text, this.#at + 1);
    const isComing = !found && this.isOpen && isTargetComing(this.text, this.#at + 1);
    return isComing ? { target: '', title: '', end: this.text.length } : found ?? this.#reference(bracket);
  }

  /**
   * What the label after the bracket, or the text inside it, was defined to mean.
   * @param {import('./brackets.js').Bracket} bracket
   */
  #reference(bracket) {
    const after = this.#at + 1;
    const given = labelAt(this.text, after);
    if (!given && (bracket.hasBracket || this.#at - bracket.inside > 999)) return null;
    const label = given?.label ?? this.text.slice(bracket.inside, this.#at);
    if (label.trim() === '') return null;
    const found = this.definitions.find(label);
    if (!found) return void this.missing.add(label);
    const isCollapsed = !given && this.text.startsWith('[]', after);
    return { ...found, end: given?.end ?? (isCollapsed ? after + 2 : after) };
  }

  #angle() {
    const link = angledAt(this.text, this.#at);
    if (link) return this.#push(link.node, link.length);
    const html = rawHtmlAt(this.text, this.#at, this.#rawEnds);
    if (html) return this.#push({ type: 'html', text: html }, html.length);
    this.#say('<');
  }

  #entity() {
    const found = entityAt(this.text, this.#at);
    if (found) this.#say(found.text, found.end - this.#at);
    else this.#say('&');
  }

  #newline() {
    if (this.text.endsWith('  ', this.#at)) this.#push({ type: 'break' }, 1);
    else this.#say('\n');
  }
}

/**
 * An address without markup is no link inside a link.
 * @param {Piece} piece
 * @returns {Piece}
 */
function unlinked(piece) {
  const { node } = piece;
  return node.type === 'link' && node.isBare ? { node: node.children[0] } : piece;
}
