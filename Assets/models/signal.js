/**
 * A list of listeners. Models tell through it that they changed and know nothing of who draws them.
 * @template T
 */
export class Signal {
  /** @type {Set<(value: T) => void>} */
  #listeners = new Set();

  /**
   * @param {(value: T) => void} listener
   * @returns {() => void} ends it
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @type {[T] extends [void] ? () => void : (value: T) => void} */
  emit = /** @type {any} */ ((/** @type {T} */ value) => {
    for (const listener of [...this.#listeners]) listener(value);
  });
}
