import { autolinkAt, mailAt } from './autolinks.js';
import { pictureAt } from './pictures.js';

const starts = /(?:https?|ftp):\/\/|www\.|data:image\/|iVBORw0KGgo|\/9j\/|R0lGOD|UklGR/gi;

/** The places in a text where an address or a picture without any markup may begin, in order. */
export class Candidates {
  /** @type {number[]} */
  #places;
  /** @type {Map<number, import('./autolinks.js').Autolink>} */
  #mails = new Map();

  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.#places = Array.from(text.matchAll(starts), ({ index }) => index ?? 0);
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      const mail = mailAt(text, at);
      if (!mail) continue;
      this.#places.push(mail.start);
      this.#mails.set(mail.start, mail);
    }
    // The next is at the end.
    this.#places.sort((one, other) => other - one);
  }

  /**
   * The first place that is not before `at`; -1 if there is none.
   * @param {number} at
   */
  after(at) {
    while (this.#places.length > 0 && this.#places[this.#places.length - 1] < at) this.#places.pop();
    return this.#places[this.#places.length - 1] ?? -1;
  }

  /**
   * What begins at a place, and where it ends; null if nothing does.
   * @param {number} at
   * @param {boolean} isBracketed  a bracket is open: an address ends where it closes
   * @returns {{node: import('./inline.js').Inline, end: number} | null}
   */
  read(at, isBracketed) {
    this.#places.pop();
    const picture = pictureAt(this.text, at);
    if (picture) return { node: { type: 'picture', address: picture.address }, end: picture.end };
    const link = autolinkAt(this.text, at, isBracketed) ?? this.#mails.get(at);
    if (!link) return null;
    /** @type {import('./inline.js').Inline[]} */
    const children = [{ type: 'text', text: link.text }];
    return { node: { type: 'link', target: link.target, title: '', children, isBare: true }, end: at + link.text.length };
  }
}
