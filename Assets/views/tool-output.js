import { TerminalText } from '../models/terminal-text.js';
import { make } from './dom.js';

/** What is drawn of a long text in one frame. */
const charactersAtATime = 131_072;
/** Pieces out of sight cost the browser nothing (`content-visibility`). */
const pieceCharacters = 8_192;
const sampleCharacters = 64;
const nearPixels = 24;

/** What a tool wrote, however much and while it comes: drawn in pieces, never twice, the end kept in view. */
export class ToolOutput {
  #pieces = make('span');
  #tail = make('span');
  element = make('pre', { 'data-test': 'tool-output', tabindex: '0', dir: 'ltr' }, this.#pieces, this.#tail);
  #terminal = new TerminalText();
  #text = '';
  #fed = 0;
  #sample = '';
  /** @type {Text | null} */
  #open = null;
  #isPumping = false;
  #isAtEnd = true;

  constructor() {
    const { element } = this;
    element.addEventListener('scroll', () => {
      this.#isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearPixels;
    }, { passive: true });
  }

  /**
   * @param {string} text  the whole output; cheap when it only grew
   * @param {boolean} isLive  more is to come: its end is kept in view
   */
  update(text, isLive) {
    if (text.length < this.#fed || text.slice(this.#fed - this.#sample.length, this.#fed) !== this.#sample) this.#restart();
    this.#text = text;
    if (!this.#isPumping) this.#pump(isLive);
  }

  #restart() {
    this.#pieces.replaceChildren();
    this.#tail.textContent = '';
    this.#terminal = new TerminalText();
    this.#open = null;
    this.#fed = 0;
    this.#sample = '';
  }

  /** @param {boolean} isLive */
  #pump(isLive) {
    const next = this.#text.slice(this.#fed, this.#fed + charactersAtATime);
    this.#fed += next.length;
    this.#sample = this.#text.slice(Math.max(0, this.#fed - sampleCharacters), this.#fed);
    if (next) this.#write(this.#terminal.feed(next));
    this.#tail.textContent = this.#terminal.rest;
    if (isLive && this.#isAtEnd) this.element.scrollTop = this.element.scrollHeight;
    this.#isPumping = this.#fed < this.#text.length;
    if (this.#isPumping) requestAnimationFrame(() => this.#pump(isLive));
  }

  /** @param {string} text  whole lines */
  #write(text) {
    let rest = text;
    while (rest) {
      const room = pieceCharacters - (this.#open?.length ?? pieceCharacters);
      if (!this.#open || room <= 0) this.#open = this.#piece();
      const cut = lineEnd(rest, Math.max(room, pieceCharacters / 2));
      this.#open.appendData(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
  }

  #piece() {
    const text = document.createTextNode('');
    this.#pieces.append(make('span', { class: 'piece' }, text));
    return text;
  }
}

/**
 * The end of the last line within `limit`; of a line that is longer, the limit.
 * @param {string} text
 * @param {number} limit
 */
function lineEnd(text, limit) {
  if (text.length <= limit) return text.length;
  return text.lastIndexOf('\n', limit - 1) + 1 || limit;
}
