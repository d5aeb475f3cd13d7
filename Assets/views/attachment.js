import { address } from '../models/api.js';
import { make } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('../models/types.js').Attachment} Attachment */

/**
 * What a browser may show as a picture; the server says by content, not by name.
 * @param {string} mime
 */
export const isPicture = (mime) => /^image\/(?:png|jpeg|gif|webp|avif)$/.test(mime);

/**
 * Where an uploaded file is.
 * @param {Attachment} attachment
 */
export const uploadAddress = ({ id, url }) => address(url || `api/uploads/${id}`);

/**
 * A file that was sent: a picture as such, others as a chip, both open in a new page.
 * @param {Attachment} attachment
 */
export function attachmentTile(attachment) {
  const { id, name, mime, size } = attachment;
  const href = uploadAddress(attachment);
  const hooks = { 'data-test': 'attachment', 'data-id': id };
  const link = make('a', { href, target: '_blank', rel: 'noopener', title: name, ...hooks });
  if (isPicture(mime)) {
    link.className = 'picture';
    link.append(make('img', { src: href, alt: name, loading: 'lazy' }));
  } else {
    link.className = 'chip';
    link.append(icon('file'), make('span', { class: 'name' }, name), make('small', {}, `${kind(name, mime)} · ${bytes(size)}`));
  }
  return link;
}

/**
 * What sort of file it is, in a few letters.
 * @param {string} name
 * @param {string} mime
 */
export function kind(name, mime) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? mime.split('/').at(-1) ?? '';
  return ending.slice(0, 8).toUpperCase();
}

/**
 * A size as a person reads it.
 * @param {number} size  in bytes
 */
export function bytes(size) {
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(size, 1)) / 10));
  const value = size / 1024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
