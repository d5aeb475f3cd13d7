import { graceMilliseconds } from '../models/deferred.js';
import { t } from '../models/words.js';
import { make } from './dom.js';

const errorMilliseconds = 8_000;

/** Short notes at the foot of the page, one at a time. */
export class Toast {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /**
   * Says what was done, and offers to take it back while that is possible.
   * @param {string} words
   * @param {() => void} undo
   */
  undoable(words, undo) {
    const button = make('button', { type: 'button', 'data-test': 'undo' }, t('undo'));
    button.addEventListener('click', () => {
      undo();
      this.hide();
    });
    this.#show(graceMilliseconds, make('span', {}, words), button);
  }

  /** @param {string} words */
  error(words) {
    const button = make('button', { type: 'button', onclick: () => this.hide() }, t('dismiss'));
    this.#show(errorMilliseconds, make('span', {}, words), button);
  }

  hide() {
    clearTimeout(this.#timer);
    this.place.replaceChildren();
  }

  /**
   * @param {number} milliseconds
   * @param {...Node} content
   */
  #show(milliseconds, ...content) {
    clearTimeout(this.#timer);
    const toast = make('div', { class: 'toast', 'data-test': 'toast', role: 'status' }, ...content);
    this.place.replaceChildren(toast);
    this.#timer = setTimeout(() => this.hide(), milliseconds);
  }
}
