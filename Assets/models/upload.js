import { address, ownFields, reached, sendFile } from './api.js';
import { uuid } from './ids.js';
import { smallerPicture } from './picture.js';
import { Signal } from './signal.js';
import { t } from './words.js';

/** @typedef {import('./types.js').Attachment} Attachment */

/**
 * One file on its way to the server. XMLHttpRequest, because `fetch` does not tell how much has been sent.
 */
export class Upload {
  /** @type {'uploading' | 'waiting' | 'ready' | 'failed'} */
  state = 'uploading';
  /** How much is there, 0…1. */
  progress = 0;
  reason = '';
  /** @type {Attachment | null} */
  attachment = null;
  /** @type {Signal<void>} */
  changed = new Signal();
  #request = new XMLHttpRequest();
  /**
   * The picture made smaller; null where it goes as it is.
   * @type {File | null}
   */
  smaller = null;
  isOriginal = false;
  /** @type {() => void} */
  #stopWaiting = () => {};
  /** Counts the beginnings, so that what was given up comes too late. */
  #attempt = 0;

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

  /** Makes a large picture smaller, and sends it. */
  async start() {
    const attempt = ++this.#attempt;
    this.smaller = await smallerPicture(this.file);
    if (attempt === this.#attempt) this.#post(this.smaller ?? this.file);
  }

  /**
   * Sends the picture as it is after all, or the smaller one.
   * @param {boolean} isOriginal
   */
  choose(isOriginal) {
    if (!this.smaller || isOriginal === this.isOriginal) return;
    this.abort();
    this.isOriginal = isOriginal;
    this.attachment = null;
    this.progress = 0;
    this.#become('uploading');
    this.#post(isOriginal ? this.file : this.smaller);
  }

  /** @param {File} file */
  #post(file) {
    const body = new FormData();
    body.append('file', file, file === this.file ? this.name : file.name);
    this.size = file.size;
    const request = new XMLHttpRequest();
    this.#request = request;
    request.upload.onprogress = ({ loaded, total }) => this.#advance(total ? loaded / total : 0);
    request.onload = () => this.#answered();
    request.onerror = () => this.#wait(file);
    request.open('POST', address('api/upload'));
    for (const [name, value] of Object.entries(ownFields)) request.setRequestHeader(name, value);
    request.send(body);
    this.changed.emit();
  }

  /**
   * Without a network it waits; a message may go with it all the same, and takes it along when it can.
   * @param {File} file
   */
  #wait(file) {
    const { name } = this;
    const { type, size } = file;
    this.attachment = { id: uuid(), name, mime: type, size, url: URL.createObjectURL(file), file };
    this.#stopWaiting();
    const again = () => {
      this.#stopWaiting();
      this.attachment = null;
      this.#become('uploading');
      this.#post(file);
    };
    this.#stopWaiting = reached.listen(again);
    this.#become('waiting');
  }

  abort() {
    this.#stopWaiting();
    this.#attempt += 1;
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

/**
 * Sends a file that had to wait.
 * @param {File} file
 * @param {string} name
 * @returns {Promise<Attachment>}
 */
export async function uploadFile(file, name) {
  const answer = await sendFile('api/upload', file, name);
  return Array.isArray(answer) ? answer[0] : answer;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
