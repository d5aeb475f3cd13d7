import { call, reread } from './api.js';
import { forgetSession, keepList, keptList } from './kept.js';
import { Signal } from './signal.js';

/** @typedef {import('./types.js').SessionInfo} SessionInfo */

/**
 * The list of sessions, kept in step by the stream's un-numbered events, and read again whenever it was cut.
 */
export class Sessions {
  /** @type {SessionInfo[]} */
  all = [];
  /**
   * What a search found, best first as the server says; null while nothing is searched.
   * @type {SessionInfo[] | null}
   */
  found = null;
  query = '';
  isLoaded = false;
  /**
   * Chats that were begun here and that the server knows nothing of yet.
   * @type {Map<string, SessionInfo>}
   */
  unborn = new Map();
  /**
   * Sessions that are about to be deleted, unless that is undone.
   * @type {Set<string>}
   */
  hidden = new Set();
  /**
   * The list as it was read last: a thousand chats are not sent anew each time that a line was cut.
   * @type {{value: SessionInfo[], tag: string}}
   */
  #last = { value: [], tag: '' };
  /** @type {Promise<void> | null} */
  #reading = null;
  /** @type {Promise<void> | null} */
  #again = null;
  /**
   * What was told while the list is being read; null: it is deleted.
   * @type {Map<string, SessionInfo | null>}
   */
  #meanwhile = new Map();

  /** @type {Signal<void>} */
  changed = new Signal();
  /**
   * Something could not be done; in words.
   * @type {Signal<string>}
   */
  failed = new Signal();

  get visible() {
    const all = this.found ?? [...this.unborn.values(), ...this.all];
    return all.filter(({ id }) => !this.hidden.has(id));
  }

  /** @param {string | null} id */
  find(id) {
    return this.all.find((session) => session.id === id) ?? this.unborn.get(id ?? '') ?? null;
  }

  /**
   * Reads the list. Who asks while it is being read has it read once more: what is read may be older.
   * @returns {Promise<void>} ends when what was asked for is there
   */
  refresh() {
    if (this.#reading) {
      this.#again ??= this.#reading.then(() => {
        this.#again = null;
        return this.refresh();
      });
      return this.#again;
    }
    this.#reading = this.#read().finally(() => { this.#reading = null; });
    return this.#reading;
  }

  async #read() {
    this.#meanwhile.clear();
    try {
      this.#last = (await reread('api/sessions', this.#last.tag)) ?? this.#last;
      this.all = sorted(this.#withNews(this.#last.value));
      for (const { id } of this.all) this.unborn.delete(id);
      keepList(this.all);
    } catch {
      if (!this.isLoaded) this.all = sorted(this.#withNews(keptList()));
      // The connection's banner tells of it; the next opening of the stream reads the list again.
    }
    this.isLoaded = true;
    this.changed.emit();
  }

  /**
   * What the stream has told since the list was asked for may be newer than the list.
   * @param {SessionInfo[]} all
   */
  #withNews(all) {
    /** @type {Map<string, SessionInfo>} */
    const known = new Map(all.map((one) => [one.id, one]));
    for (const [id, news] of this.#meanwhile) {
      if (news) known.set(id, { ...(known.get(id) ?? this.find(id)), ...news });
      else known.delete(id);
    }
    return [...known.values()];
  }

  /** @param {string} query */
  async search(query) {
    this.query = query.trim();
    if (!this.query) {
      this.found = null;
      return this.changed.emit();
    }
    const asked = this.query;
    const found = await call('GET', `api/sessions?q=${encodeURIComponent(asked)}`).catch(() => this.#named(asked));
    if (asked !== this.query) return;
    this.found = found;
    this.changed.emit();
  }

  /**
   * What can be found without the server.
   * @param {string} words
   */
  #named(words) {
    const wanted = words.toLocaleLowerCase();
    return this.all.filter(({ name, preview }) => `${name} ${preview}`.toLocaleLowerCase().includes(wanted));
  }

  /**
   * Lists a chat that is to become a session as soon as the server can be reached.
   * @param {string} id
   * @param {string} preview
   * @param {number} at
   */
  expect(id, preview, at) {
    if (this.find(id)) return;
    this.unborn.set(id, { id, name: '', preview, created: at, updated: at, pinned: false, running: false });
    this.changed.emit();
  }

  /**
   * @param {string} name
   * @param {any} data
   */
  apply(name, data) {
    if (name === 'session') this.put(data);
    else if (name === 'session_deleted') this.#drop(data.id);
  }

  /** @param {SessionInfo} info */
  put(info) {
    this.unborn.delete(info.id);
    const known = this.find(info.id);
    const others = this.all.filter(({ id }) => id !== info.id);
    if (this.#reading) this.#meanwhile.set(info.id, { ...this.#meanwhile.get(info.id), ...info });
    this.all = sorted([{ ...known, ...info }, ...others]);
    this.found = this.found?.map((one) => (one.id === info.id ? { ...one, ...info } : one)) ?? null;
    this.changed.emit();
  }

  /** @param {string} id */
  #drop(id) {
    this.unborn.delete(id);
    if (this.#reading) this.#meanwhile.set(id, null);
    forgetSession(id);
    this.all = this.all.filter((session) => session.id !== id);
    this.found = this.found?.filter((session) => session.id !== id) ?? null;
    this.hidden.delete(id);
    this.changed.emit();
  }

  /**
   * Changes a session at once for the eye, and takes it back if the server refuses.
   * @param {string} id
   * @param {Partial<SessionInfo>} change
   */
  async patch(id, change) {
    const before = this.find(id);
    if (before) this.put({ ...before, ...change });
    try {
      this.put(await call('PATCH', `api/sessions/${id}`, change));
    } catch (error) {
      if (before) this.put(before);
      this.#fail(error);
    }
  }

  /**
   * @param {string} id
   * @param {boolean} hidden
   */
  hide(id, hidden) {
    if (hidden) this.hidden.add(id);
    else this.hidden.delete(id);
    this.changed.emit();
  }

  /**
   * @param {string} id
   * @param {boolean} leaving  the page goes away: the request has to outlive it
   */
  async remove(id, leaving) {
    try {
      await call('DELETE', `api/sessions/${id}`, undefined, { keepalive: leaving });
      this.#drop(id);
    } catch (error) {
      this.hide(id, false);
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.failed.emit(error instanceof Error ? error.message : '');
  }
}

/** @param {SessionInfo[]} sessions */
function sorted(sessions) {
  return [...sessions].sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.updated - a.updated);
}
