import { command } from './commands.js';
import { inFont } from './letters.js';
import { NotUnderstood, operator, row, tree } from './tree.js';

/** @typedef {import('./tree.js').Tree} Tree */

const longest = 6_000;
const deepest = 60;
const token = /\\(?:[a-zA-Z]+|[^])|\d+(?:,\d{3}(?!\d))*(?:\.\d+)?|\s+|[^]/gu;

/**
 * A formula of TeX as MathML. What it does not know, it throws as `NotUnderstood`.
 * @param {string} source  without its delimiters
 * @param {boolean} display
 * @returns {Tree}
 */
export function parseTeX(source, display) {
  if (source.length > longest) throw new NotUnderstood('too long');
  const reader = new Reader(source.match(token) ?? []);
  const nodes = reader.row(() => false);
  return tree('math', display ? { display: 'block' } : {}, row(nodes));
}

/** Reads tokens, and makes what they mean. */
export class Reader {
  #at = 0;
  #depth = 0;
  /** The font of what is read now. */
  font = '';

  /** @param {string[]} tokens */
  constructor(tokens) {
    this.tokens = tokens;
    this.#skip();
  }

  /** The next token; the empty string at the end. */
  get next() {
    return this.tokens[this.#at] ?? '';
  }

  take() {
    const taken = this.next;
    this.#at += 1;
    this.#skip();
    return taken;
  }

  /** @param {string} wanted */
  expect(wanted) {
    if (this.take() !== wanted) throw new NotUnderstood(`no ${wanted}`);
  }

  /**
   * Everything up to (and without) a token that stops it.
   * @param {(token: string) => boolean} isStop
   * @returns {Tree[]}
   */
  row(isStop) {
    this.#depth += 1;
    if (this.#depth > deepest) throw new NotUnderstood('too deep');
    /** @type {Tree[]} */
    const nodes = [];
    const { font } = this;
    while (this.next && !isStop(this.next)) {
      if (this.next === '}' || this.next === '&') throw new NotUnderstood(this.next);
      nodes.push(...this.#term());
    }
    this.font = font;
    this.#depth -= 1;
    return nodes;
  }

  /**
   * What a command applies to: a group, or a single token.
   * @returns {Tree}
   */
  argument() {
    if (this.next === '{') return row(this.group());
    if (this.next === '' || /^[}&^_]$/.test(this.next)) throw new NotUnderstood('no argument');
    if (/^\d{2,}/.test(this.next)) return this.#digit();
    return row(this.#nucleus().nodes);
  }

  /** What stands between braces. */
  group() {
    this.expect('{');
    const nodes = this.row((text) => text === '}');
    this.expect('}');
    return nodes;
  }

  /** The text between braces or brackets as it was written, spaces and all. */
  verbatim(opening = '{', closing = '}') {
    if (this.next !== opening) throw new NotUnderstood(`no ${opening}`);
    let text = '';
    let depth = 0;
    for (this.#at += 1; this.#at < this.tokens.length; this.#at += 1) {
      const part = this.tokens[this.#at];
      if (part === closing && depth === 0) break;
      depth += part === opening ? 1 : part === closing ? -1 : 0;
      text += part;
    }
    this.#at += 1;
    this.#skip();
    return text;
  }

  #skip() {
    while (/^\s/.test(this.next)) this.#at += 1;
  }

  /** `\frac12` takes one digit each. */
  #digit() {
    const digits = this.next;
    this.tokens[this.#at] = digits.slice(1);
    return tree('mn', {}, digits[0]);
  }

  /** A nucleus and its scripts. */
  #term() {
    if (this.next === '^' || this.next === '_' || this.next === "'") return [this.#scripts([tree('mrow', {})], false)];
    const { nodes, hasLimits, isFunction } = this.#nucleus();
    const isScripted = /^(?:[\^_']|\\(?:no)?limits)$/.test(this.next);
    const made = isScripted ? [this.#scripts(nodes, hasLimits ?? false)] : nodes;
    const isTight = !isFunction || /^(?:[([)\]},.;:=|&^_+/-]|\\(?:left|right|\\|big.*|Big.*|end)|)$/.test(this.next);
    return isTight ? made : [...made, tree('mspace', { width: '0.1667em' })];
  }

  /**
   * @returns {{nodes: Tree[], hasLimits?: boolean, isFunction?: boolean}}
   */
  #nucleus() {
    const text = this.take();
    if (text === '{') {
      const nodes = this.row((stop) => stop === '}');
      this.expect('}');
      return { nodes: [tree('mrow', {}, ...nodes)] };
    }
    if (text[0] === '\\') return command(text.slice(1), this);
    return { nodes: [plain(text, this.font)] };
  }

  /**
   * @param {Tree[]} nodes
   * @param {boolean} hasLimits
   */
  #scripts(nodes, hasLimits) {
    const base = row(nodes);
    let isStacked = hasLimits;
    /** @type {Tree | null} */
    let below = null;
    /** @type {Tree | null} */
    let above = null;
    for (;;) {
      if (this.next === '\\limits' || this.next === '\\nolimits') isStacked = this.take() === '\\limits';
      else if (this.next === '_' && !below) below = this.#script();
      else if (this.next === "'") above = this.#primes(above);
      else if (this.next === '^' && !above) above = this.#script();
      else if (this.next === '^' && above?.attributes.class === 'prime') above = row([above, this.#script()]);
      else break;
    }
    return scripted(base, below, above, isStacked);
  }

  #script() {
    this.take();
    return this.argument();
  }

  /** @param {Tree | null} above */
  #primes(above) {
    if (above) throw new NotUnderstood('two superscripts');
    let count = 0;
    for (; this.next === "'"; count += 1) this.take();
    return tree('mo', { class: 'prime' }, '′'.repeat(count));
  }
}

/**
 * @param {Tree} base
 * @param {Tree | null} below
 * @param {Tree | null} above
 * @param {boolean} isStacked
 */
function scripted(base, below, above, isStacked) {
  if (below && above) return tree(isStacked ? 'munderover' : 'msubsup', {}, base, below, above);
  if (below) return tree(isStacked ? 'munder' : 'msub', {}, base, below);
  return above ? tree(isStacked ? 'mover' : 'msup', {}, base, above) : base;
}

/** @type {Record<string, string>} */
const signs = { '-': '−', '*': '∗', '~': '\u00a0' };

/**
 * @param {string} text
 * @param {string} font
 */
function plain(text, font) {
  if (/^\d/.test(text)) return tree('mn', {}, font ? [...text].map((digit) => inFont(digit, font)).join('') : text);
  if (text === '~') return tree('mtext', {}, '\u00a0');
  if (text === '%') return tree('mi', { mathvariant: 'normal' }, text);
  if (/\p{L}/u.test(text)) {
    return tree('mi', font === 'rm' ? { mathvariant: 'normal' } : {}, font ? inFont(text, font) : text);
  }
  const isFence = '()[]|/'.includes(text);
  return operator(signs[text] ?? text, isFence ? { stretchy: 'false' } : {});
}
