import { make } from './dom.js';
import { icon } from './icons.js';

/** @typedef {Parameters<typeof icon>[0]} IconName */

/**
 * A button that shows only a sign; its name is read out and shown when a pointer rests on it.
 * @param {string} hook     for tests
 * @param {string} label
 * @param {IconName} sign
 * @param {() => void} press
 */
export function signButton(hook, label, sign, press) {
  const names = { 'data-test': hook, 'aria-label': label, title: label };
  return make('button', { type: 'button', class: 'ghost', ...names, onclick: press }, icon(sign));
}

/**
 * The three points that open a menu.
 * @param {string} hook
 * @param {string} label
 * @param {(button: HTMLButtonElement) => void} open
 */
export function menuButton(hook, label, open) {
  const button = signButton(hook, label, 'dots', () => open(button));
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  return button;
}

/**
 * A button with words, and perhaps a sign before them.
 * @param {string} hook
 * @param {string} words
 * @param {() => void} press
 * @param {{sign?: IconName, isPrimary?: boolean}} [look]
 */
export function wordButton(hook, words, press, look = {}) {
  const style = look.isPrimary ? 'button primary' : 'button';
  const button = make('button', { type: 'button', class: style, 'data-test': hook, onclick: press }, words);
  if (look.sign) button.prepend(icon(look.sign));
  return button;
}
