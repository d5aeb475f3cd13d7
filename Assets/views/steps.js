import { toolState } from '../models/tool-state.js';
import { t } from '../models/words.js';
import { arrange, make } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('../models/types.js').Part} Part */

/** From so many tools on they are one folded line. */
const manyTools = 4;
/** While it works, the latest are to be seen. */
const latestShown = 3;

/** Thoughts and tools that follow one another; when they are many, folded into one line. */
export class StepsView {
  #words = make('span');
  #head = make('button', { type: 'button', class: 'steps-head', 'data-test': 'steps-head' },
    icon('steps'), this.#words, icon('chevron'));
  #list = make('div', { class: 'steps-list' });
  element = make('div', { class: 'steps', 'data-test': 'steps' }, this.#head, this.#list);
  #isOpen = false;
  #refresh = () => {};

  constructor() {
    this.#head.addEventListener('click', () => {
      this.#isOpen = !this.#isOpen;
      this.#refresh();
    });
  }

  /**
   * @param {Part[]} parts
   * @param {HTMLElement[]} elements  of the parts
   * @param {boolean} isLive   their turn still runs
   * @param {boolean} isLast   nothing has followed them
   */
  update(parts, elements, isLive, isLast) {
    arrange(this.#list, elements);
    this.#refresh = () => this.#fold(parts, elements, isLive, isLast);
    this.#refresh();
  }

  /**
   * @param {Part[]} parts
   * @param {HTMLElement[]} elements
   * @param {boolean} isLive
   * @param {boolean} isLast
   */
  #fold(parts, elements, isLive, isLast) {
    const states = parts.map((part) => (part.type === 'tool' ? toolState(part, isLive) : null));
    const tools = states.filter(Boolean);
    const isMany = tools.length >= manyTools;
    const firstShown = isLive && isLast ? parts.length - latestShown : parts.length;
    this.#head.hidden = !isMany;
    elements.forEach((element, index) => {
      const isBusy = states[index] === 'waiting' || states[index] === 'running';
      element.hidden = isMany && !this.#isOpen && index < firstShown && !isBusy;
    });
    if (!isMany) return;
    const failed = states.filter((state) => state === 'failed').length;
    const words = [t('steps', { n: tools.length }), failed ? t('stepsFailed', { n: failed }) : ''];
    this.#words.textContent = words.filter(Boolean).join(' · ');
    this.#head.setAttribute('aria-expanded', String(this.#isOpen));
    this.#list.hidden = elements.every(({ hidden }) => hidden);
  }
}
