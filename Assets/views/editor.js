import { t } from '../models/words.js';
import { wordButton } from './buttons.js';
import { isTouch, make, oncePerFrame } from './dom.js';

/** The field in which a sent message is changed, in the place of the message. */
export class Editor {
  #field = make('textarea', { 'data-test': 'editor', 'aria-label': t('editMessage'), rows: 2, dir: 'auto' });

  /**
   * @param {string} text
   * @param {(text: string) => void} keep  it has changed
   * @param {(text: string | null) => void} done  null: never mind
   */
  constructor(text, keep, done) {
    this.done = done;
    this.#field.value = text;
    this.#field.addEventListener('input', () => {
      this.#grow();
      keep(this.#field.value);
    });
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.element = make('div', { class: 'editor' }, this.#field,
      make('div', { class: 'editor-buttons' },
        wordButton('editor-cancel', t('cancel'), () => done(null)),
        wordButton('editor-send', t('save'), () => this.#send(), { isPrimary: true })));
    // Only in the page its height can be told.
    oncePerFrame(() => this.#grow())();
  }

  focus() {
    this.#grow();
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  #grow() {
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }

  #send() {
    const text = this.#field.value.trim();
    if (text) this.done(text);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.done(null);
    } else if (event.key === 'Enter' && !event.shiftKey && !isTouch()) {
      event.preventDefault();
      this.#send();
    }
  }
}
