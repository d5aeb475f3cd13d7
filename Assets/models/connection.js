import { address } from './api.js';
import { EventStreamParser } from './sse.js';
import { Signal } from './signal.js';

/** @typedef {import('./types.js').ServerEvent} ServerEvent */
/** @typedef {'online' | 'connecting' | 'offline'} ConnectionState */

const silenceMilliseconds = 35_000;
const firstDelayMilliseconds = 300;
const longestDelayMilliseconds = 15_000;
const wakeQuietMilliseconds = 300;

/**
 * The one event stream that a tab holds open. It reads with `fetch`, because a phone that slept leaves an
 * EventSource dead in state OPEN; it comes back by itself, asking for what followed the last event that was
 * handed on.
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

  /** @type {ConnectionState | 'new'} */
  state = 'new';
  /** @type {string | null} */
  #session = null;
  #cursor = '';
  #failures = 0;
  #lastByte = 0;
  #lastWake = 0;
  #isWaiting = false;
  /** @type {AbortController | null} */
  #attempt = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;

  constructor() {
    setInterval(() => this.#watch(), 5_000);
  }

  /**
   * Follows a session from `cursor` on (empty: from now on); without a session only the list's changes.
   * @param {string | null} session
   * @param {string} cursor
   */
  follow(session, cursor) {
    this.#session = session;
    this.#cursor = cursor;
    this.#failures = 0;
    this.#open();
  }

  /**
   * The cursor of the last event that was handed on.
   * @param {string} cursor
   */
  advance(cursor) {
    this.#cursor = cursor;
  }

  /** Opens the stream anew at once: the page was asleep or the network is back. */
  wake() {
    const now = Date.now();
    if (now - this.#lastWake < wakeQuietMilliseconds) return;
    this.#lastWake = now;
    this.#failures = 0;
    this.#open();
  }

  /** There is a way to the server: no need to wait any longer before the next attempt. */
  hint() {
    if (this.#isWaiting) this.#open();
  }

  /** Ends the stream until `follow` is called. */
  close() {
    clearTimeout(this.#retry);
    this.#isWaiting = false;
    this.#attempt?.abort();
    this.#attempt = null;
  }

  #open() {
    this.close();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#lastByte = Date.now();
    this.#read(attempt)
      .catch(() => {})
      .then(() => this.#ended(attempt));
  }

  /** @param {AbortController} attempt */
  async #read(attempt) {
    const response = await fetch(this.#url(), {
      headers: { Accept: 'text/event-stream' },
      signal: attempt.signal,
      cache: 'no-store',
      redirect: 'manual',
    });
    if (attempt !== this.#attempt) return;
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
        this.event.emit({ name, id, data: JSON.parse(data), session: this.#session });
        if (attempt !== this.#attempt) return;
      }
    }
  }

  #url() {
    const query = new URLSearchParams();
    if (this.#session) query.set('session', this.#session);
    if (this.#session && this.#cursor) query.set('after', this.#cursor);
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
    this.#open();
  }

  /** @param {ConnectionState} state */
  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.changed.emit(state);
  }
}
