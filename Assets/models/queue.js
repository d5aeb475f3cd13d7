import { uuid } from './ids.js';

/** @typedef {import('./outgoing.js').Draft} Draft */

const prefix = 'martlet.queued.';

/**
 * What is to be said in a session once its running answer is done. It survives a reload, and its client id
 * goes with it, so that two tabs that both send it say it once.
 */
export class Queue {
  /** @type {Draft | null} */
  draft = null;

  /** @param {{id: string | null}} session  its id may come later */
  constructor(session) {
    this.session = session;
    this.draft = read(session.id);
  }

  /**
   * Adds words and files; what waits already comes first.
   * @param {Draft} draft
   */
  add({ message, attachments, reasoning }) {
    const before = this.draft;
    const words = [before?.message ?? '', message].filter(Boolean).join('\n\n');
    const files = [...(before?.attachments ?? []), ...attachments];
    this.draft = { message: words, attachments: files, reasoning, clientId: uuid() };
    this.#keep();
  }

  /**
   * Takes out what waits: to be sent, or to be written on.
   * @returns {Draft | null}
   */
  take() {
    const { draft } = this;
    this.draft = null;
    this.#keep();
    return draft;
  }

  #keep() {
    try {
      if (this.draft) localStorage.setItem(prefix + this.session.id, JSON.stringify(this.draft));
      else localStorage.removeItem(prefix + this.session.id);
    } catch {
      // Storage may be full or forbidden: it waits as long as the page is open.
    }
  }
}

/**
 * @param {string | null} session
 * @returns {Draft | null}
 */
function read(session) {
  try {
    const kept = session && JSON.parse(localStorage.getItem(prefix + session) ?? 'null');
    if (!kept || typeof kept.message !== 'string' || !Array.isArray(kept.attachments)) return null;
    // A file that was not at the server yet is gone with the page.
    return { ...kept, attachments: kept.attachments.filter((/** @type {any} */ { file }) => !file) };
  } catch {
    return null;
  }
}
