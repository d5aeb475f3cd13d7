import { duration } from '../models/dates.js';
import { t } from '../models/words.js';
import { make } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('../models/types.js').ToolPart} ToolPart */

/** One step of the agent: what it called, folded under it what came out. */
export class ToolView {
  #call = make('code', { 'data-test': 'tool-call' });
  #state = make('span', { class: 'tool-state' });
  #output = make('pre', { 'data-test': 'tool-output', tabindex: '0', dir: 'ltr' });
  #shown = '';
  element = make('details', { class: 'tool', 'data-test': 'tool' },
    make('summary', {}, icon('tool'), this.#call, this.#state, icon('chevron')), this.#output);

  /**
   * @param {ToolPart} part
   * @param {boolean} isLive  its turn still runs
   */
  update(part, isLive) {
    const state = part.ok === undefined ? (isLive ? 'running' : 'failed') : part.ok ? 'ok' : 'failed';
    this.element.dataset.call = part.id;
    this.element.dataset.state = state;
    this.#call.textContent = part.call_str || part.tool;
    this.#state.textContent = words(part, state);
    this.#write(part);
  }

  /** @param {ToolPart} part */
  #write(part) {
    const ending = part.truncated ? `\n${t('truncated')}` : '';
    const text = (part.output || (part.ok === undefined ? '' : t('noOutput'))) + ending;
    if (text === this.#shown) return;
    if (text.startsWith(this.#shown)) this.#output.append(text.slice(this.#shown.length));
    else this.#output.textContent = text;
    this.#shown = text;
  }
}

/**
 * @param {ToolPart} part
 * @param {string} state
 */
function words(part, state) {
  if (state === 'running') return t('toolRunning');
  const failure = state === 'failed' ? t('toolFailed') : '';
  const ending = part.exit_code ? t('exitCode', { code: part.exit_code }) : failure;
  return [ending, part.ms === undefined ? '' : duration(part.ms)].filter(Boolean).join(' · ');
}
