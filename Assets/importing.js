import { sendFile } from './models/api.js';
import { t } from './models/words.js';
import { find } from './views/dom.js';

/** @typedef {import('./app.js').App} App */

/** Brings in chats from files. */
export class Importer {
  #field;

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.#field = find(app.page, 'import-input', HTMLInputElement);
    find(app.page, 'import', HTMLButtonElement).addEventListener('click', () => this.choose());
    this.#field.addEventListener('change', async () => {
      const files = [...(this.#field.files ?? [])];
      await this.take(files);
      this.#field.value = '';
    });
  }

  choose() {
    this.#field.click();
  }

  /** @param {File[]} files */
  async take(files) {
    const { sessions, toast } = this.app;
    let last = '';
    for (const file of files) {
      try {
        const session = await sendFile('api/import', file);
        sessions.put(session);
        last = session.id;
      } catch (error) {
        const reason = error instanceof Error ? error.message : '';
        return toast.error(t('importFailed', { name: file.name, reason }));
      }
    }
    if (last) this.app.go(last);
  }
}
