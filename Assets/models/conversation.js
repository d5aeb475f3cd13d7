import { ApiError } from './api.js';
import { compare } from './cursor.js';
import { History } from './history.js';
import { keepSession, keptSession, readSession } from './kept.js';
import { OlderMessages } from './older-messages.js';
import { Queue } from './queue.js';
import { Sending } from './sending.js';
import { Signal } from './signal.js';
import { Turn } from './turn.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SessionInfo} SessionInfo
 * @typedef {import('./types.js').SessionDetail} SessionDetail
 * @typedef {import('./types.js').ServerEvent} ServerEvent
 */

const againMilliseconds = 2_000;
/** Messages that are read at first; `older` reads those before them. */
const firstPage = 60;

/**
 * One session as this tab knows it: what is stored, the running turn, and what is on its way.
 *
 * Events are taken by their numbers: one that was seen is skipped, a hole makes it read the session again, so
 * nothing is lost or doubled however often the connection is cut.
 */
export class Conversation {
  /** @type {SessionInfo | null} */
  info = null;
  history = new History();
  /** @type {Turn | null} */
  turn = null;
  sending = new Sending(this);
  /** @type {'new' | 'loading' | 'ready' | 'failed' | 'gone'} */
  state = 'new';
  reason = '';
  cursor = '';
  stopping = false;
  isTyping = false;
  /** What is shown was kept on this device; the server has not been heard. */
  isKept = false;
  #isLoading = false;

  /**
   * Something to draw has changed.
   * @type {Signal<void>}
   */
  changed = new Signal();
  /**
   * The session was read; the stream is to go on from `cursor`.
   * @type {Signal<void>}
   */
  loaded = new Signal();
  /**
   * An answer ended while we watched.
   * @type {Signal<Message>}
   */
  finished = new Signal();
  /**
   * Something could not be done; in words.
   * @type {Signal<string>}
   */
  failed = new Signal();

  /** @param {string | null} id  null: a new chat, of which the server knows nothing yet */
  constructor(id) {
    this.id = id;
    this.queue = new Queue(this);
    this.older = new OlderMessages(this);
  }

  get outgoing() {
    return this.sending.outgoing;
  }

  get isRunning() {
    return this.turn !== null || this.sending.isPosting;
  }

  /** What is said now has to wait. */
  get isBusy() { return this.turn !== null || this.sending.isUnderWay; }

  get isEmpty() {
    return this.history.messages.length === 0 && !this.turn && !this.outgoing && !this.isTyping;
  }

  /** Reads the session: at first, after `reset`, and when numbers are missing. */
  async load() {
    if (!this.id || this.#isLoading || this.sending.isUnborn) return;
    this.#isLoading = true;
    if (this.state !== 'ready') this.#become('loading');
    try {
      this.#adopt(await readSession(this.id, firstPage, () => this.#showKept()));
      this.isKept = false;
      this.keep();
      this.loaded.emit();
    } catch (error) {
      this.#cannotLoad(error);
    } finally {
      this.#isLoading = false;
    }
  }

  /** @param {SessionDetail} detail */
  #adopt({ history, cursor, turn, ...info }) {
    this.info = info;
    this.history.reset(history ?? [], (history ?? []).length >= firstPage);
    this.cursor = cursor ?? '';
    this.turn = turn ? new Turn(turn) : null;
    this.stopping = this.stopping && this.turn !== null;
    this.isTyping = false;
    this.sending.settle();
    this.#become('ready');
  }

  /** Shows what this device has kept, while the server does not answer. */
  async #showKept() {
    const kept = await keptSession(this.id ?? '');
    if (!kept || this.state !== 'loading') return;
    this.isKept = true;
    this.#adopt(kept);
  }

  /** Keeps on this device what is known now. */
  keep() {
    if (!this.info || this.state !== 'ready' || this.isKept) return;
    keepSession({ ...this.info, history: this.history.messages, cursor: this.cursor });
  }

  /** @param {unknown} error */
  #cannotLoad(error) {
    const isGone = error instanceof ApiError && error.status === 404;
    this.reason = error instanceof Error ? error.message : '';
    if (this.isKept && !isGone) return;
    if (isGone || this.state !== 'ready') this.#become(isGone ? 'gone' : 'failed');
    else setTimeout(() => this.load(), againMilliseconds);
  }

  /**
   * Takes an event of the stream in.
   * @param {ServerEvent} event
   */
  apply({ name, data, id }) {
    if (name === 'reset') return void this.load();
    if (id) {
      const order = compare(this.cursor, id);
      if (order === 'skip') return;
      if (order === 'gap') return void this.load();
      this.cursor = id;
    }
    this.#take(name, data);
    this.changed.emit();
  }

  /**
   * @param {string} name
   * @param {any} data
   */
  #take(name, data) {
    switch (name) {
      case 'turn_start': return this.#start(data);
      case 'done': return this.#finish(data.message);
      case 'error': return this.#break(data);
      case 'message': return this.#receive(data);
      case 'message_updated': return this.history.put(data);
      case 'message_deleted': return this.history.remove(data.id);
      case 'typing': this.isTyping = Boolean(data.active); return;
      case 'session': if (data.id === this.id) this.info = { ...this.info, ...data }; return;
      default: this.turn?.apply(name, data);
    }
  }

  /** @param {any} data */
  #start(data) {
    const user = data.user_message;
    if (this.history.has(user.id)) this.history.cutAfter(user.id);
    this.history.put(user);
    this.turn = new Turn(data);
    this.stopping = false;
    this.sending.began(data.client_id ?? user.client_id);
  }

  /** @param {Message | undefined} message */
  #finish(message) {
    this.turn = null;
    this.stopping = false;
    this.isTyping = false;
    if (!message) return;
    this.history.put(message);
    this.keep();
    this.finished.emit(message);
  }

  /** @param {Message} message  that came without a turn */
  #receive(message) {
    const isNew = !this.history.has(message.id);
    this.history.put(message);
    this.keep();
    if (message.role !== 'assistant' || !isNew) return;
    this.isTyping = false;
    this.finished.emit(message);
  }

  /** @param {import('./types.js').Failure} error */
  #break(error) {
    if (this.turn) this.#finish(this.turn.message({ error }));
    else this.failed.emit(error.message);
  }

  /**
   * Shows a message no more (or again), before it is deleted for good.
   * @param {string} id
   * @param {boolean} isHidden
   */
  hide(id, isHidden) {
    if (isHidden) this.history.hidden.add(id);
    else this.history.hidden.delete(id);
    this.changed.emit();
  }

  /** The session is no more: somebody has deleted it. */
  vanish() {
    this.turn = null;
    this.#become('gone');
  }

  /**
   * Does something that may fail, and tells if it does.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T | null>}
   */
  async attempt(work) {
    try {
      return await work();
    } catch (error) {
      this.failed.emit(error instanceof Error ? error.message : '');
      return null;
    } finally {
      this.changed.emit();
    }
  }

  /** @param {Conversation['state']} state */
  #become(state) {
    this.state = state;
    this.changed.emit();
  }
}
