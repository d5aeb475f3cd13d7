import { ApiError, call, reached } from './api.js';
import { uuid } from './ids.js';
import { uploadFile } from './upload.js';

/**
 * @typedef {import('./types.js').Attachment} Attachment
 *
 * @typedef {object} Draft
 * @property {string} message
 * @property {Attachment[]} attachments
 * @property {string} [edit]
 * @property {string} [regenerate]
 * @property {boolean} [reasoning]  false: the model need not show its thoughts
 * @property {string} [clientId]    of one that may have been sent before
 */

/** So often it is tried before the person is told that it waits. */
const quickAttempts = 3;
const firstDelayMilliseconds = 400;
const longestDelayMilliseconds = 8_000;

/**
 * One message on its way. It may be posted any number of times: its `clientId` makes the server run it once.
 * Holds nothing but values, so that an outbox on disk can keep it.
 */
export class Outgoing {
  at = Date.now();
  /** @type {'sending' | 'waiting' | 'sent' | 'failed'} */
  state = 'sending';
  reason = '';
  turnId = '';
  isFinal = false;
  #isWithdrawn = false;
  #wake = () => {};

  /**
   * @param {string} session
   * @param {Draft} draft
   * @param {string} agent        name; empty for the server's choice
   * @param {string} after        id of the last message that stood before this one
   */
  constructor(session, draft, agent, after) {
    this.session = session;
    this.draft = draft;
    this.clientId = draft.clientId ?? uuid();
    this.agent = agent;
    this.after = after;
  }

  /**
   * One that was kept on this device.
   * @param {import('./outbox.js').Letter} letter
   */
  static from({ session, draft, agent, after, clientId, at, refused }) {
    const outgoing = new Outgoing(session, { ...draft, clientId }, agent, after);
    outgoing.at = at;
    outgoing.state = refused ? 'failed' : 'waiting';
    outgoing.reason = refused;
    return outgoing;
  }

  /**
   * Posts it, however long it takes to get through. Throws what the server said when it refused.
   * @param {() => Promise<void>} prepare  what has to be done before, as patiently
   * @param {() => void} changed  it waits now, or its files are there
   */
  async post(prepare, changed) {
    if (this.state === 'failed') this.state = 'sending';
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#upload(changed);
        await prepare();
        const accepted = await call('POST', 'api/chat', this.#body(), { isRepeatable: true });
        this.state = 'sent';
        this.turnId = accepted?.turn_id ?? '';
        return;
      } catch (error) {
        if (this.#isWithdrawn || !this.#mayPass(error)) throw this.#fail(error);
        if (attempt >= quickAttempts || navigator.onLine === false) this.#wait(changed);
        await this.#pause(attempt, error.retryAfterSeconds);
        if (this.#isWithdrawn) throw this.#fail(error);
      }
    }
  }

  /** It is not to be sent after all, if that is not too late. */
  withdraw() {
    this.#isWithdrawn = true;
    this.#wake();
  }

  /**
   * Sends the files that could not be sent when they were attached.
   * @param {() => void} changed
   */
  async #upload(changed) {
    const { attachments } = this.draft;
    for (const [index, { file, name }] of attachments.entries()) {
      if (!file) continue;
      const there = await uploadFile(file, name);
      const { draft } = this;
      this.draft = { ...draft, attachments: draft.attachments.map((one, at) => (at === index ? there : one)) };
      changed();
    }
  }

  /**
   * Whether it may get through a little later.
   * @param {unknown} error
   * @returns {error is ApiError}
   */
  #mayPass(error) {
    if (!(error instanceof ApiError)) return false;
    // What has waited can wait for an answer that runs, too: it is not worth a question.
    return error.passes || (error.code === 'turn_running' && this.state === 'waiting');
  }

  /** @param {() => void} changed */
  #wait(changed) {
    if (this.state === 'waiting') return;
    this.state = 'waiting';
    changed();
  }

  #body() {
    const { message, attachments, edit, regenerate, reasoning } = this.draft;
    return {
      message,
      session_id: this.session,
      attachments: attachments.map(({ id }) => ({ id })),
      agent: this.agent || undefined,
      client_id: this.clientId,
      edit,
      regenerate,
      reasoning,
    };
  }

  /** @param {unknown} error */
  #fail(error) {
    this.state = 'failed';
    // Who signs in again need not send again.
    this.isFinal = !(error instanceof ApiError && error.code === 'login');
    this.reason = error instanceof Error ? error.message : String(error);
    return error;
  }

  /**
   * Waits longer each time, but no longer than until there is a way to the server again.
   * @param {number} attempt
   * @param {number} atLeastSeconds
   */
  #pause(attempt, atLeastSeconds) {
    const longest = Math.min(firstDelayMilliseconds * 2 ** attempt, longestDelayMilliseconds);
    const delay = Math.max(atLeastSeconds * 1_000, longest * (0.5 + Math.random() / 2));
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        removeEventListener('online', done);
        forget();
        resolve(undefined);
      };
      const timer = setTimeout(done, delay);
      const forget = reached.listen(() => atLeastSeconds === 0 && setTimeout(done, firstDelayMilliseconds));
      addEventListener('online', done);
      this.#wake = done;
    });
  }
}
