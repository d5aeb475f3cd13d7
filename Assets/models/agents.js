import { call } from './api.js';
import { Signal } from './signal.js';

/** @typedef {import('./types.js').Agent} Agent */

const key = 'martlet.agent';

/** The agents that this Martlet offers, and the one that new chats begin with. */
export class Agents {
  /** @type {Agent[]} */
  all = [];
  /** @type {Signal<void>} */
  changed = new Signal();

  async refresh() {
    try {
      this.all = await call('GET', 'api/agents');
      this.changed.emit();
    } catch {
      // Whoever is known stays; it is asked again when the stream opens.
    }
  }

  /**
   * The agent of that name, else the one used last, else the first.
   * @param {string | undefined} name
   */
  resolve(name) {
    const known = (/** @type {string | null | undefined} */ wanted) =>
      this.all.find((agent) => agent.name === wanted);
    return known(name) ?? known(remembered()) ?? known('default') ?? this.all[0] ?? null;
  }

  /** @param {string} name */
  remember(name) {
    try {
      localStorage.setItem(key, name);
    } catch {
      // Storage may be full or forbidden: then it is forgotten.
    }
    this.changed.emit();
  }
}

function remembered() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
