import { highlighted } from '../models/snippet.js';
import { t } from '../models/words.js';
import { openDialog } from './dialog.js';
import { make } from './dom.js';
import { icon } from './icons.js';

/**
 * @typedef {object} Command
 * @property {string} label
 * @property {string} [detail]
 * @property {string} [group]
 * @property {string[]} [keys]
 * @property {Parameters<typeof icon>[0]} icon
 * @property {string} hook
 * @property {boolean} [isFound]  by its text, whatever its label
 * @property {() => void} run
 */

const mostShown = 50;
const searchDelayMilliseconds = 200;

/** Everything that can be done, and every chat, by a few letters. */
class Palette {
  #field = make('input', { type: 'text', role: 'combobox', 'data-test': 'palette-input', autocomplete: 'off',
    'aria-expanded': 'true', 'aria-controls': 'palette-list', 'aria-label': t('keyPalette'),
    placeholder: t('paletteHint'), enterkeyhint: 'go', spellcheck: 'false' });
  #list = make('div', { role: 'listbox', id: 'palette-list', 'aria-label': t('keyPalette') });
  #dialog = openDialog('palette', t('keyPalette'), make('label', {}, icon('search'), this.#field), this.#list);
  /** @type {Command[]} */
  #shown = [];
  /** @type {Command[]} */
  #found = [];
  #at = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Command[]} commands
   * @param {(words: string) => Promise<Command[]>} search  in the texts of the chats
   */
  constructor(commands, search) {
    this.commands = commands;
    this.search = search;
    this.#field.addEventListener('input', () => this.#typed());
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.#field.focus();
    this.#draw();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#at = 0;
    this.#found = [];
    this.#draw();
    const words = this.#field.value.trim();
    if (!words) return;
    this.#timer = setTimeout(async () => {
      const found = await this.search(words);
      if (words !== this.#field.value.trim()) return;
      this.#found = found;
      this.#draw();
    }, searchDelayMilliseconds);
  }

  #draw() {
    const words = this.#field.value.trim().toLocaleLowerCase().split(/\s+/);
    const fits = (/** @type {Command} */ { label }) =>
      words.every((word) => label.toLocaleLowerCase().includes(word));
    const known = this.commands.filter(fits);
    const more = this.#found.filter(({ hook }) => !known.some((one) => one.hook === hook));
    this.#shown = [...known, ...more].slice(0, mostShown);
    this.#at = Math.min(this.#at, Math.max(0, this.#shown.length - 1));
    const options = this.#shown.flatMap((command, index) => this.#option(command, index));
    this.#list.replaceChildren(...(options.length > 0 ? options : [make('p', { class: 'hint' }, t('noMatches'))]));
    this.#mark();
  }

  /**
   * @param {Command} command
   * @param {number} index
   */
  #option(command, index) {
    const { label, detail, group, keys = [], hook } = command;
    const query = this.#field.value;
    const texts = [marked(label, query), ...(detail ? [make('small', { dir: 'auto' }, ...pieces(detail, query))] : [])];
    const option = make('div', { role: 'option', id: `palette-${index}`, 'data-command': hook, onclick: () => this.#run(index) },
      icon(command.icon), make('span', { class: 'label' }, ...texts), ...keys.map((key) => make('kbd', {}, key)));
    option.addEventListener('pointermove', () => this.#move(index));
    const isFirst = group && group !== this.#shown[index - 1]?.group;
    return isFirst ? [make('p', { class: 'group', role: 'presentation' }, group), option] : [option];
  }

  /** @param {number} index */
  #move(index) {
    if (index === this.#at) return;
    this.#at = index;
    this.#mark();
  }

  #mark() {
    for (const option of this.#list.querySelectorAll('[role=option]')) {
      option.setAttribute('aria-selected', String(option.id === `palette-${this.#at}`));
    }
    this.#field.setAttribute('aria-activedescendant', `palette-${this.#at}`);
    this.#list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const last = this.#shown.length - 1;
    const next = { ArrowDown: this.#at + 1, ArrowUp: this.#at - 1 }[event.key];
    if (next !== undefined) this.#move(next > last ? 0 : next < 0 ? last : next);
    else if (event.key === 'Enter') this.#run(this.#at);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  #run(index) {
    const command = this.#shown[index];
    if (!command) return;
    this.#dialog.close();
    command.run();
  }
}

/**
 * @param {string} text
 * @param {string} query
 */
const marked = (text, query) => make('span', { dir: 'auto' }, ...pieces(text, query));

/**
 * @param {string} text
 * @param {string} query
 * @returns {(Node | string)[]}
 */
function pieces(text, query) {
  return highlighted(text, query).map((piece) => (piece.isMatch ? make('mark', {}, piece.text) : piece.text));
}

/**
 * @param {Command[]} commands
 * @param {(words: string) => Promise<Command[]>} search
 */
export function openPalette(commands, search) {
  new Palette(commands, search);
}
