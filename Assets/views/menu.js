import { listenForCloseRequest } from './close-request.js';
import { make } from './dom.js';
import { icon } from './icons.js';

/**
 * @typedef {object} Choice
 * @property {string} label
 * @property {string} [detail]    a second, quieter line
 * @property {Parameters<typeof icon>[0]} [icon]
 * @property {Record<string, string>} data   hooks, such as `data-action`
 * @property {boolean} [danger]
 * @property {boolean} [checked]  given: one of a set
 * @property {() => void} choose
 */

const gapPixels = 6;
const edgePixels = 8;

/** @type {{menu: HTMLElement, close: () => void} | null} */
let open = null;

export const isMenuOpen = () => open !== null;
export const closeMenu = () => open?.close();

/**
 * Opens a menu at its button: beside it on a desktop, as a sheet from below on a phone (the style decides).
 * @param {HTMLElement} button
 * @param {Choice[]} choices
 */
export function openMenu(button, choices) {
  open?.close();
  const menu = make('div', { class: 'menu', role: 'menu', 'data-test': 'menu' });
  const close = shut(button, menu);
  menu.append(...choices.map((choice) => entry(choice, close)));
  // In the landmark of its button: the other one may be out of reach behind the drawer.
  const home = button.closest('main, aside') ?? document.body;
  home.append(make('div', { class: 'menu-scrim', onclick: close }), menu);
  open = { menu, close };
  button.setAttribute('aria-expanded', 'true');
  place(menu, button.getBoundingClientRect());
  menu.addEventListener('keydown', (event) => steer(event, menu));
  const first = menu.querySelector('[aria-checked=true]') ?? menu.firstElementChild;
  if (first instanceof HTMLElement) first.focus();
}

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} menu
 */
function shut(button, menu) {
  const close = () => {
    forget();
    const hadFocus = menu.contains(document.activeElement);
    document.querySelector('.menu-scrim')?.remove();
    menu.remove();
    open = null;
    button.setAttribute('aria-expanded', 'false');
    if (hadFocus) button.focus();
  };
  const forget = listenForCloseRequest(close);
  return close;
}

/**
 * @param {Choice} choice
 * @param {() => void} close
 */
function entry(choice, close) {
  const isSet = choice.checked !== undefined;
  return make(
    'button',
    {
      type: 'button',
      role: isSet ? 'menuitemradio' : 'menuitem',
      'aria-checked': isSet ? String(choice.checked) : null,
      class: choice.danger ? 'danger' : null,
      tabindex: '-1',
      ...choice.data,
      onclick: () => {
        close();
        choice.choose();
      },
    },
    choice.icon && icon(choice.icon),
    make('span', { class: 'label' }, choice.label, choice.detail && make('small', {}, choice.detail)),
    choice.checked && icon('check'),
  );
}

/**
 * @param {HTMLElement} menu
 * @param {DOMRect} at
 */
function place(menu, at) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const isBelow = at.bottom + gapPixels + height <= innerHeight - edgePixels;
  const top = isBelow ? at.bottom + gapPixels : at.top - gapPixels - height;
  const left = at.left + width <= innerWidth - edgePixels ? at.left : at.right - width;
  menu.style.setProperty('--top', `${Math.max(edgePixels, top)}px`);
  menu.style.setProperty('--left', `${Math.max(edgePixels, left)}px`);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu
 */
function steer(event, menu) {
  const entries = /** @type {HTMLElement[]} */ ([...menu.children]);
  const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (next !== undefined) entries[(next + entries.length) % entries.length].focus();
  else if (event.key === 'Escape' || event.key === 'Tab') open?.close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
