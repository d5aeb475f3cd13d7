import { Upload } from '../models/upload.js';
import { t } from '../models/words.js';
import { bytes, isPicture, uploadAddress } from './attachment.js';
import { signButton } from './buttons.js';
import { make, setAttribute } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('../models/types.js').Attachment} Attachment */

/** The files of a draft: on their way, there, or failed. */
export class AttachmentTray {
  /** @type {Upload[]} */
  #uploads = [];

  /**
   * @param {HTMLElement} element
   * @param {() => void} changed
   */
  constructor(element, changed) {
    this.element = element;
    this.changed = changed;
  }

  get isUploading() {
    return this.#uploads.some(({ state }) => state === 'uploading');
  }

  /** Something of it would be lost with the page. */
  get isUnsettled() {
    return this.#uploads.some(({ state }) => state === 'uploading' || state === 'waiting');
  }

  /** @returns {Attachment[]} those that the server has */
  get attachments() {
    return this.#uploads.flatMap(({ attachment }) => (attachment ? [attachment] : []));
  }

  /**
   * Shows these instead; uploads that still ran are given up.
   * @param {Attachment[]} attachments
   */
  show(attachments) {
    for (const upload of this.#uploads) if (upload.state !== 'ready') upload.abort();
    this.#uploads = [];
    this.element.replaceChildren();
    for (const attachment of attachments) this.#put(Upload.ready(attachment));
  }

  /** @param {Iterable<File>} files */
  add(files) {
    for (const file of files) {
      const upload = new Upload(file);
      this.#put(upload);
      upload.start();
    }
    this.changed();
  }

  /** @param {Upload} upload */
  #put(upload) {
    this.#uploads.push(upload);
    /** @type {UploadTile} */
    const tile = new UploadTile(upload, () => this.#remove(upload, tile.element));
    let before = upload.state;
    upload.changed.listen(() => {
      tile.update();
      if (upload.state !== before || upload.state !== 'uploading') this.changed();
      before = upload.state;
    });
    this.element.append(tile.element);
  }

  /**
   * @param {Upload} upload
   * @param {HTMLElement} tile
   */
  #remove(upload, tile) {
    upload.abort();
    this.#uploads = this.#uploads.filter((one) => one !== upload);
    tile.remove();
    this.changed();
  }
}

class UploadTile {
  #bar = make('progress', { max: 1, value: 0 });
  #note = make('small');
  #size = make('button', { type: 'button', class: 'size', 'data-test': 'use-original', hidden: true });

  /**
   * @param {Upload} upload
   * @param {() => void} remove
   */
  constructor(upload, remove) {
    this.upload = upload;
    const button = signButton('remove-attachment', t('remove', { name: upload.name }), 'close', remove);
    button.className = 'remove';
    const kind = isPicture(upload.mime) ? 'picture' : 'chip';
    this.#size.addEventListener('click', () => upload.choose(!upload.isOriginal));
    this.#bar.setAttribute('aria-label', t('uploading', { name: upload.name }));
    this.element = make('div', { class: `upload ${kind}`, 'data-test': 'attachment', title: upload.name },
      kind === 'picture' ? preview(upload) : icon('file'),
      make('span', { class: 'name' }, upload.name), this.#note, this.#size, this.#bar, button);
    this.update();
  }

  update() {
    const { state, progress, size, reason, name, attachment } = this.upload;
    this.element.dataset.state = state;
    if (attachment) this.element.dataset.id = attachment.id;
    this.#bar.value = progress;
    this.#bar.hidden = state !== 'uploading';
    this.#note.textContent = state === 'failed' ? reason : state === 'waiting' ? t('waitsForNetwork') : bytes(size);
    this.#drawSize();
    if (state === 'failed') this.element.title = t('uploadFailed', { name, reason });
  }

  /** A picture that was made smaller can be sent as it is. */
  #drawSize() {
    const { smaller, isOriginal, size, file } = this.upload;
    this.#size.hidden = smaller === null;
    if (!smaller) return;
    this.#size.textContent = bytes(size);
    const words = isOriginal
      ? t('sendSmaller', { size: bytes(smaller.size) })
      : t('sendOriginal', { size: bytes(file.size) });
    setAttribute(this.#size, 'title', words);
    setAttribute(this.#size, 'aria-label', `${bytes(size)}. ${words}`);
    setAttribute(this.#size, 'aria-pressed', String(isOriginal));
  }
}

/** @param {Upload} upload */
function preview({ file, attachment, name }) {
  if (attachment) return make('img', { src: uploadAddress(attachment), alt: name });
  const source = URL.createObjectURL(file);
  const image = make('img', { src: source, alt: name });
  image.addEventListener('load', () => URL.revokeObjectURL(source), { once: true });
  return image;
}
