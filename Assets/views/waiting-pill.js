import { t } from '../models/words.js';
import { find, make, setAttribute, setText } from './dom.js';
import { icon } from './icons.js';

/** Says above the composer that a call waits to be allowed, while that cannot be seen, and leads there. */
export class WaitingPill {
  #words = make('span');
  #button;
  #watched = /** @type {Element | null} */ (null);
  #isInView = false;
  #elsewhere = '';
  /** @type {() => void} */
  #go = () => {};
  #observer;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.#button = make('button', { type: 'button', class: 'pill', 'data-test': 'waiting', hidden: true,
      onclick: () => this.go() }, icon('hand'), this.#words);
    find(root, 'jump', HTMLElement).before(this.#button);
    this.#observer = new IntersectionObserver((entries) => {
      this.#isInView = entries.at(-1)?.isIntersecting ?? false;
      this.#draw();
    }, { root: find(root, 'transcript', HTMLElement), threshold: 0.5 });
  }

  /**
   * @param {boolean} isHere  a call of the open chat waits
   * @param {{name: string, go: () => void} | null} elsewhere  another chat in which something waits
   */
  update(isHere, elsewhere) {
    this.#watch(isHere ? this.root.querySelector('[data-test=approval]') : null);
    this.#elsewhere = elsewhere?.name ?? '';
    this.#go = elsewhere?.go ?? (() => {});
    this.#draw();
  }

  /** Leads to what waits. */
  go() {
    if (this.#watched) this.#reveal();
    else this.#go();
  }

  /** @param {Element | null} element */
  #watch(element) {
    if (element === this.#watched) return;
    this.#observer.disconnect();
    this.#watched = element;
    // Until the observer has looked, it is taken to be in view.
    this.#isInView = true;
    if (element) this.#observer.observe(element);
  }

  #draw() {
    const isHere = this.#watched !== null;
    const isShown = isHere ? !this.#isInView : this.#elsewhere !== '';
    setAttribute(this.#button, 'hidden', !isShown);
    setAttribute(this.root, 'data-waiting', isShown);
    setText(this.#words, isHere ? t('waitsForYou') : t('waitsElsewhere', { name: this.#elsewhere }));
  }

  #reveal() {
    const asked = this.#watched;
    asked?.closest('details')?.scrollIntoView({ block: 'center' });
    // The question, not a button: Enter must not allow what was not read.
    if (asked instanceof HTMLElement) asked.focus();
  }
}
