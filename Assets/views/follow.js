import { setAttribute } from './dom.js';

const nearPixels = 48;

/**
 * Keeps the newest words in view while the reader is at the end, and leaves the reader alone otherwise.
 */
export class Follow {
  /** Whether the end is being followed. */
  isFollowing = true;
  #lastTop = 0;

  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} content
   * @param {HTMLButtonElement} jump  shown while the reader is elsewhere
   */
  constructor(scroller, content, jump) {
    this.scroller = scroller;
    this.jump = jump;
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    scroller.addEventListener('wheel', (event) => event.deltaY < 0 && this.leave(), { passive: true });
    jump.addEventListener('click', () => this.toEnd(true));
    const watcher = new ResizeObserver(() => this.keep());
    watcher.observe(content);
    watcher.observe(scroller);
  }

  /**
   * Goes to the end and follows it from there.
   * @param {boolean} [isGentle]
   */
  toEnd(isGentle = false) {
    this.#set(true);
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden;
    const isNear = this.#distance < 3 * this.scroller.clientHeight;
    const behavior = isGentle && isNear && !isStill ? 'smooth' : 'auto';
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }

  /** Something has grown or shrunk. */
  keep() {
    if (!this.isFollowing) return this.#show();
    this.scroller.scrollTop = this.scroller.scrollHeight;
    // It may be less than before: then it was the content that shrank, and not the reader who went up.
    this.#lastTop = this.scroller.scrollTop;
  }

  get #distance() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** The reader goes elsewhere. */
  leave() {
    if (this.scroller.scrollHeight > this.scroller.clientHeight) this.#set(false);
  }

  #scrolled() {
    const isUpwards = this.scroller.scrollTop < this.#lastTop - 1;
    this.#lastTop = this.scroller.scrollTop;
    if (this.#distance < (isUpwards ? 4 : nearPixels)) this.#set(true);
    // Upwards and not because the content shrank: it was the reader.
    else if (isUpwards) this.#set(false);
    this.#show();
  }

  /** @param {boolean} isFollowing */
  #set(isFollowing) {
    this.isFollowing = isFollowing;
    this.#show();
  }

  #show() {
    setAttribute(this.jump, 'hidden', this.isFollowing || this.#distance < nearPixels);
  }
}
