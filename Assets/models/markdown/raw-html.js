import { tag } from './starts.js';

const tagHere = new RegExp(tag, 'iy');

/** Where the ends of comments and their like were looked for in vain: behind such a place there is none either. */
export class RawEnds {
  /** @type {Set<string>} */
  #missing = new Set();

  /**
   * @param {string} text
   * @param {string} ending
   * @param {number} from
   * @returns {number} where the text goes on after the ending, or -1
   */
  after(text, ending, from) {
    if (this.#missing.has(ending)) return -1;
    const at = text.indexOf(ending, from);
    if (at < 0) this.#missing.add(ending);
    return at < 0 ? -1 : at + ending.length;
  }
}

/**
 * The raw HTML (CommonMark §6.6) that begins at `at`, or the empty string.
 * @param {string} text
 * @param {number} at
 * @param {RawEnds} ends
 */
export function rawHtmlAt(text, at, ends) {
  tagHere.lastIndex = at;
  const found = tagHere.exec(text);
  if (found) return found[0];
  const end = endOf(text, at, ends);
  return end < 0 ? '' : text.slice(at, end);
}

/**
 * @param {string} text
 * @param {number} at
 * @param {RawEnds} ends
 */
function endOf(text, at, ends) {
  if (text.startsWith('<!-->', at)) return at + 5;
  if (text.startsWith('<!--->', at)) return at + 6;
  if (text.startsWith('<!--', at)) return ends.after(text, '-->', at + 4);
  if (text.startsWith('<?', at)) return ends.after(text, '?>', at + 2);
  if (text.startsWith('<![CDATA[', at)) return ends.after(text, ']]>', at + 9);
  return /^<![A-Za-z]/.test(text.slice(at, at + 3)) ? ends.after(text, '>', at + 3) : -1;
}
