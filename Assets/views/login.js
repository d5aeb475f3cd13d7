import { logIn, setUp } from '../models/login.js';
import { t } from '../models/words.js';
import { make } from './dom.js';

/**
 * Covers the page until somebody is let in; then the page begins anew, as whoever it is. What was being written stays
 * among the drafts.
 * @param {string} code  `setup_required`: the first user is still to be made
 */
export function askWho(code) {
  if (document.querySelector('[data-test="login"]')) return;
  const key = new URLSearchParams(location.hash.slice(1)).get('setup') ?? '';
  const isSetup = code === 'setup_required';
  if (isSetup && !key) return show(make('p', { class: 'login-words' }, t('setupNeedsLink')), null);
  const name = field('name', 'text', 'username');
  const password = field('password', 'password', isSetup ? 'new-password' : 'current-password');
  const problem = make('p', { class: 'login-problem', role: 'alert', 'data-test': 'login-problem' });
  const button = make('button', { class: 'button primary', type: 'submit', 'data-test': 'login-enter' },
    t(isSetup ? 'setUp' : 'logIn'));
  const enter = async (/** @type {Event} */ event) => {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = '';
    try {
      if (isSetup) await setUp(key, name.value.trim(), password.value);
      else await logIn(name.value.trim(), password.value);
      if (isSetup) history.replaceState(null, '', location.pathname + location.search);
      location.reload();
    } catch (error) {
      problem.textContent = /** @type {Error} */ (error).message;
      button.disabled = false;
      password.select();
    }
  };
  const words = isSetup && make('p', { class: 'login-words' }, t('setupWelcome'));
  const form = make('form', { class: 'login-form', onsubmit: enter }, words, label('userName', name), label('password', password),
    problem, button);
  show(form, name);
}

/**
 * @param {HTMLElement} content
 * @param {HTMLElement | null} first  what to type into
 */
function show(content, first) {
  const mark = document.querySelector('.brand .mark')?.cloneNode(true);
  const title = make('h1', { class: 'login-title' }, mark, 'Martlet');
  const attributes = { class: 'login', 'data-test': 'login', 'aria-label': t('logIn') };
  const dialog = make('dialog', attributes, title, content);
  // There is nothing behind it that one could go back to.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  first?.focus();
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} purpose  for whoever fills it in by himself
 */
function field(name, type, purpose) {
  const attributes = { name, type, autocomplete: purpose, required: true, 'data-test': `login-${name}` };
  return make('input', { ...attributes, autocapitalize: 'none', spellcheck: 'false', enterkeyhint: 'go' });
}

/**
 * @param {'userName' | 'password'} word
 * @param {HTMLInputElement} input
 */
function label(word, input) {
  return make('label', { class: 'login-field' }, t(word), input);
}
