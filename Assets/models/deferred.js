/** How long a deletion can be undone. */
export const graceMilliseconds = 5_000;

/**
 * A deletion that happens a little later, so that it can be undone without asking beforehand. When the page
 * goes away, it happens at once.
 */
export class Deferred {
  /** @param {(leaving: boolean) => void} commit */
  constructor(commit) {
    this.#commit = commit;
    this.#timer = setTimeout(() => this.#do(false), graceMilliseconds);
    addEventListener('pagehide', this.#leave);
  }

  #commit;
  #timer;
  #leave = () => this.#do(true);

  undo() {
    this.#settle();
  }

  /** @param {boolean} leaving */
  #do(leaving) {
    this.#settle();
    this.#commit(leaving);
  }

  #settle() {
    clearTimeout(this.#timer);
    removeEventListener('pagehide', this.#leave);
  }
}
