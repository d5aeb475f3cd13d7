import { duration } from '../models/dates.js';
import { diffStart } from '../models/diff.js';
import { pictureAddress } from '../models/markdown/pictures.js';
import { toolKind, toolState } from '../models/tool-state.js';
import { t } from '../models/words.js';
import { approvalView } from './approval.js';
import { attachmentTile } from './attachment.js';
import { changeOrText } from './change.js';
import { copyButton } from './copy-button.js';
import { make } from './dom.js';
import { icon } from './icons.js';
import { picture } from './inlines.js';
import { stopTicking, tick } from './ticker.js';
import { ToolOutput } from './tool-output.js';

/** @typedef {import('../models/types.js').ToolPart} ToolPart */
/** @typedef {import('../models/tool-state.js').ToolState} ToolState */

const shortGivens = 80;

/** @type {Record<import('../models/tool-state.js').ToolKind, Parameters<typeof icon>[0]>} */
const signs = { command: 'tool', change: 'pencil', file: 'file', search: 'search', web: 'globe', other: 'plug' };

/**
 * One step of the agent: what it called, folded under it what came out. It is open while there is something
 * to watch or to answer, and folds when that is over, unless the reader has opened or closed it by hand.
 */
export class ToolView {
  #sign = make('span', { class: 'sign' });
  #call = make('code', { 'data-test': 'tool-call', dir: 'ltr' });
  #name = make('span', { class: 'tool-name' });
  #state = make('span', { class: 'tool-state', 'data-test': 'tool-state' });
  #clock = make('span');
  #body = make('div', { class: 'tool-body' });
  #summary = make('summary', {}, this.#sign, this.#call, this.#name, this.#state, icon('chevron'));
  element = make('details', { class: 'tool', 'data-test': 'tool' }, this.#summary, this.#body);
  #isTouched = false;
  #shown = '';
  #output = new ToolOutput();
  /** @type {ToolPart | null} */
  #part = null;
  /** @type {ToolState} */
  #was = 'running';

  /** @param {import('./approval.js').Answer} answer */
  constructor(answer) {
    this.answer = answer;
    this.#summary.addEventListener('click', () => { this.#isTouched = true; });
    this.element.addEventListener('toggle', () => this.#drawBody());
  }

  /**
   * @param {ToolPart} part
   * @param {boolean} isLive  its turn still runs
   */
  update(part, isLive) {
    const state = toolState(part, isLive);
    if (part !== this.#part || state !== this.#was) this.#drawHead(part, state);
    this.#part = part;
    this.#was = state;
    this.#fold(part, state);
    this.#drawBody();
  }

  /**
   * @param {ToolPart} part
   * @param {ToolState} state
   */
  #drawHead(part, state) {
    this.element.dataset.call = part.id;
    this.element.dataset.state = state;
    const isBusy = state === 'running';
    this.#sign.replaceChildren(isBusy ? make('span', { class: 'beat' }) : icon(signs[toolKind(part.tool)]));
    this.#call.textContent = part.call_str || part.tool;
    this.#name.textContent = part.tool;
    this.#state.replaceChildren(...words(part, state), ...(isBusy ? [this.#clock] : []));
    if (isBusy) tick(this.#clock, Math.min(part.at ?? Infinity, Date.now()));
    else stopTicking(this.#clock);
  }

  /**
   * @param {ToolPart} part
   * @param {ToolState} state
   */
  #fold(part, state) {
    if (state === 'waiting') this.element.open = true;
    else if (!this.#isTouched) this.element.open = state === 'running' && part.output !== '';
  }

  /** Draws what is folded away, once it is to be seen. */
  #drawBody() {
    const part = this.#part;
    if (!part) return;
    if (!this.element.open) return this.#forgetQuestion();
    const shown = `${this.#was} ${part.images?.length ?? 0} ${Boolean(part.output)}`;
    const isChange = this.#was !== 'running' && diffStart(part.output) >= 0;
    if (!isChange) this.#output.update(part.output, this.#was === 'running');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#fill(this.#contents(part, isChange));
  }

  #forgetQuestion() {
    if (!this.#shown.startsWith('waiting')) return;
    this.#shown = '';
    this.#fill([]);
  }

  /** @param {Node[]} contents */
  #fill(contents) {
    const hadFocus = this.#body.contains(document.activeElement);
    this.#body.replaceChildren(...contents);
    // The button that was pressed is gone: the reader stays at its panel.
    if (hadFocus && !this.#body.contains(document.activeElement)) this.#summary.focus();
  }

  /**
   * @param {ToolPart} part
   * @param {boolean} isChange
   * @returns {Node[]}
   */
  #contents(part, isChange) {
    if (this.#was === 'waiting') return [approvalView(part, this.answer)];
    const contents = [];
    if (toolKind(part.tool) === 'other' && hasMembers(part.args)) contents.push(givens(part.args));
    // What was not done is still to be read.
    if (this.#was === 'refused' && part.approval?.preview) {
      contents.push(changeOrText(part.approval.preview, 'approval-preview'));
    }
    if (part.output) contents.push(this.#outcome(part, isChange));
    else if (this.#was !== 'running') contents.push(make('p', { class: 'quiet' }, t('noOutput')));
    if (part.truncated) contents.push(make('p', { class: 'quiet' }, t('truncated')));
    const pictures = (part.images ?? []).map(attachmentTile);
    if (pictures.length > 0) contents.push(make('div', { class: 'tiles' }, ...pictures));
    return contents;
  }

  /**
   * @param {ToolPart} part
   * @param {boolean} isChange
   */
  #outcome(part, isChange) {
    const written = this.#was === 'running' ? '' : pictureAddress(part.output);
    if (written) return make('div', { class: 'tiles' }, picture(written, part.call_str));
    const content = isChange ? changeOrText(part.output, 'tool-output') : this.#output.element;
    const copy = copyButton('copy-output', t('copy'), () => this.#part?.output ?? '');
    return make('div', { class: 'outcome' }, content, copy);
  }
}

/**
 * @param {ToolPart} part
 * @param {ToolState} state
 * @returns {Node[]}
 */
function words(part, state) {
  if (state === 'running') return [make('span', { class: 'visually-hidden' }, t('toolRunning'))];
  if (state === 'waiting') return [new Text(t('toolWaiting'))];
  if (state === 'refused') return [new Text(t('toolRefused'))];
  const time = part.ms === undefined ? '' : duration(part.ms);
  if (state === 'ok' && !part.exit_code) {
    return [make('span', { class: 'visually-hidden' }, t('toolDone')), new Text(` ${time}`)];
  }
  const ending = part.exit_code ? t('exitCode', { code: part.exit_code }) : t('toolFailed');
  return [new Text([ending, time].filter(Boolean).join(' · '))];
}

/** @param {unknown} args */
const hasMembers = (args) => typeof args === 'object' && args !== null && Object.keys(args).length > 0;

/** @param {unknown} args */
function givens(args) {
  const short = JSON.stringify(args);
  const text = short.length > shortGivens ? JSON.stringify(args, null, 2) : short;
  return make('pre', { class: 'givens', 'aria-label': t('toolArguments'), dir: 'ltr' }, text);
}
