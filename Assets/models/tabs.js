import { address } from './api.js';
import { uuid } from './ids.js';
import { Signal } from './signal.js';

const beatMilliseconds = 4_000;
const silenceMilliseconds = 10_000;
const answerMilliseconds = 1_000;

/**
 * The tabs of this browser that show the same Martlet. One of them leads: it holds a lock, which falls to
 * another when the tab goes, and which is taken from it when it does not answer (a frozen tab keeps its lock).
 */
export class Tabs {
  /** Whether browser and origin have what it takes; plain http has no locks. */
  static get areKnown() {
    return 'locks' in navigator && typeof BroadcastChannel === 'function';
  }

  id = uuid();
  isLeader = false;
  /**
   * This tab leads from now on, or no longer.
   * @type {Signal<boolean>}
   */
  led = new Signal();
  /**
   * What another tab says.
   * @type {Signal<Record<string, any>>}
   */
  heard = new Signal();

  #name = `martlet ${address('')}`;
  #channel = new BroadcastChannel(this.#name);
  #lastBeat = Date.now();
  #candidacy = new AbortController();
  /** @type {() => void} */
  #resign = () => {};

  constructor() {
    this.#channel.addEventListener('message', ({ data }) => this.#hear(data));
    addEventListener('pagehide', () => this.#resign());
    addEventListener('pageshow', ({ persisted }) => persisted && this.#stand());
    setInterval(() => this.#beat(), beatMilliseconds);
    this.#stand();
  }

  /** @param {{type: string, [more: string]: unknown}} words */
  say(words) {
    this.#channel.postMessage({ ...words, tab: this.id });
  }

  /** Asks whether the leader is awake; who gets no answer leads. */
  async rouse() {
    if (this.isLeader) return;
    const asked = Date.now();
    this.say({ type: 'rouse' });
    await new Promise((resolve) => setTimeout(resolve, answerMilliseconds));
    if (this.#lastBeat < asked && !this.isLeader) this.#stand(true);
  }

  /**
   * Waits until this tab may lead, and then leads until it resigns or is robbed.
   * @param {boolean} [steal]
   */
  async #stand(steal = false) {
    this.#candidacy.abort();
    this.#resign();
    const candidacy = new AbortController();
    this.#candidacy = candidacy;
    const options = steal ? { steal } : { signal: candidacy.signal };
    try {
      await navigator.locks.request(this.#name, options, () => this.#lead());
    } catch {
      if (candidacy !== this.#candidacy) return;
      // Robbed: another tab took us for asleep.
      this.#become(false);
      this.#stand();
    }
  }

  /** @returns {Promise<void>} ends with the leadership */
  #lead() {
    this.#become(true);
    return new Promise((resolve) => {
      this.#resign = () => {
        this.#resign = () => {};
        this.#become(false);
        resolve();
      };
    });
  }

  /** @param {boolean} isLeader */
  #become(isLeader) {
    if (isLeader === this.isLeader) return;
    this.isLeader = isLeader;
    if (isLeader) this.say({ type: 'beat' });
    this.led.emit(isLeader);
  }

  #beat() {
    if (this.isLeader) this.say({ type: 'beat' });
    else if (!document.hidden && Date.now() - this.#lastBeat > silenceMilliseconds) this.rouse();
  }

  /** @param {any} words */
  #hear(words) {
    if (words.type === 'rouse') return this.isLeader ? this.say({ type: 'beat' }) : undefined;
    if (words.type === 'beat') this.#lastBeat = Date.now();
    this.heard.emit(words);
  }
}
