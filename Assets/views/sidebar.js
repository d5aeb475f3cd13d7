import { grouped } from '../models/dates.js';
import { t } from '../models/words.js';
import { arrange, find, make, oncePerFrame } from './dom.js';
import { SessionRow } from './session-row.js';

/**
 * @typedef {import('../models/sessions.js').Sessions} Sessions
 * @typedef {import('../models/types.js').SessionInfo} SessionInfo
 * @typedef {import('./session-choices.js').SessionActions} SessionActions
 */

const searchDelayMilliseconds = 200;
/** Rows that are drawn at first, and that are added when the reader comes near the end. */
const rowsAtATime = 100;
const nearPixels = 600;

/** The list of sessions with its search. */
export class Sidebar {
  #list;
  /** @type {Map<string, SessionRow>} */
  #rows = new Map();
  /** @type {Map<string, {element: HTMLElement, list: HTMLElement}>} */
  #groups = new Map();
  #draw = oncePerFrame(() => this.#redraw());
  /** @type {string | null} */
  #current = null;
  #limit = rowsAtATime;
  /**
   * What is to be seen of a session besides its name; asked when it is drawn.
   * @type {(session: SessionInfo) => {waiting: boolean, unread: boolean}}
   */
  marks = () => ({ waiting: false, unread: false });

  /**
   * @param {HTMLElement} root
   * @param {Sessions} sessions
   * @param {SessionActions} actions
   */
  constructor(root, sessions, actions) {
    this.sessions = sessions;
    this.actions = actions;
    this.#list = find(root, 'sessions', HTMLElement);
    this.#listenToSearch(find(root, 'search', HTMLInputElement));
    this.#list.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    sessions.changed.listen(this.#draw);
  }

  /** @param {string | null} id */
  select(id) {
    this.#current = id;
    this.#draw();
  }

  /** The marks may have changed. */
  redraw() {
    this.#draw();
  }

  /** @param {HTMLInputElement} field */
  #listenToSearch(field) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.sessions.search(field.value), searchDelayMilliseconds);
    });
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !field.value) return;
      event.stopPropagation();
      field.value = '';
      this.sessions.search('');
    });
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    const isNearEnd = scrollHeight - scrollTop - clientHeight < nearPixels;
    if (!isNearEnd || this.sessions.visible.length <= this.#limit) return;
    this.#limit += rowsAtATime;
    this.#draw();
  }

  #redraw() {
    const { found, isLoaded } = this.sessions;
    const visible = this.sessions.visible.slice(0, this.#limit);
    const groups = found ? [{ title: '', sessions: visible }] : grouped(visible);
    const elements = groups.map(({ title, sessions }) => this.#group(title, sessions));
    const hint = make('p', { class: 'hint' }, t(found ? 'noMatches' : 'noSessions'));
    if (visible.length === 0 && isLoaded) elements.push(hint);
    arrange(this.#list, elements);
    this.#forgetRows(new Set(visible.map(({ id }) => id)));
  }

  /**
   * @param {string} title
   * @param {SessionInfo[]} sessions
   */
  #group(title, sessions) {
    let group = this.#groups.get(title);
    if (!group) {
      const list = make('ul');
      const heading = title && make('h2', {}, title);
      const element = make('section', { 'aria-label': title || t('search') }, heading, list);
      group = { element, list };
      this.#groups.set(title, group);
    }
    arrange(group.list, sessions.map((session) => this.#row(session)));
    return group.element;
  }

  /** @param {SessionInfo} session */
  #row(session) {
    let row = this.#rows.get(session.id);
    if (!row) {
      row = new SessionRow(session, this.actions);
      this.#rows.set(session.id, row);
    }
    row.update(session, session.id === this.#current, this.marks(session), this.sessions.found ? this.sessions.query : '');
    return row.element;
  }

  /** @param {Set<string>} wanted */
  #forgetRows(wanted) {
    for (const id of this.#rows.keys()) if (!wanted.has(id)) this.#rows.delete(id);
  }
}
