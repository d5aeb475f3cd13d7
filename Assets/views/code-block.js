import { beginsPicture, pictureAddress } from '../models/markdown/pictures.js';
import { t } from '../models/words.js';
import { copyButton } from './copy-button.js';
import { make } from './dom.js';
import { highlight } from './highlight.js';
import { picture } from './inlines.js';

/** @typedef {import('../models/markdown/blocks.js').Code} Code */

/** Long code is laid out in pieces of so many lines, so that a line that is added does not lay out all of it again. */
const linesAtATime = 60;

/**
 * Code with its language and a button that copies it; or the picture that it is.
 * @param {Code} block
 * @param {boolean} isOpen  it may still grow
 */
export function drawCode(block, isOpen) {
  const drawn = mayBePicture(block) ? drawPicture(block.text, isOpen) : null;
  if (drawn) return drawn;
  const code = make('code', { class: block.language ? `language-${word(block.language)}` : null });
  const copy = copyButton('copy-code', t('copyCode'), () => code.textContent ?? '');
  const label = make('span', {}, block.language.slice(0, 40));
  const figure = make('figure', { class: 'code' }, make('figcaption', {}, label, copy),
    make('pre', { tabindex: '0', dir: 'ltr' }, code));
  append(code, shown(block));
  if (!isOpen) highlight(code, block.language);
  return figure;
}

/**
 * Adds what has come to a block that is being written; false if it is not merely longer.
 * @param {HTMLElement} figure
 * @param {Code} old
 * @param {Code} block
 * @param {boolean} isOpen
 */
export function growCode(figure, old, block, isOpen) {
  const code = figure.querySelector('pre code');
  const [before, now] = [shown(old), shown(block)];
  if (mayBePicture(block)) return !code && isOpen;
  if (!(code instanceof HTMLElement) || old.language !== block.language || !now.startsWith(before)) return false;
  append(code, now.slice(before.length));
  if (!isOpen) highlight(code, block.language);
  return true;
}

/** @param {Code} block */
function shown({ text }) {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** @param {string} language */
function word(language) {
  return language.toLowerCase().replace(/[^\w+#.-]/g, '').slice(0, 40);
}

/**
 * How many lines a piece holds.
 * @type {WeakMap<Element, number>}
 */
const counts = new WeakMap();

/**
 * @param {HTMLElement} code
 * @param {string} text
 */
function append(code, text) {
  for (let at = 0; at < text.length; ) {
    const last = code.lastElementChild;
    const piece = last && (counts.get(last) ?? 0) < linesAtATime ? last : make('span');
    if (piece !== last) code.append(piece);
    const { end, lines } = cut(text, at, linesAtATime - (counts.get(piece) ?? 0));
    counts.set(piece, (counts.get(piece) ?? 0) + lines);
    if (piece.lastChild instanceof Text) piece.lastChild.appendData(text.slice(at, end));
    else piece.append(text.slice(at, end));
    at = end;
  }
}

/**
 * Where so many lines end.
 * @param {string} text
 * @param {number} from
 * @param {number} most
 */
function cut(text, from, most) {
  let end = from;
  let lines = 0;
  while (lines < most) {
    const next = text.indexOf('\n', end);
    if (next < 0) return { end: text.length, lines };
    end = next + 1;
    lines += 1;
  }
  return { end, lines };
}

/** @param {Code} block */
function mayBePicture({ text }) {
  return beginsPicture(text.slice(0, 400));
}

/**
 * @param {string} text
 * @param {boolean} isOpen
 */
function drawPicture(text, isOpen) {
  const address = isOpen ? '' : pictureAddress(text);
  if (address) return make('p', {}, picture(address, t('picture')));
  return isOpen ? make('p', {}, make('span', { class: 'working' }, t('pictureComes'))) : null;
}
