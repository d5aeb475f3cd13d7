import { renewed } from './api.js';
import { parseCursor } from './cursor.js';
import { Signal } from './signal.js';
import { Stream } from './stream.js';
import { Tabs } from './tabs.js';

/**
 * @typedef {import('./types.js').ServerEvent} ServerEvent
 * @typedef {import('./stream.js').ConnectionState} ConnectionState
 * @typedef {{session: string | null, cursor: string}} Place  where a tab stands, and in which session
 */

/**
 * What a tab hears of the server: by a stream of its own, or by that of the tab that leads. A browser has six
 * connections for all its tabs, and one stream is enough for any number of them.
 */
export class Connection {
  /** @type {Signal<ServerEvent>} */
  event = new Signal();
  /** @type {Signal<ConnectionState>} */
  changed = new Signal();
  /**
   * A stream was opened: what is not numbered may have been missed.
   * @type {Signal<void>}
   */
  opened = new Signal();
  /**
   * The server refused the stream for good (status).
   * @type {Signal<number>}
   */
  refused = new Signal();

  #stream = new Stream();
  #tabs = Tabs.areKnown ? new Tabs() : null;
  /** @type {Place} */
  #own = { session: null, cursor: '' };
  /**
   * Where the other tabs stand, while this one leads.
   * @type {Map<string, Place>}
   */
  #others = new Map();

  constructor() {
    const stream = this.#stream;
    stream.event.listen((event) => this.#pass({ type: 'event', event }));
    stream.changed.listen((state) => this.#pass({ type: 'state', state }));
    stream.opened.listen(() => this.#pass({ type: 'opened' }));
    stream.refused.listen((status) => this.#pass({ type: 'refused', status, places: [...stream.places.keys()] }));
    this.#tabs?.led.listen((leads) => this.#led(leads));
    this.#tabs?.heard.listen((words) => this.#hear(words));
    addEventListener('pagehide', () => this.#tabs?.say({ type: 'bye' }));
  }

  get #isFollower() {
    return this.#tabs !== null && !this.#tabs.isLeader;
  }

  /**
   * Follows a session from `cursor` on (empty: from now on); without a session only the list's changes.
   * @param {string | null} session
   * @param {string} cursor
   */
  follow(session, cursor) {
    this.#own = { session, cursor };
    if (this.#isFollower) this.#tell();
    else this.#arrange(this.#own);
  }

  /**
   * The cursor of the last event that was taken in.
   * @param {string} cursor
   */
  advance(cursor) {
    this.#own.cursor = cursor;
  }

  /** Makes sure of the stream at once: the page was asleep or the network is back. */
  wake() {
    if (!this.#isFollower) return this.#stream.wake();
    this.#tell({ isWaking: true });
    this.#tabs?.rouse();
  }

  /** There is a way to the server: no need to wait any longer before the next attempt. */
  hint() {
    if (this.#isFollower) this.#tabs?.say({ type: 'hint' });
    else this.#stream.hint();
  }

  /** @param {object} [more] */
  #tell(more) {
    this.#tabs?.say({ type: 'follow', place: this.#own, ...more });
  }

  /** @param {boolean} leads */
  #led(leads) {
    this.#others.clear();
    if (!leads) {
      this.#stream.end();
      return this.#tell();
    }
    // The others answer with where they stand; until then the stream is ours alone.
    this.#tabs?.say({ type: 'who' });
    this.#arrange(this.#own, true);
  }

  /**
   * Opens the stream anew if it does not bring what `place` needs.
   * @param {Place} place
   * @param {boolean} [isNew]
   */
  #arrange({ session, cursor }, isNew = false) {
    const { places, isAlive } = this.#stream;
    const isServed = session === null || (places.has(session) && !isBefore(cursor, places.get(session) ?? ''));
    if (isServed && !isNew && isAlive) return;
    /** @type {Map<string, string>} */
    const wanted = new Map();
    for (const place of [...this.#others.values(), this.#own]) {
      if (place.session) wanted.set(place.session, places.get(place.session) ?? place.cursor);
    }
    if (session) wanted.set(session, cursor);
    this.#stream.follow(wanted);
  }

  /**
   * What the stream brings goes to all tabs.
   * @param {any} words
   */
  #pass(words) {
    this.#tabs?.say(words);
    this.#take(words);
  }

  /** @param {any} words */
  #hear(words) {
    if (this.#isFollower) return words.type === 'who' ? this.#tell() : this.#take(words);
    switch (words.type) {
      case 'follow': return this.#seat(words);
      case 'hint': return this.#stream.hint();
      case 'bye': this.#others.delete(words.tab);
    }
  }

  /** @param {{tab: string, place: Place, isWaking?: boolean}} words */
  #seat({ tab, place, isWaking }) {
    this.#others.set(tab, place);
    this.#tabs?.say({ type: 'state', state: this.#stream.state });
    this.#arrange(place);
    if (isWaking) this.#stream.wake();
  }

  /** @param {any} words */
  #take(words) {
    switch (words.type) {
      case 'event': return this.event.emit(words.event);
      case 'opened':
        renewed.emit();
        return this.opened.emit();
      case 'state': return words.state === 'new' ? undefined : this.changed.emit(words.state);
      case 'refused':
        if (words.status !== 404 || words.places.includes(this.#own.session)) this.refused.emit(words.status);
    }
  }
}

/**
 * Whether who stands at `cursor` has missed what was handed on up to `reached`.
 * @param {string} cursor
 * @param {string} reached
 */
function isBefore(cursor, reached) {
  const [one, other] = [parseCursor(cursor), parseCursor(reached)];
  if (!one || !other) return Boolean(one) !== Boolean(other);
  return one.epoch !== other.epoch || one.seq < other.seq;
}
