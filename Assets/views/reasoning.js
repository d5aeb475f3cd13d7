import { wholeSeconds } from '../models/dates.js';
import { t } from '../models/words.js';
import { make, setText } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('../models/types.js').ReasoningPart} ReasoningPart */

const brieflyMilliseconds = 1_500;

/** What the model thought, folded away; its summary tells that it thinks, or for how long it did. */
export class ReasoningView {
  #summary = make('span');
  #text = make('div', { class: 'reasoning-text', 'data-test': 'reasoning-text', dir: 'auto' });
  #shown = '';
  #beat = make('span', { class: 'beat', 'aria-hidden': 'true' });
  element = make('details', { class: 'reasoning', 'data-test': 'reasoning' },
    make('summary', {}, this.#beat, this.#summary, icon('chevron')), this.#text);

  /**
   * @param {ReasoningPart} part
   * @param {boolean} isLive  its turn still runs
   */
  update(part, isLive) {
    const isRunning = isLive && part.ms === undefined;
    this.element.dataset.state = isRunning ? 'running' : 'done';
    setText(this.#summary, summary(part, isRunning));
    this.#write(part.text);
  }

  /** @param {string} text */
  #write(text) {
    if (text === this.#shown) return;
    if (text.startsWith(this.#shown)) this.#text.append(text.slice(this.#shown.length));
    else this.#text.textContent = text;
    this.#shown = text;
  }
}

/**
 * @param {ReasoningPart} part
 * @param {boolean} isRunning
 */
function summary(part, isRunning) {
  if (isRunning) return t('thinking');
  if (!part.ms) return t('thought');
  return part.ms < brieflyMilliseconds ? t('thoughtBriefly') : t('thoughtFor', { time: wholeSeconds(part.ms) });
}
