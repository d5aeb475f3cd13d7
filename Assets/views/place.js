/**
 * Keeps what is being read where it is while things above it come or change their height. Browsers do so by themselves
 * while nothing is rearranged; WebKit does not.
 */
export class Place {
  /** @type {Element | null} */
  #element = null;
  #top = 0;

  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} list
   * @param {() => boolean} isFree  nothing else moves it
   */
  constructor(scroller, list, isFree) {
    this.scroller = scroller;
    this.list = list;
    // workaround: WebKit has no scroll anchoring
    if (CSS.supports('overflow-anchor', 'auto')) return;
    scroller.addEventListener('scroll', () => this.remember(), { passive: true });
    new ResizeObserver(() => isFree() && this.restore()).observe(list);
  }

  /** The first element in view is where the reader is. */
  remember() {
    const { top } = this.scroller.getBoundingClientRect();
    const { children } = this.list;
    let [low, high] = [0, children.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (children[middle].getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    this.#element = children[low] ?? null;
    this.#top = this.#element ? this.#element.getBoundingClientRect().top - top : 0;
  }

  restore() {
    if (!this.#element?.isConnected) return;
    const moved = this.#element.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - this.#top;
    if (Math.abs(moved) >= 1) this.scroller.scrollTop += moved;
  }
}
