/** @typedef {import('./types.js').SessionInfo} SessionInfo */

const key = 'martlet.seen';
const keptLimit = 400;

/** What of the sessions was seen on this device, so that the others can be marked. */
export class Seen {
  /** What is older than the first visit counts as seen. */
  #since = Date.now();
  /** @type {Map<string, number>} session → the `updated` that was seen */
  #at = new Map();

  /** Grows when something else counts as seen. */
  version = 0;

  constructor() {
    this.read();
  }

  /** Reads what this or another tab has kept. */
  read() {
    this.version += 1;
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
      if (!kept) return this.#keep();
      this.#since = Number(kept.since) || this.#since;
      this.#at = new Map(kept.at);
    } catch {
      // Storage may be forbidden or damaged: then nothing is unread.
    }
  }

  /** @param {SessionInfo} session */
  isUnread({ id, updated, running }) {
    return !running && updated > (this.#at.get(id) ?? this.#since);
  }

  /** @param {SessionInfo} session */
  see({ id, updated }) {
    if ((this.#at.get(id) ?? 0) >= updated) return;
    this.version += 1;
    this.#at.delete(id);
    this.#at.set(id, updated);
    for (const oldest of this.#at.keys()) {
      if (this.#at.size <= keptLimit) break;
      this.#at.delete(oldest);
    }
    this.#keep();
  }

  /**
   * Whether a change of the storage is about this.
   * @param {string | null} changed
   */
  isKey(changed) {
    return changed === key;
  }

  #keep() {
    try {
      localStorage.setItem(key, JSON.stringify({ since: this.#since, at: [...this.#at] }));
    } catch {
      // Then it is forgotten with the page.
    }
  }
}
