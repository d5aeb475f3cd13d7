import { ApiError, call } from './api.js';
import { compare } from './cursor.js';
import { History } from './history.js';
import { uuid } from './ids.js';
import { Outgoing } from './outgoing.js';
import { Signal } from './signal.js';
import { Turn } from './turn.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SessionInfo} SessionInfo
 * @typedef {import('./types.js').SessionDetail} SessionDetail
 * @typedef {import('./types.js').ServerEvent} ServerEvent
 * @typedef {import('./outgoing.js').Draft} Draft
 */

/**
 * One session as this tab knows it: what is stored, the running turn, and what is on its way.
 *
 * Events are taken by their numbers: one that was seen is skipped, a hole makes it read the session again, so nothing
 * is lost or doubled however often the connection is cut.
 */
export class Conversation {
  /** @type {SessionInfo | null} */
  info = null;
  history = new History();
  /** @type {Turn | null} */
  turn = null;
  /** @type {Outgoing | null} */
  outgoing = null;
  /** @type {'new' | 'loading' | 'ready' | 'failed' | 'gone'} */
  state = 'new';
  reason = '';
  cursor = '';
  stopping = false;
  isTyping = false;

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
  }

  get isRunning() {
    return this.turn !== null || this.outgoing?.state === 'sending' || this.outgoing?.state === 'sent';
  }

  get isEmpty() {
    return this.history.messages.length === 0 && !this.turn && !this.outgoing;
  }

  /** Reads the session: at first, after `reset`, and when numbers are missing. */
  async load() {
    if (!this.id || this.#isLoading) return;
    this.#isLoading = true;
    if (this.state !== 'ready') this.#become('loading');
    try {
      this.#adopt(await call('GET', `api/sessions/${this.id}`));
      this.loaded.emit();
    } catch (error) {
      this.#cannotLoad(error);
    } finally {
      this.#isLoading = false;
    }
  }

  #isLoading = false;

  /** @param {SessionDetail} detail */
  #adopt(detail) {
    const { history, cursor, turn, ...info } = detail;
    this.info = info;
    this.history.reset(history ?? []);
    this.cursor = cursor ?? '';
    this.turn = turn ? new Turn(turn) : null;
    if (turn && typeof turn.user_message === 'object') this.history.put(turn.user_message);
    this.stopping = this.stopping && this.turn !== null;
    this.#matchOutgoing();
    this.#become('ready');
  }

  /** @param {unknown} error */
  #cannotLoad(error) {
    const gone = error instanceof ApiError && error.status === 404;
    this.reason = error instanceof Error ? error.message : '';
    if (gone || this.state !== 'ready') this.#become(gone ? 'gone' : 'failed');
    else setTimeout(() => this.load(), 2_000);
  }

  /**
   * Takes an event of the stream in.
   * @param {ServerEvent} event
   */
  apply(event) {
    if (event.name === 'reset') return void this.load();
    if (event.id) {
      const order = compare(this.cursor, event.id);
      if (order === 'skip') return;
      if (order === 'gap') return void this.load();
      this.cursor = event.id;
    }
    this.#take(event.name, event.data);
    this.changed.emit();
  }

  /**
   * @param {string} name
   * @param {any} data
   */
  #take(name, data) {
    switch (name) {
      case 'turn_start': return this.#start(data);
      case 'done': return this.#finish(data.message ?? this.turn?.message({ stopped: data.stopped, ms: data.ms }));
      case 'error': return this.#break(data);
      case 'message':
      case 'message_updated': return this.history.put(data.message ?? data);
      case 'message_deleted': return this.history.remove(data.id);
      case 'typing': this.isTyping = Boolean(data.active); return;
      case 'session': if (data.id === this.id) this.info = { ...this.info, ...data }; return;
      default: this.turn?.apply(name, data);
    }
  }

  /** @param {any} data */
  #start(data) {
    const user = data.user_message;
    const userId = typeof user === 'string' ? user : user?.id;
    if (this.history.has(userId)) this.history.cutAfter(userId);
    if (user && typeof user === 'object') this.history.put(user);
    this.turn = new Turn(data);
    this.stopping = false;
    // One turn at a time runs in a session, so what we have posted is what has begun, or was refused with 409.
    if (this.outgoing && this.outgoing.state !== 'failed') this.outgoing = null;
  }

  /** @param {Message | undefined} message */
  #finish(message) {
    this.turn = null;
    this.stopping = false;
    this.isTyping = false;
    if (!message) return;
    this.history.put(message);
    this.finished.emit(message);
  }

  /** @param {any} error */
  #break(error) {
    if (this.turn) return this.#finish(error.message_object ?? this.turn.message({ error }));
    this.failed.emit(error.message);
  }

  #matchOutgoing() {
    const { outgoing } = this;
    if (outgoing && outgoing.state !== 'failed' && this.history.holds(outgoing)) this.outgoing = null;
  }

  /**
   * Sends a message, an edit or a wish for another answer; a new chat becomes a session by it.
   * @param {Draft} draft
   * @param {string} agent
   */
  async send(draft, agent) {
    this.#isUnborn ||= this.id === null;
    this.id ??= uuid();
    if (draft.edit) this.history.cutFrom(draft.edit);
    if (draft.regenerate) this.history.cutFrom(draft.regenerate);
    this.outgoing = new Outgoing(this.id, draft, agent, this.history.messages.at(-1)?.id ?? '');
    await this.resend();
  }

  /** Posts what is on its way (again): nothing can come of it twice. */
  async resend() {
    const { outgoing } = this;
    if (!outgoing) return;
    const posting = outgoing.post(() => this.#beBorn(outgoing.agent));
    this.changed.emit();
    try {
      await posting;
      this.#expectTurn(outgoing);
    } catch {
      this.#notSent(outgoing);
    }
    this.changed.emit();
  }

  #isUnborn = false;

  /**
   * Makes the session, once; the id is ours, so that asking twice makes one.
   * @param {string} agent
   */
  async #beBorn(agent) {
    if (!this.#isUnborn) return;
    await call('PUT', `api/sessions/${this.id}`, agent ? { agent } : {});
    this.#isUnborn = false;
    this.load();
  }

  /** @param {Outgoing} outgoing */
  #notSent(outgoing) {
    // It began all the same: only the answer to the post was lost.
    if (this.outgoing !== outgoing) return;
    if (!outgoing.draft.regenerate && !outgoing.draft.edit) return;
    this.outgoing = null;
    this.failed.emit(outgoing.reason);
    this.load();
  }

  /**
   * The stream tells of the turn at once; if it does not, what was missed is read.
   * @param {Outgoing} outgoing
   */
  #expectTurn(outgoing) {
    setTimeout(() => {
      if (this.outgoing === outgoing) this.load().then(() => this.#giveUpWaiting(outgoing));
    }, 4_000);
  }

  /** @param {Outgoing} outgoing */
  #giveUpWaiting(outgoing) {
    if (this.outgoing !== outgoing || this.state !== 'ready') return;
    this.outgoing = null;
    this.changed.emit();
  }

  /**
   * Takes back what could not be sent.
   * @returns {Draft | null}
   */
  withdraw() {
    const draft = this.outgoing?.state === 'failed' ? this.outgoing.draft : null;
    if (draft) this.outgoing = null;
    this.changed.emit();
    return draft;
  }

  /** Ends the running turn; what came so far stays. */
  async stop() {
    if (!this.id || !this.isRunning || this.stopping) return;
    this.stopping = true;
    this.changed.emit();
    await this.#attempt(() => call('POST', 'api/stop', { session_id: this.id }));
    this.stopping = false;
    this.changed.emit();
  }

  /**
   * Pins a message or lets it go.
   * @param {Message} message
   */
  async pin(message) {
    const path = `api/sessions/${this.id}/messages/${message.id}`;
    await this.#attempt(async () => this.history.put(await call('PATCH', path, { pinned: !message.pinned })));
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

  /**
   * @param {string} id
   * @param {boolean} leaving  the page goes away: the request has to outlive it
   */
  async remove(id, leaving) {
    const path = `api/sessions/${this.id}/messages/${id}`;
    await this.#attempt(async () => {
      await call('DELETE', path, undefined, { keepalive: leaving });
      this.history.remove(id);
    });
    this.hide(id, false);
  }

  /**
   * Another session that begins like this one, up to and with that message.
   * @param {Message} message
   * @returns {Promise<SessionInfo | null>}
   */
  async fork(message) {
    let info = null;
    await this.#attempt(async () => {
      info = await call('POST', `api/sessions/${this.id}/fork`, { message_id: message.id });
    });
    return info;
  }

  /** The session is no more: somebody has deleted it. */
  vanish() {
    this.turn = null;
    this.#become('gone');
  }

  /** @param {() => Promise<void>} work */
  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      this.failed.emit(error instanceof Error ? error.message : '');
    }
    this.changed.emit();
  }

  /** @param {Conversation['state']} state */
  #become(state) {
    this.state = state;
    this.changed.emit();
  }
}
