import { address } from './api.js';
import { Signal } from './signal.js';
import { t } from './words.js';

/** @typedef {import('./types.js').Attachment} Attachment */

/**
 * One file on its way to the server. XMLHttpRequest, because `fetch` does not tell how much has been sent.
 */
export class Upload {
  /** @type {'uploading' | 'ready' | 'failed'} */
  state = 'uploading';
  /** How much is there, 0…1. */
  progress = 0;
  reason = '';
  /** @type {Attachment | null} */
  attachment = null;
  /** @type {Signal<void>} */
  changed = new Signal();
  #request = new XMLHttpRequest();

  /** @param {File} file */
  constructor(file) {
    this.name = file.name || t('pastedName');
    this.mime = file.type;
    this.size = file.size;
    this.file = file;
  }

  /**
   * One that the server already has, from a kept draft or an edited message.
   * @param {Attachment} attachment
   */
  static ready(attachment) {
    const upload = new Upload(new File([], attachment.name, { type: attachment.mime }));
    upload.size = attachment.size;
    upload.attachment = attachment;
    upload.#become('ready');
    return upload;
  }

  start() {
    const body = new FormData();
    body.append('file', this.file, this.name);
    const request = this.#request;
    request.upload.onprogress = ({ loaded, total }) => this.#advance(total ? loaded / total : 0);
    request.onload = () => this.#answered();
    request.onerror = () => this.#fail(t('network'));
    request.open('POST', address('api/upload'));
    request.setRequestHeader('Accept', 'application/json');
    request.send(body);
  }

  abort() {
    this.#request.abort();
  }

  /** @param {number} progress */
  #advance(progress) {
    this.progress = progress;
    this.changed.emit();
  }

  #answered() {
    const { status, responseText } = this.#request;
    const body = parsed(responseText);
    const attachment = Array.isArray(body) ? body[0] : body;
    if (status === 201 && attachment?.id) {
      this.attachment = attachment;
      return this.#become('ready');
    }
    const otherwise = status === 413 ? t('tooLarge') : t('badAnswer', { status });
    this.#fail(String(body?.error?.message ?? otherwise));
  }

  /** @param {string} reason */
  #fail(reason) {
    this.reason = reason;
    this.#become('failed');
  }

  /** @param {Upload['state']} state */
  #become(state) {
    this.state = state;
    this.progress = state === 'ready' ? 1 : this.progress;
    this.changed.emit();
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
