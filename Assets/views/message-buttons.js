import { t } from '../models/words.js';
import { make, setAttribute } from './dom.js';

/**
 * @typedef {import('../models/types.js').ButtonsPart} ButtonsPart
 * @typedef {(button: string) => Promise<boolean>} Press  false: it may be tried again
 */

const styles = ['primary', 'success', 'danger'];

/** Answers to choose from: one is pressed once, and stays pressed for everybody. */
export class MessageButtons {
  #words = make('p', { dir: 'auto' });
  #answers = make('div', { class: 'answers' });
  element = make('div', { class: 'choices', 'data-test': 'buttons', role: 'group', tabindex: '-1' }, this.#words, this.#answers);
  /** @type {ButtonsPart | null} */
  #part = null;
  /** The one that was pressed here, until the server says which it is. */
  #pressing = '';
  #shown = '';

  /** @param {Press} press */
  constructor(press) {
    this.press = press;
  }

  /** @param {ButtonsPart} part */
  update(part) {
    this.#part = part;
    this.#words.textContent = part.text ?? '';
    this.#words.hidden = !part.text;
    setAttribute(this.element, 'aria-label', part.text || t('choose'));
    this.#drawAnswers(part.buttons ?? [], part.pressed || this.#pressing);
  }

  /**
   * A message may be edited many times while somebody is about to press: buttons that are as they were stay.
   * @param {ButtonsPart['buttons']} buttons
   * @param {string} pressed
   */
  #drawAnswers(buttons, pressed) {
    const shown = JSON.stringify([buttons, pressed]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    const id = focused instanceof HTMLElement ? focused.dataset.option : undefined;
    this.#answers.replaceChildren(...buttons.map((button) => this.#button(button, pressed)));
    if (!focused) return;
    // A button that takes no more presses takes no focus either.
    const same = [...this.#answers.querySelectorAll('button')].find((one) => one.dataset.option === id && !one.disabled);
    (same ?? this.element).focus({ preventScroll: true });
  }

  /**
   * @param {ButtonsPart['buttons'][number]} button
   * @param {string} pressed
   */
  #button({ id, label, emoji, style = '' }, pressed) {
    const isPressed = pressed === id;
    const look = styles.includes(style) ? `button ${style}` : 'button';
    const states = { 'data-option': id, 'aria-pressed': String(isPressed), disabled: pressed !== '' };
    return make('button', { type: 'button', class: look, dir: 'auto', ...states, onclick: () => this.#choose(id) },
      emoji && make('span', { 'aria-hidden': 'true' }, emoji), label);
  }

  /** @param {string} id */
  async #choose(id) {
    if (this.#pressing || !this.#part) return;
    this.#pressing = id;
    this.update(this.#part);
    const isDone = await this.press(id);
    this.#pressing = '';
    // Pressed, it stays so until the message says the same.
    if (!isDone) this.update(this.#part);
  }
}
