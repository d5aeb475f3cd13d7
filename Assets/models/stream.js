import { address } from './api.js';
import { firstAnswer } from './first-answer.js';
import { EventStreamParser } from './sse.js';
import { Signal } from './signal.js';

/** @typedef {import('./types.js').ServerEvent} ServerEvent */
/** @typedef {'online' | 'connecting' | 'offline'} ConnectionState */

const silenceMilliseconds = 35_000;
const firstDelayMilliseconds = 300;
const longestDelayMilliseconds = 15_000;
const wakeQuietMilliseconds = 300;
/**
 * So long the first attempt waits for an answer; each further one waits twice as long. After a sleep a browser
 * may well send on a line that is dead.
 */
const answerMilliseconds = 4_000;
/** A browser keeps six lines to a host over HTTP/1.1: one is left for what else is asked. */
const doubtfulLines = 5;
/** So many attempts ask on several lines; then it is the server that does not answer. */
const doubtfulAttempts = 3;

/**
 * One event stream of the server's, of any number of sessions and of the list. It reads with `fetch`, because a
 * phone that slept leaves an EventSource dead in state OPEN; it comes back by itself, asking for what followed
 * the last event that was handed on.
 */
export class Stream {
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

  /** @type {ConnectionState | 'new'} */
  state = 'new';
  /**
   * The sessions that are followed, and the cursor of the last event of each that was handed on.
   * @type {Map<string, string>}
   */
  places = new Map();
  #failures = 0;
  #lastByte = 0;
  #begun = 0;
  #isWaiting = false;
  /** The lines that the browser has kept may be dead: nothing was heard since we slept. */
  #isDoubtful = false;
  /**
   * Whose events come now.
   * @type {string | null}
   */
  #from = null;
  /** @type {AbortController | null} */
  #attempt = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #impatience;

  constructor() {
    setInterval(() => this.#watch(), 5_000);
  }

  /** Whether it is open, or will be by itself. */
  get isAlive() {
    return this.#attempt !== null;
  }

  /**
   * Follows these sessions, each from its cursor on (empty: from now on), and the list's changes.
   * @param {Map<string, string>} places
   */
  follow(places) {
    this.places = new Map(places);
    this.#failures = 0;
    this.#open();
  }

  /** Opens the stream anew at once: the page was asleep or the network is back. */
  wake() {
    if (this.state === 'new' && !this.#attempt) return;
    const isAsking = this.#isDoubtful && !this.#isWaiting;
    // Several things wake a page at once. A stream that has answered is no proof: the sleep may have come after.
    if (isAsking && Date.now() - this.#begun < wakeQuietMilliseconds) return;
    this.#failures = 0;
    this.#isDoubtful = true;
    this.#open();
  }

  /** There is a way to the server: no need to wait any longer before the next attempt. */
  hint() {
    if (this.#isWaiting) this.#open();
  }

  /** Ends the stream, as if there had been none. */
  end() {
    this.#close();
    this.places.clear();
    this.#isDoubtful = false;
    this.state = 'new';
  }

  #close() {
    clearTimeout(this.#retry);
    clearTimeout(this.#impatience);
    this.#isWaiting = false;
    this.#attempt?.abort();
    this.#attempt = null;
  }

  #open() {
    this.#close();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#begun = this.#lastByte = Date.now();
    const patience = Math.min(answerMilliseconds * 2 ** this.#failures, silenceMilliseconds);
    this.#impatience = setTimeout(() => {
      this.#isDoubtful = true;
      attempt.abort();
    }, patience);
    this.#read(attempt)
      .catch(() => {})
      .then(() => this.#ended(attempt));
  }

  /** @param {AbortController} attempt */
  async #read(attempt) {
    const lines = this.#isDoubtful && this.#failures < doubtfulAttempts ? doubtfulLines : 1;
    const response = await firstAnswer(this.#url(), lines, attempt.signal);
    if (attempt !== this.#attempt) return;
    clearTimeout(this.#impatience);
    this.#isDoubtful = false;
    const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream');
    if (!response.ok || !isStream || !response.body) return this.#refuse(response, attempt);
    this.#lastByte = Date.now();
    this.#become('online');
    this.opened.emit();
    await this.#pump(response.body.getReader(), attempt);
  }

  /**
   * @param {ReadableStreamDefaultReader<Uint8Array>} reader
   * @param {AbortController} attempt
   */
  async #pump(reader, attempt) {
    const decoder = new TextDecoder();
    const parser = new EventStreamParser();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || attempt !== this.#attempt) return;
      this.#lastByte = Date.now();
      this.#failures = 0;
      for (const { name, data, id } of parser.feed(decoder.decode(value, { stream: true }))) {
        this.#hand({ name, id, data: JSON.parse(data) });
        if (attempt !== this.#attempt) return;
      }
    }
  }

  /** @param {{name: string, id: string, data: any}} event */
  #hand({ name, id, data }) {
    if (name === 'from') {
      this.#from = data.session;
      return;
    }
    if (id && this.#from) this.places.set(this.#from, id);
    this.event.emit({ name, id, data, session: this.#from });
  }

  #url() {
    const query = new URLSearchParams();
    for (const [session, cursor] of this.places) {
      query.append('session', session);
      if (cursor) query.append('after', cursor);
    }
    // One session needs no word about whose events they are; of several the server says it.
    this.#from = this.places.size === 1 ? [...this.places.keys()][0] : null;
    const text = query.toString();
    return address(text ? `api/events?${text}` : 'api/events');
  }

  /**
   * @param {Response} response
   * @param {AbortController} attempt
   */
  #refuse(response, attempt) {
    attempt.abort();
    const final = response.type === 'opaqueredirect' || response.status === 401 || response.status === 404;
    if (!final) return;
    this.#attempt = null;
    this.refused.emit(response.status || 401);
  }

  /** @param {AbortController} attempt */
  #ended(attempt) {
    if (attempt !== this.#attempt) return;
    attempt.abort();
    this.#become(navigator.onLine === false ? 'offline' : 'connecting');
    const longest = Math.min(firstDelayMilliseconds * 2 ** this.#failures, longestDelayMilliseconds);
    this.#failures += 1;
    // Half of it by chance, so that a restarted server is not met by everybody at once.
    this.#isWaiting = true;
    this.#retry = setTimeout(() => this.#open(), longest * (0.5 + Math.random() / 2));
  }

  #watch() {
    if (!this.#attempt || Date.now() - this.#lastByte < silenceMilliseconds) return;
    this.#become('connecting');
    this.#isDoubtful = true;
    this.#open();
  }

  /** @param {ConnectionState} state */
  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.changed.emit(state);
  }
}
