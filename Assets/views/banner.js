import { t } from '../models/words.js';
import { setAttribute, setText } from './dom.js';

const patienceMilliseconds = 1_500;

/** @typedef {import('../models/connection.js').ConnectionState} ConnectionState */

/** Tells that the connection is down, once that is worth telling. It lies over the page and moves nothing. */
export class Banner {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  /** @param {ConnectionState} state */
  show(state) {
    clearTimeout(this.#timer);
    document.body.dataset.connection = state;
    if (state === 'online') return this.#set(state, '');
    this.#timer = setTimeout(
      () => this.#set(state, state === 'offline' ? t('offline') : t('connecting')),
      this.element.hidden ? patienceMilliseconds : 0,
    );
  }

  /**
   * Something that only the person can mend.
   * @param {string} words
   */
  insist(words) {
    clearTimeout(this.#timer);
    this.#set('offline', words);
  }

  /**
   * @param {ConnectionState} state
   * @param {string} words
   */
  #set(state, words) {
    setAttribute(this.element, 'data-state', state);
    this.element.hidden = words === '';
    // Not `:has()`: that looks at it anew with every token.
    document.body.toggleAttribute('data-banner', words !== '');
    setText(this.element, words);
  }
}
