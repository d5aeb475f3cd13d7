import { listenForCloseRequest } from './close-request.js';
import { find } from './dom.js';

const narrow = matchMedia('(max-width: 799px), (max-height: 480px)');
const key = 'martlet.sidebar';

/**
 * The sidebar's coming and going: a drawer over the page on a phone, a column that can be folded on a
 * desktop.
 */
export class Drawer {
  #sidebar;
  #main;
  #opener;
  #scrim;
  #forget = () => {};

  /** @param {HTMLElement} page */
  constructor(page) {
    this.#sidebar = find(page, 'sidebar', HTMLElement);
    this.#main = find(page, 'main', HTMLElement);
    this.#opener = find(page, 'open-sidebar', HTMLButtonElement);
    this.#scrim = find(page, 'scrim', HTMLElement);
    this.#opener.addEventListener('click', () => this.toggle(true));
    find(page, 'close-sidebar', HTMLButtonElement).addEventListener('click', () => this.toggle(false));
    this.#scrim.addEventListener('click', () => this.toggle(false));
    narrow.addEventListener('change', () => this.#set(this.#remembered));
    this.#set(this.#remembered);
  }

  get isOverlay() {
    return narrow.matches;
  }

  get isOpen() {
    return this.#sidebar.dataset.open === 'true';
  }

  /** @param {boolean} isOpen */
  toggle(isOpen) {
    const isChange = isOpen !== this.isOpen;
    this.#set(isOpen);
    if (!this.isOverlay) remember(isOpen);
    if (!isChange) return;
    if (isOpen) find(this.#sidebar, 'close-sidebar', HTMLButtonElement).focus();
    else this.#opener.focus();
  }

  /** On a phone it makes way for what was chosen in it. */
  giveWay() {
    if (this.isOverlay && this.isOpen) this.#set(false);
  }

  get #remembered() {
    return !narrow.matches && recall();
  }

  /** @param {boolean} isOpen */
  #set(isOpen) {
    this.#sidebar.dataset.open = String(isOpen);
    document.body.dataset.sidebar = isOpen ? 'open' : 'closed';
    this.#opener.setAttribute('aria-expanded', String(isOpen));
    this.#sidebar.toggleAttribute('inert', !isOpen);
    this.#main.toggleAttribute('inert', isOpen && this.isOverlay);
    this.#scrim.hidden = !(isOpen && this.isOverlay);
    this.#forget();
    this.#forget = isOpen && this.isOverlay ? listenForCloseRequest(() => this.toggle(false)) : () => {};
  }
}

function recall() {
  try {
    return localStorage.getItem(key) !== 'closed';
  } catch {
    return true;
  }
}

/** @param {boolean} isOpen */
function remember(isOpen) {
  try {
    localStorage.setItem(key, isOpen ? 'open' : 'closed');
  } catch {
    // Then it is open again next time.
  }
}
