import { linkDestination, linkTitle, skipBlanks } from './links.js';

/** @typedef {{target: string, title: string}} Definition */

/** The link reference definitions of a text (CommonMark §4.7): `[label]: target "title"`. */
export class Definitions {
  /** @type {Map<string, Definition>} */
  #known = new Map();

  /** @param {Definitions | null} [base]  what is known already; it is not added to */
  constructor(base = null) {
    this.base = base;
  }

  /** How many there are: it grows with each. */
  get size() {
    return this.#known.size;
  }

  /**
   * @param {string} label
   * @returns {Definition | undefined}
   */
  find(label) {
    return this.base?.find(label) ?? this.#known.get(normal(label));
  }

  /**
   * Takes the definitions at the beginning of a paragraph; of two with one label the first counts.
   * @param {string} text
   * @returns {string} what is left of the paragraph
   */
  take(text) {
    let at = 0;
    for (let found = definitionAt(text, at); found; found = definitionAt(text, at)) {
      const label = normal(found.label);
      if (!this.#known.has(label)) this.#known.set(label, { target: found.target, title: found.title });
      at = found.end;
    }
    return text.slice(at);
  }
}

/**
 * Labels are matched without regard to case and to how much space they have.
 * @param {string} label
 */
function normal(label) {
  return label.trim().replace(/[ \t\r\n]+/g, ' ').toLowerCase().toUpperCase();
}

const labelPattern = /\[((?:[^\\[\]]|\\[^]){1,999})\]/y;

/**
 * The label in brackets at `at`, or null.
 * @param {string} text
 * @param {number} at
 */
export function labelAt(text, at) {
  if (text[at] !== '[') return null;
  labelPattern.lastIndex = at;
  const match = labelPattern.exec(text);
  return match && match[1].trim() !== '' ? { label: match[1], end: labelPattern.lastIndex } : null;
}

/**
 * @param {string} text
 * @param {number} start
 */
function definitionAt(text, start) {
  const label = labelAt(text, start);
  if (!label || text[label.end] !== ':') return null;
  const target = linkDestination(text, skipBlanks(text, label.end + 1));
  if (!target || (target.text === '' && text[target.end - 1] !== '>')) return null;
  const titled = titleAfter(text, target.end);
  const end = titled ? titled.end : lineEnd(text, target.end);
  if (end < 0) return null;
  return { label: label.label, target: target.text, title: titled?.text ?? '', end };
}

/**
 * A title, if it is set off by space and nothing follows it on its line.
 * @param {string} text
 * @param {number} from
 */
function titleAfter(text, from) {
  const at = skipBlanks(text, from);
  const title = at > from ? linkTitle(text, at) : null;
  const end = title ? lineEnd(text, title.end) : -1;
  return title && end >= 0 ? { text: title.text, end } : null;
}

/**
 * Where the next line begins if only spaces stand between, else -1.
 * @param {string} text
 * @param {number} from
 */
function lineEnd(text, from) {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  if (at >= text.length) return at;
  return text[at] === '\n' ? at + 1 : -1;
}
