/**
 * `after` is the punctuation that must not begin the next line without the formula.
 * @typedef {{type: 'math', source: string, display: boolean, after: string}} MathNode
 */

const longest = 2_000;
/** Two words side by side, and no command: that is speech between two prices. */
const speech = /(?:^|[\s,;])[\p{L}]{2,}[,;:.]?\s+[\p{L}]{2,}(?=$|[\s,.;:])/u;
const closingDollar = /[^\s\\$]\$(?![\p{L}\p{N}$])/gu;
const words = /^[\p{L}\s.,'’-]{2,}$/u;

/** Finds maths in a paragraph's text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. Prices stay text. */
export class MathScanner {
  /**
   * Where `$` may close, the last first; those that were passed are dropped.
   * @type {number[] | null}
   */
  #dollars = null;
  /** @type {Map<string, number>} */
  #next = new Map();

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  /**
   * The maths that begins at `at`, or null.
   * @param {number} at
   * @returns {MathNode | null}
   */
  at(at) {
    const node = this.#find(at);
    if (!node || node.display) return node;
    const end = at + node.source.length;
    return { ...node, after: /^[.,;:!?)]*/.exec(this.text.slice(end, end + 2))?.[0] ?? '' };
  }

  /**
   * @param {number} at
   * @returns {MathNode | null}
   */
  #find(at) {
    const opening = this.text.slice(at, at + 2);
    if (opening === '$$') return this.#between(at, '$$');
    if (opening === '\\(') return this.#between(at, '\\)');
    if (opening === '\\[') return this.#between(at, '\\]');
    return this.#dollar(at);
  }

  /**
   * @param {number} at
   * @param {string} closing
   * @returns {MathNode | null}
   */
  #between(at, closing) {
    const end = this.#closing(closing, at + 2);
    if (end < 0 || end - at > longest) return null;
    const body = this.text.slice(at + 2, end);
    const isWords = closing === '\\]' && (words.test(body) || this.text[end + 2] === '(' || this.text[end + 2] === ':');
    if (isWords || !/[\p{L}\p{N}]/u.test(body)) return null;
    return { type: 'math', source: this.text.slice(at, end + 2), display: closing !== '\\)', after: '' };
  }

  /**
   * @param {string} closing
   * @param {number} from
   */
  #closing(closing, from) {
    const known = this.#next.get(closing);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = this.text.indexOf(closing, from);
    this.#next.set(closing, found);
    return found;
  }

  /**
   * A single `$` opens before what is no space and after what is no word, and closes the other way round.
   * @param {number} at
   * @returns {MathNode | null}
   */
  #dollar(at) {
    if (/[\s$]|^$/.test(this.text[at + 1] ?? '') || /[\p{L}\p{N}]/u.test(this.text[at - 1] ?? '')) return null;
    this.#dollars ??= [...this.text.matchAll(closingDollar)]
      .map((match) => (match.index ?? 0) + match[0].length - 1).reverse();
    while (this.#dollars.length > 0 && this.#dollars[this.#dollars.length - 1] <= at + 1) this.#dollars.pop();
    const end = this.#dollars[this.#dollars.length - 1] ?? -1;
    if (end < 0 || end - at > longest) return null;
    const inner = this.text.indexOf('$', at + 1);
    if (inner < end && this.text[inner - 1] !== '\\') return null;
    const body = this.text.slice(at + 1, end);
    if (body.includes('`') || !isFormula(body)) return null;
    return { type: 'math', source: this.text.slice(at, end + 1), display: false, after: '' };
  }
}

/** @param {string} body */
function isFormula(body) {
  if (/\\[a-zA-Z]/.test(body)) return true;
  // `$5 and 10$`, `$3M/yr or $`: an amount with a word after it.
  return !speech.test(body) && !/^\d[\d.,]*\s*\p{L}{2,}/u.test(body) && !/^\d[\d.,]*\s+\p{L}+\s/u.test(body);
}
