/**
 * A module that is loaded when it is first wanted. Once it is there it is used at once, so that no key pressed
 * after the one that wanted it goes elsewhere.
 * @template T
 */
export class Later {
  /** @type {T | null} */
  #module = null;

  /** @param {() => Promise<T>} load */
  constructor(load) {
    this.load = load;
  }

  /**
   * @param {(module: T) => void} use
   * @param {(error: Error) => void} failed  it could not be loaded: no network, another build
   */
  use(use, failed) {
    if (this.#module) return use(this.#module);
    this.load().then((module) => {
      this.#module = module;
      use(module);
    }, failed);
  }
}
