import { grammars } from './grammars.js';

/**
 * @typedef {'' | 'comment' | 'string' | 'number' | 'keyword' | 'type' | 'function' | 'name' | 'mark' | 'added'
 *   | 'removed' | 'heading'} Kind
 * @typedef {{kind: Kind, text: string}} Token  an empty kind is plain text
 *
 * @typedef {object} Grammar
 * @property {[Kind | 'word', string][]} rules  what to look for; the first that fits counts. A `word` is looked up
 * @property {string} [keywords]
 * @property {string} [constants]  words that are values
 * @property {boolean} [isCaseless]
 * @property {boolean} [isPlain]  capitals and parentheses after a word mean nothing
 *
 * @typedef {object} Compiled
 * @property {Grammar} grammar
 * @property {RegExp} pattern
 * @property {Set<string>} keywords
 * @property {Set<string>} constants
 */

/** @type {Map<string, Compiled>} */
const compiled = new Map();

/**
 * The grammar for a language as it is called after a fence; null if there is none.
 * @param {string} language
 * @returns {Compiled | null}
 */
export function grammarOf(language) {
  const name = language.toLowerCase().replace(/^\{?\.?|[,:}].*$/g, '');
  const grammar = Object.hasOwn(grammars, name) ? grammars[name] : null;
  if (!grammar) return null;
  const known = compiled.get(name) ?? compile(grammar);
  compiled.set(name, known);
  return known;
}

/**
 * @param {Grammar} grammar
 * @returns {Compiled}
 */
function compile(grammar) {
  const source = grammar.rules.map(([, pattern]) => `(${pattern})`).join('|');
  return {
    grammar,
    pattern: new RegExp(source, grammar.isCaseless ? 'gim' : 'gm'),
    keywords: new Set(grammar.keywords?.split(' ')),
    constants: new Set(grammar.constants?.split(' ')),
  };
}

/**
 * The tokens of a text, in order; together they are the text. Linear: every pattern looks ahead a bounded way, or
 * takes what it has looked at.
 * @param {string} text
 * @param {Compiled} grammar
 * @returns {IterableIterator<Token>}
 */
export function tokens(text, grammar) {
  return read(text, grammar);
}

/**
 * @param {string} text
 * @param {Compiled} grammar
 * @returns {Generator<Token, void>}
 */
function* read(text, grammar) {
  let at = 0;
  for (const match of text.matchAll(grammar.pattern)) {
    const found = match[0];
    if (found === '') continue;
    const start = match.index ?? 0;
    if (start > at) yield { kind: '', text: text.slice(at, start) };
    at = start + found.length;
    const rule = grammar.grammar.rules[match.findIndex((group, index) => index > 0 && group !== undefined) - 1];
    yield { kind: rule[0] === 'word' ? wordKind(found, text, at, grammar) : rule[0], text: found };
  }
  if (at < text.length) yield { kind: '', text: text.slice(at) };
}

/**
 * @param {string} word
 * @param {string} text
 * @param {number} end
 * @param {Compiled} compiled
 * @returns {Kind}
 */
function wordKind(word, text, end, { grammar, keywords, constants }) {
  const known = grammar.isCaseless ? word.toLowerCase() : word;
  if (keywords.has(known)) return 'keyword';
  if (constants.has(known)) return 'number';
  if (grammar.isPlain) return '';
  if (text[end] === '(') return 'function';
  return /^_*[A-Z]/.test(word) && /[a-z]/.test(word) ? 'type' : '';
}
