import { clock, wholeSeconds } from '../models/dates.js';
import { locale, t } from '../models/words.js';
import { attachmentTile } from './attachment.js';
import { menuButton, signButton, wordButton } from './buttons.js';
import { copyButton } from './copy-button.js';
import { arrange, make, setAttribute } from './dom.js';
import { icon } from './icons.js';
import { MarkdownView } from './markdown.js';
import { MessageButtons } from './message-buttons.js';
import { openMenu } from './menu.js';
import { messageChoices } from './message-choices.js';
import { ReasoningView } from './reasoning.js';
import { StepsView } from './steps.js';
import { ToolView } from './tool.js';

/**
 * @typedef {import('../models/types.js').Message} Message
 * @typedef {import('../models/types.js').Part} Part
 * @typedef {import('../models/types.js').Attachment} Attachment
 * @typedef {import('../models/turn.js').Turn} Turn
 * @typedef {import('./message-choices.js').MessageActions} MessageActions
 * @typedef {{type: string, view: {element: HTMLElement, update(part: any, isLive: boolean): void}}} PartView
 */

/** An answer: while it runs drawn from its turn, afterwards from its message, in the same element. */
export class AssistantMessageView {
  #parts = make('div', { class: 'parts' });
  #notes = make('div', { class: 'notes' });
  #again = signButton('regenerate', t('regenerate'), 'again', () => {
    if (this.#message) this.actions.regenerate(this.#message);
  });
  #footer;
  /** @type {PartView[]} */
  #views = [];
  /** @type {Record<number, StepsView>} */
  #steps = {};
  /** @type {Message | null} */
  #message = null;
  #version = -1;

  /**
   * @param {string} id
   * @param {MessageActions} actions
   */
  constructor(id, actions) {
    this.actions = actions;
    this.id = id;
    this.#footer = this.#makeFooter();
    const hooks = { 'data-test': 'message', 'data-role': 'assistant', 'data-id': id };
    this.element = make('article', { class: 'message assistant', ...hooks, 'aria-label': t('answer') },
      this.#parts, this.#notes, this.#footer);
  }

  /** @param {Turn} turn */
  showTurn(turn) {
    if (turn.version === this.#version) return;
    this.#version = turn.version;
    this.#message = null;
    this.element.dataset.state = 'streaming';
    this.#drawParts(turn.parts, true);
    const isSilent = turn.parts.length === 0;
    this.#notes.replaceChildren(...(turn.progress || isSilent ? [working(turn.progress)] : []));
    setAttribute(this.#footer, 'hidden', true);
  }

  /** @param {Message} message */
  showMessage(message) {
    if (message === this.#message) return;
    this.#message = message;
    this.#version = -1;
    this.element.dataset.state = stateOf(message);
    setAttribute(this.element, 'data-pinned', message.pinned ? 'true' : null);
    this.#drawParts(message.parts ?? [{ type: 'text', text: message.content }], false);
    this.#notes.replaceChildren(...this.#endings(message));
    this.#footer.hidden = false;
    this.#again.hidden = !this.actions.isAnswer(message);
    this.#drawTime(message);
  }

  /**
   * @param {Part[]} parts
   * @param {boolean} isLive
   */
  #drawParts(parts, isLive) {
    const known = parts.filter((part) => part.type in makers);
    const elements = known.map((part, index) => {
      const { type } = part;
      if (this.#views[index]?.type !== type) this.#views[index] = { type, view: makers[type](this) };
      const { view } = this.#views[index];
      // No words are added to a text that something else has followed.
      view.update(part, isLive && (type !== 'text' || index === known.length - 1));
      return view.element;
    });
    this.#views.length = known.length;
    arrange(this.#parts, this.#grouped(known, elements, isLive));
  }

  /**
   * Thoughts and tools that follow one another share an element, by the place of their first.
   * @param {Part[]} parts
   * @param {HTMLElement[]} elements
   * @param {boolean} isLive
   */
  #grouped(parts, elements, isLive) {
    const grouped = [];
    for (let from = 0, to; from < parts.length; from = to) {
      to = stepsEnd(parts, from);
      if (to === from) grouped.push(elements[to++]);
      else {
        const steps = (this.#steps[from] ??= new StepsView());
        steps.update(parts.slice(from, to), elements.slice(from, to), isLive, to === parts.length);
        grouped.push(steps.element);
      }
    }
    return grouped;
  }

  /** @param {Message} message */
  #endings(message) {
    const notes = [];
    const files = message.attachments ?? [];
    if (files.length > 0) notes.push(make('div', { class: 'tiles' }, ...files.map(attachmentTile)));
    if (message.stopped) notes.push(make('p', { class: 'note' }, t('stopped')));
    if (message.interrupted) notes.push(this.#interrupted(message));
    if (message.error) notes.push(this.#error(message));
    return notes;
  }

  /** @param {Message} message */
  #interrupted(message) {
    const words = make('p', { class: 'note' }, t('interrupted'));
    return this.actions.isAnswer(message) ? make('div', { class: 'broken-off' }, words, this.#retry(message)) : words;
  }

  /** @param {Message} message */
  #retry(message) {
    return wordButton('retry', t('retry'), () => this.actions.regenerate(message), { sign: 'again' });
  }

  /** @param {Message} message */
  #error(message) {
    return make('div', { class: 'error', 'data-test': 'error', role: 'group' },
      icon('warning'),
      make('div', {}, make('strong', {}, t('failed')), make('p', {}, message.error?.message ?? '')),
      this.#retry(message));
  }

  #makeFooter() {
    const copy = copyButton('copy', t('copy'), () => this.#message?.content ?? '');
    const more = menuButton('message-menu', t('more'), (button) => {
      if (this.#message) openMenu(button, messageChoices(this.#message, this.actions));
    });
    return make('footer', { hidden: true }, copy, this.#again, more, make('span', { class: 'time' }));
  }

  /** @param {Message} message */
  #drawTime(message) {
    const tokens = message.usage?.completion_tokens;
    const parts = [
      clock(message.at),
      message.ms ? wholeSeconds(Math.max(message.ms, 1_000)) : '',
      tokens ? t('tokens', { n: tokens.toLocaleString(locale()) }) : '',
    ];
    const time = this.#footer.lastElementChild;
    if (time) time.textContent = parts.filter(Boolean).join(' · ');
  }
}

/**
 * Where the thoughts and tools that begin at `from` end.
 * @param {Part[]} parts
 * @param {number} from
 */
function stepsEnd(parts, from) {
  let end = from;
  while (end < parts.length && ['reasoning', 'tool'].includes(parts[end].type)) end += 1;
  return end;
}

/** @type {Record<string, (message: AssistantMessageView) => PartView['view']>} */
const makers = {
  reasoning: () => new ReasoningView(),
  tool: ({ actions }) => new ToolView(actions.answer),
  buttons: ({ actions, id }) => new MessageButtons((option) => actions.press(id, option)),
  image: () => {
    const element = make('div', { class: 'tiles' });
    const update = (/** @type {Attachment} */ part) => element.replaceChildren(attachmentTile(part));
    return { element, update };
  },
  text: () => {
    const view = new MarkdownView();
    const update = (/** @type {{text: string}} */ part, /** @type {boolean} */ isLive) => view.update(part.text, isLive);
    return { element: view.element, update };
  },
};

/**
 * The mark that beats while nothing is to be read yet.
 * @param {string} words
 */
export function working(words) {
  return make('p', { class: 'working', 'data-test': 'progress' },
    make('span', { class: 'beat', 'aria-hidden': 'true' }),
    make('span', { class: words ? '' : 'visually-hidden' }, words || t('working')));
}

/** @param {Message} message */
function stateOf({ error, stopped, interrupted }) {
  if (error) return 'error';
  if (stopped) return 'stopped';
  return interrupted ? 'interrupted' : 'done';
}
