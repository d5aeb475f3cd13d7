import { MarkdownStream, parseMarkdown } from '../models/markdown/stream.js';
import { make } from './dom.js';
import { InlineHosts } from './inlines.js';
import { Passages } from './passages.js';

/** Draws a Markdown text that may still grow. What is final is drawn once; the open end is patched. */
export class MarkdownView {
  element = make('div', { class: 'prose', 'data-test': 'content', dir: 'auto' });
  #passages = new Passages(this.element);
  #text = '';
  #isEnded = false;
  #stream = new MarkdownStream();
  #hosts = new InlineHosts(this.#stream.definitions);
  /** @type {import('./blocks.js').Drawn[]} */
  #open = [];

  /**
   * @param {string} text  the whole text; cheap when it only grew
   * @param {boolean} [isLive]  more may come
   */
  update(text, isLive = false) {
    if (text === this.#text && this.#isEnded === !isLive) return;
    if (this.#text && (this.#isEnded || !text.startsWith(this.#text))) return this.#rewrite(text, isLive);
    this.#grow(text, isLive);
  }

  /**
   * @param {string} text
   * @param {boolean} isLive
   */
  #grow(text, isLive) {
    this.#show(this.#stream.append(text.slice(this.#text.length)));
    this.#text = text;
    if (!isLive) this.#show(this.#stream.end());
    this.#isEnded = !isLive;
  }

  /** @param {{closed: import('./blocks.js').Block[], open: import('./blocks.js').Block[]}} blocks */
  #show({ closed, open }) {
    this.#hosts.isOpen = false;
    const rest = this.#passages.close(this.#open, closed, this.#hosts);
    this.#hosts.resolve();
    this.#hosts.isOpen = true;
    this.#open = this.#passages.patch(rest, open, this.#hosts);
  }

  /**
   * Shows another text. What is the same at its beginning stays as it stands there: its pictures, its colours, what of
   * it is selected.
   * @param {string} text
   * @param {boolean} isLive
   */
  #rewrite(text, isLive) {
    const before = { nodes: this.#passages.nodes, ...parseMarkdown(this.#text) };
    this.#restart();
    this.#grow(text, isLive);
    const { blocks, definitions } = parseMarkdown(text);
    if (isLive || before.definitions.size + definitions.size > 0) return;
    const { nodes } = this.#passages;
    for (let at = 0; at < blocks.length && isEqual(before.blocks[at], blocks[at]); at += 1) {
      nodes[at].replaceWith(before.nodes[at]);
    }
  }

  #restart() {
    this.element.replaceChildren();
    this.#passages = new Passages(this.element);
    this.#open = [];
    this.#text = '';
    this.#isEnded = false;
    this.#stream = new MarkdownStream();
    this.#hosts = new InlineHosts(this.#stream.definitions);
  }
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
const isEqual = (one, other) => JSON.stringify(one) === JSON.stringify(other);
