import { call } from './api.js';
import { Signal } from './signal.js';

/** @typedef {import('./types.js').Agent} Agent */

const key = 'martlet.agent';
const listKey = 'martlet.agents';

/** The agents that this Martlet offers, and the one that new chats begin with. */
export class Agents {
  /** @type {Agent[]} */
  all = [];
  /** @type {Signal<void>} */
  changed = new Signal();

  async refresh() {
    try {
      this.all = await call('GET', 'api/agents');
      keep(this.all);
    } catch {
      // Whoever is known stays; it is asked again when the stream opens.
      if (this.all.length === 0) this.all = kept();
    }
    this.changed.emit();
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

/** @param {Agent[]} agents */
function keep(agents) {
  try {
    localStorage.setItem(listKey, JSON.stringify(agents));
  } catch {
    // Then nobody is known without a network.
  }
}

/** @returns {Agent[]} */
function kept() {
  try {
    const agents = JSON.parse(localStorage.getItem(listKey) ?? '[]');
    return Array.isArray(agents) ? agents : [];
  } catch {
    return [];
  }
}

function remembered() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
