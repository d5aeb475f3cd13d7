import { t } from '../models/words.js';
import { fitting, kept, zoomed } from '../models/zoom.js';
import { signButton } from './buttons.js';
import { openDialog } from './dialog.js';
import { make } from './dom.js';
import { Fingers } from './fingers.js';
import { icon } from './icons.js';

/**
 * @typedef {{source: string, name: string}} Picture
 * @typedef {{x: number, y: number}} Point
 */

const stepFactor = 1.5;
const closeUp = 2.5;

/** Pictures over the whole page: nearer and farther, one after the other. */
class Lightbox {
  #image = make('img', { alt: '', draggable: 'false' });
  #stage = make('div', { class: 'stage-of' }, this.#image);
  #name = make('span', { class: 'name', dir: 'auto' });
  #count = make('span', { class: 'count', 'aria-live': 'polite' });
  #original = make('a', { class: 'ghost', target: '_blank', rel: 'noopener', 'aria-label': t('openOriginal'), title: t('openOriginal') },
    icon('save'));
  #previous = signButton('previous-picture', t('previousPicture'), 'left', () => this.#show(this.at - 1));
  #next = signButton('next-picture', t('nextPicture'), 'right', () => this.#show(this.at + 1));
  #zoom = fitting;
  #dialog;

  /**
   * @param {Picture[]} pictures
   * @param {number} at
   */
  constructor(pictures, at) {
    this.pictures = pictures;
    this.at = at;
    const out = signButton('zoom-out', t('zoomOut'), 'minus', () => this.#by(1 / stepFactor));
    const closer = signButton('zoom-in', t('zoomIn'), 'plus', () => this.#by(stepFactor));
    const close = signButton('close-lightbox', t('close'), 'close', () => this.#dialog.close());
    this.#dialog = openDialog('lightbox', t('pictures'), this.#stage,
      make('header', {}, this.#count, this.#name, out, closer, this.#original, close), this.#previous, this.#next);
    this.#listen();
    this.#show(at);
    close.focus();
  }

  #listen() {
    this.#dialog.addEventListener('keydown', (event) => this.#key(event));
    this.#stage.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.#by(Math.exp(-event.deltaY / 300), this.#point(event));
    }, { passive: false });
    this.#stage.addEventListener('dblclick', (event) => {
      if (this.#zoom.scale > 1) this.#set(fitting);
      else this.#by(closeUp, this.#point(event));
    });
    new Fingers(this.#stage, {
      pinch: (factor, at) => this.#by(factor, this.#point(at)),
      drag: (x, y) => this.#set({ ...this.#zoom, x: this.#zoom.x + x, y: this.#zoom.y + y }),
      swipe: (by) => this.#zoom.scale === 1 && this.#show(this.at + by),
      tap: (target) => target === this.#stage && this.#dialog.close(),
    });
  }

  /** @param {number} at */
  #show(at) {
    if (at < 0 || at >= this.pictures.length) return;
    this.at = at;
    const { source, name } = this.pictures[at];
    this.#image.src = source;
    this.#image.alt = name;
    this.#name.textContent = name;
    this.#original.href = source;
    // No browser opens such an address as a page.
    this.#original.toggleAttribute('download', source.startsWith('data:'));
    this.#count.textContent = this.pictures.length > 1 ? `${at + 1} / ${this.pictures.length}` : '';
    this.#previous.disabled = at === 0;
    this.#next.disabled = at === this.pictures.length - 1;
    this.#previous.hidden = this.#next.hidden = this.pictures.length === 1;
    this.#set(fitting);
  }

  /**
   * @param {number} factor
   * @param {Point} [point]  from the middle
   */
  #by(factor, point = { x: 0, y: 0 }) {
    this.#set(zoomed(this.#zoom, factor, point));
  }

  /** @param {import('../models/zoom.js').Zoom} zoom */
  #set(zoom) {
    const picture = { width: this.#image.offsetWidth, height: this.#image.offsetHeight };
    this.#zoom = kept(zoom, picture, { width: this.#stage.clientWidth, height: this.#stage.clientHeight });
    const { scale, x, y } = this.#zoom;
    this.#image.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.#stage.toggleAttribute('data-near', scale > 1);
  }

  /** @param {{clientX: number, clientY: number}} at */
  #point({ clientX, clientY }) {
    const { left, top, width, height } = this.#stage.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'ArrowLeft') this.#show(this.at - 1);
    else if (event.key === 'ArrowRight') this.#show(this.at + 1);
    else if (event.key === '+' || event.key === '=') this.#by(stepFactor);
    else if (event.key === '-') this.#by(1 / stepFactor);
    else if (event.key === '0') this.#set(fitting);
    else return;
    event.preventDefault();
  }
}

/**
 * @param {Picture[]} pictures
 * @param {number} at
 */
export function openLightbox(pictures, at) {
  new Lightbox(pictures, at);
}
