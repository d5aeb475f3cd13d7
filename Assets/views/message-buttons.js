import { make, setAttribute } from './dom.js';

/**
 * @typedef {import('../models/types.js').ButtonsPart} ButtonsPart
 * @typedef {(option: string) => Promise<boolean>} Press  false: it may be tried again
 */

const styles = ['primary', 'danger'];

/** Answers to choose from: one is pressed once, and stays pressed for everybody. */
export class MessageButtons {
  element = make('div', { class: 'choices', 'data-test': 'buttons', role: 'group', tabindex: '-1' });
  /** @type {ButtonsPart | null} */
  #part = null;

  /** @param {Press} press */
  constructor(press) {
    this.press = press;
  }

  /** @param {ButtonsPart} part */
  update(part) {
    if (part === this.#part) return;
    this.#part = part;
    const words = part.text ? [make('p', { dir: 'auto' }, part.text)] : [];
    const buttons = (part.options ?? []).map((option) => this.#button(option, part.pressed));
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...words, make('div', { class: 'answers' }, ...buttons));
    setAttribute(this.element, 'aria-label', part.text ?? null);
    // The pressed button is another one now, which takes no focus.
    if (hadFocus) this.element.focus();
  }

  /**
   * @param {ButtonsPart['options'][number]} option
   * @param {string | undefined} pressed
   */
  #button({ id, label, emoji, style = '' }, pressed) {
    const isPressed = pressed === id;
    const look = styles.includes(style) ? `button ${style}` : 'button';
    const states = { 'data-option': id, 'aria-pressed': String(isPressed), disabled: pressed !== undefined };
    return make('button', { type: 'button', class: look, dir: 'auto', ...states, onclick: () => this.#choose(id) },
      emoji && make('span', { 'aria-hidden': 'true' }, emoji), label);
  }

  /** @param {string} id */
  async #choose(id) {
    const part = this.#part;
    if (!part) return;
    this.update({ ...part, pressed: id });
    if (!(await this.press(id)) && this.#part?.pressed === id) this.update({ ...part });
  }
}
