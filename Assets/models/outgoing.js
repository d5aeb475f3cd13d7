import { ApiError, call } from './api.js';
import { uuid } from './ids.js';

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

const attempts = 8;
const firstDelayMilliseconds = 400;
const longestDelayMilliseconds = 8_000;

/**
 * One message on its way. It may be posted any number of times: its `clientId` makes the server run it once.
 * Holds nothing but values, so that an outbox on disk can keep it.
 */
export class Outgoing {
  at = Date.now();
  /** @type {'sending' | 'sent' | 'failed'} */
  state = 'sending';
  reason = '';
  turnId = '';

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
   * Posts it, patiently. Throws what the server said when it refused, or when nobody answered for long.
   * @param {() => Promise<void>} prepare  what has to be done before, as patiently
   */
  async post(prepare) {
    this.state = 'sending';
    for (let attempt = 1; ; attempt += 1) {
      try {
        await prepare();
        const accepted = await call('POST', 'api/chat', this.#body());
        this.state = 'sent';
        this.turnId = accepted?.turn_id ?? '';
        return;
      } catch (error) {
        const again = error instanceof ApiError && error.passes && attempt < attempts;
        if (!again) throw this.#fail(error);
        await pause(attempt, error.retryAfterSeconds);
      }
    }
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
    this.reason = error instanceof Error ? error.message : String(error);
    return error;
  }
}

/**
 * Waits longer each time, and not at all longer than until the network comes back.
 * @param {number} attempt
 * @param {number} atLeastSeconds
 */
function pause(attempt, atLeastSeconds) {
  const longest = Math.min(firstDelayMilliseconds * 2 ** attempt, longestDelayMilliseconds);
  const delay = Math.max(atLeastSeconds * 1_000, longest * (0.5 + Math.random() / 2));
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve(undefined);
    };
    const timer = setTimeout(done, delay);
    addEventListener('online', done);
  });
}
