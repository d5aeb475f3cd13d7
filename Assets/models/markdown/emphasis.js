/**
 * @typedef {import('./inline.js').Piece} Piece
 * @typedef {import('./inline.js').Inline} Inline
 * @typedef {{sign: string, length: number, original: number, opens: boolean, closes: boolean, hangs: boolean}} Delimiter
 *   one that hangs opens at the open end of a text before anything has closed it
 * @typedef {{delimiter: Delimiter, before: Entry | null, after: Entry | null, nodes: Inline[]}} Entry
 *   a delimiter run in the list of those that are still open, with the nodes that follow it
 */

const space = /\s/;
const mark = /[\p{P}\p{S}]/u;
/** A lone mark before these begins no phrase: `~5`, `*.js`. */
const literal = /^(?:~[^~]|[*_][.,:;?)=|/\]}]|\*\*\/)/;
const dense = /[\u3000-\u303f\uff00-\uffef\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Settles which delimiter runs are emphasis (CommonMark §6.2, "process emphasis"), in linear time. */
export class Emphasis {
  /**
   * What stands before the first delimiter.
   * @type {Inline[]}
   */
  #head = [];
  /** @type {Entry | null} */
  #last = null;
  /** @type {Entry | null} */
  #first = null;
  /**
   * Below these no opener is to be looked for again.
   * @type {Map<string, Entry | null>}
   */
  #bottoms = new Map();

  /** @param {Piece[]} pieces */
  constructor(pieces) {
    for (const piece of pieces) {
      if (piece.delimiter) this.#append({ ...piece.delimiter });
      else (this.#last ? this.#last.nodes : this.#head).push(piece.node);
    }
  }

  /**
   * What a run of `*`, `_` or `~` can do, by its neighbours (left- and right-flanking).
   * @param {string} run
   * @param {string} text
   * @param {number} at  where it begins
   * @returns {Delimiter}
   */
  static delimiter(run, text, at) {
    const before = characterBefore(text, at);
    const after = String.fromCodePoint(text.codePointAt(at + run.length) ?? 10);
    const isMarkBefore = mark.test(before);
    const isMarkAfter = mark.test(after);
    // Chinese and Japanese put no spaces around their punctuation: there a neighbour of theirs does as well.
    const isDense = dense.test(before) || dense.test(after);
    const left = !space.test(after) && (!isMarkAfter || space.test(before) || isMarkBefore || isDense);
    const right = !space.test(before) && (!isMarkBefore || space.test(after) || isMarkAfter || isDense);
    const sign = run[0];
    const isWordy = sign === '_';
    const isUsable = sign !== '~' || run.length <= 2;
    return {
      sign,
      length: run.length,
      original: run.length,
      opens: isUsable && left && (!isWordy || !right || isMarkBefore),
      closes: isUsable && right && (!isWordy || !left || isMarkAfter),
      hangs: isUsable && left && (!right || isDense || (isMarkBefore && sign === '*')) && !literal.test(run + after),
    };
  }

  /**
   * @param {boolean} [isOpen]  what hangs is closed at the end
   * @returns {Inline[]}
   */
  nodes(isOpen = false) {
    for (let closer = this.#first; closer; ) closer = this.#settle(closer);
    const nodes = this.#head;
    const hanging = new Hanging(nodes);
    for (let entry = this.#first; entry; entry = entry.after) {
      if (isOpen && entry.delimiter.hangs) hanging.open(entry.delimiter);
      else if (entry.delimiter.length > 0) hanging.nodes.push(text(entry));
      for (const node of entry.nodes) hanging.nodes.push(node);
    }
    return nodes;
  }

  /** @param {Delimiter} delimiter */
  #append(delimiter) {
    const entry = { delimiter, before: this.#last, after: null, nodes: [] };
    if (this.#last) this.#last.after = entry;
    else this.#first = entry;
    this.#last = entry;
  }

  /**
   * Tries to close what `closer` closes.
   * @param {Entry} closer
   * @returns {Entry | null} the next to look at
   */
  #settle(closer) {
    if (!closer.delimiter.closes || closer.delimiter.length === 0) return closer.after;
    const opener = this.#openerFor(closer);
    if (!opener) return closer.after;
    this.#wrap(opener, closer);
    return closer.delimiter.length > 0 ? closer : closer.after;
  }

  /** @param {Entry} closer */
  #openerFor(closer) {
    const { sign, original, opens } = closer.delimiter;
    const kind = `${sign}${opens}${original % 3}`;
    const bottom = this.#bottoms.get(kind) ?? null;
    for (let entry = closer.before; entry && entry !== bottom; entry = entry.before) {
      if (fits(entry.delimiter, closer.delimiter)) return entry;
    }
    this.#bottoms.set(kind, closer.before);
    return null;
  }

  /**
   * @param {Entry} opener
   * @param {Entry} closer
   */
  #wrap(opener, closer) {
    const { sign } = opener.delimiter;
    const isDouble = opener.delimiter.length >= 2 && closer.delimiter.length >= 2;
    const used = sign === '~' ? opener.delimiter.length : isDouble ? 2 : 1;
    /** @type {Inline[]} */
    const children = [...opener.nodes];
    for (let entry = opener.after; entry && entry !== closer; entry = entry.after) {
      if (entry.delimiter.length > 0) children.push(text(entry));
      for (const node of entry.nodes) children.push(node);
    }
    opener.after = closer;
    closer.before = opener;
    opener.nodes = [{ type: sign === '~' ? 'del' : isDouble ? 'strong' : 'em', children }];
    opener.delimiter.length -= used;
    closer.delimiter.length -= used;
    if (opener.delimiter.length === 0) this.#close(opener);
  }

  /**
   * An emptied run is no opener any more; its nodes go to what stands before it.
   * @param {Entry} entry
   */
  #close(entry) {
    const nodes = entry.before ? entry.before.nodes : this.#head;
    for (const node of entry.nodes) nodes.push(node);
    if (entry.before) entry.before.after = entry.after;
    else this.#first = entry.after;
    if (entry.after) entry.after.before = entry.before;
    // The bottoms must not point at what left the list.
    for (const [kind, bottom] of this.#bottoms) if (bottom === entry) this.#bottoms.set(kind, entry.before);
  }
}

/** The styles that nothing has closed, each around all that follows. */
class Hanging {
  /** @type {Set<string>} */
  #styles = new Set();

  /** @param {Inline[]} nodes  to which the next is added */
  constructor(nodes) {
    this.nodes = nodes;
  }

  /** @param {Delimiter} delimiter */
  open({ sign, length }) {
    if (sign === '~') return this.#wrap('del');
    // As three of them are nested once they are closed.
    if (length % 2 === 1) this.#wrap('em');
    if (length > 1) this.#wrap('strong');
  }

  /**
   * A style in itself shows nothing more.
   * @param {'strong' | 'em' | 'del'} type
   */
  #wrap(type) {
    if (this.#styles.has(type)) return;
    this.#styles.add(type);
    /** @type {Inline[]} */
    const children = [];
    this.nodes.push({ type, children });
    this.nodes = children;
  }
}

/**
 * @param {Delimiter} opener
 * @param {Delimiter} closer
 */
function fits(opener, closer) {
  if (!opener.opens || opener.sign !== closer.sign || opener.length === 0) return false;
  if (opener.sign === '~') return opener.original === closer.original;
  // The rule of three: `*a**b*` must not close the first with the second.
  const isMixed = opener.closes || closer.opens;
  return !isMixed || (opener.original + closer.original) % 3 !== 0
    || (opener.original % 3 === 0 && closer.original % 3 === 0);
}

/**
 * @param {Entry} entry
 * @returns {Inline}
 */
function text(entry) {
  return { type: 'text', text: entry.delimiter.sign.repeat(entry.delimiter.length) };
}

/**
 * The whole character before `at`; a line's end where there is none.
 * @param {string} text
 * @param {number} at
 */
function characterBefore(text, at) {
  const isLow = /[\udc00-\udfff]/.test(text[at - 1] ?? '');
  return at === 0 ? '\n' : text.slice(isLow && at > 1 ? at - 2 : at - 1, at);
}
