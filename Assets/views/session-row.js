import { highlighted, plainSnippet } from '../models/snippet.js';
import { hashOf } from '../models/way.js';
import { t } from '../models/words.js';
import { menuButton } from './buttons.js';
import { make, setAttribute } from './dom.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { renameInPlace } from './rename.js';
import { sessionChoices, titleOf } from './session-choices.js';

/**
 * @typedef {import('../models/types.js').SessionInfo} SessionInfo
 * @typedef {import('./session-choices.js').SessionActions} SessionActions
 */

/** One session in the sidebar. */
export class SessionRow {
  #title = make('span', { class: 'title', dir: 'auto' });
  #snippet = make('small', { dir: 'auto' });
  #link = make('a', {});
  #words = '';
  #mark = make('span', { class: 'mark-of', role: 'img', 'data-test': 'session-mark' });
  #more;

  /**
   * @param {SessionInfo} session
   * @param {SessionActions} actions
   */
  constructor(session, actions) {
    this.session = session;
    this.#link.append(this.#title, this.#snippet, this.#mark);
    this.#more = menuButton('session-menu', t('more'), (button) =>
      openMenu(button, sessionChoices(this.session, actions, () => this.#rename(actions))));
    this.element = make('li', { 'data-test': 'session', 'data-id': session.id }, this.#link, this.#more);
  }

  /**
   * @param {SessionInfo} session
   * @param {boolean} isCurrent
   * @param {{waiting: boolean, unread: boolean}} marks
   * @param {string} query  what was searched
   */
  update(session, isCurrent, { waiting, unread }, query) {
    this.session = session;
    const title = titleOf(session);
    const [match] = session.matches ?? [];
    const way = { id: session.id, message: match?.message_id, words: query };
    setAttribute(this.#link, 'href', `./${hashOf(way)}`);
    setAttribute(this.#link, 'aria-current', isCurrent ? 'page' : null);
    setAttribute(this.#more, 'aria-label', t('menuOf', { name: title }));
    const snippet = plainSnippet(match?.snippet ?? '');
    const words = `${title}\n${snippet}\n${query}`;
    if (words !== this.#words) {
      this.#words = words;
      this.#title.replaceChildren(...marked(title, query));
      this.#snippet.replaceChildren(...marked(snippet, query));
      this.#snippet.hidden = !snippet;
    }
    this.element.dataset.current = String(isCurrent);
    this.element.dataset.running = String(Boolean(session.running));
    this.element.dataset.pinned = String(Boolean(session.pinned));
    this.#drawMark(waiting ? 'waiting' : session.running ? 'running' : unread && !isCurrent ? 'unread' : null);
  }

  /** @param {'waiting' | 'running' | 'unread' | null} mark  what wants to be known first */
  #drawMark(mark) {
    setAttribute(this.element, 'data-mark', mark);
    setAttribute(this.#mark, 'aria-label', mark && t(mark === 'waiting' ? 'waitsForYou' : mark));
    this.#mark.hidden = mark === null;
    this.#mark.classList.toggle('beat', mark === 'running');
    this.#mark.replaceChildren(...(mark === 'waiting' ? [icon('hand')] : []));
  }

  /** @param {SessionActions} actions */
  #rename(actions) {
    renameInPlace(this.#link, this.session, (name) => {
      if (name) actions.rename(this.session, name);
      this.#link.focus();
    });
  }
}

/**
 * @param {string} text
 * @param {string} query
 */
function marked(text, query) {
  return highlighted(text, query).map((piece) => (piece.isMatch ? make('mark', {}, piece.text) : piece.text));
}
