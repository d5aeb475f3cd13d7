// Pictures that are written out in base64, known by their first bytes and by nothing else.

const shortest = 80;
/** Whole lines of it, and one that is shorter at the very end. */
const run = /[A-Za-z0-9+/]{60,}(?:\n[A-Za-z0-9+/]{60,})*(?:\n[A-Za-z0-9+/]{1,76}={0,2}(?=\s*$))?={0,2}/y;
const prefix = /data:image\/[\w.+-]{1,20};base64,\s?/iy;

/** @type {[string, RegExp][]} */
const kinds = [
  ['image/png', /^iVBORw0KGgo/],
  ['image/jpeg', /^\/9j\//],
  ['image/gif', /^R0lGOD[dl]h/],
  // RIFF, four bytes of length, WEBP.
  ['image/webp', /^UklGR.{6}XRUJQ/],
];

/**
 * The type of what such a text says; empty if it is no picture that we show.
 * @param {string} data
 */
function mimeOf(data) {
  const known = kinds.find(([, pattern]) => pattern.test(data.slice(0, 24)));
  return known ? known[0] : '';
}

/**
 * The picture at `at`, bare or as a `data:` address, or null.
 * @param {string} text
 * @param {number} at
 * @returns {{address: string, end: number} | null}
 */
export function pictureAt(text, at) {
  prefix.lastIndex = at;
  run.lastIndex = prefix.test(text) ? prefix.lastIndex : at;
  const found = run.exec(text);
  const address = found ? pictureAddress(found[0]) : '';
  return address ? { address, end: run.lastIndex } : null;
}

/**
 * The `data:` address of a text that is a picture and nothing else, with or without an address's beginning; the empty
 * string if it is none.
 * @param {string} text
 */
export function pictureAddress(text) {
  const data = text.trim().replace(/^data:image\/[\w.+-]{1,20};base64,/i, '').replace(/\s+/g, '');
  const mime = data.length >= shortest ? mimeOf(data) : '';
  return mime && /^[A-Za-z0-9+/]+={0,2}$/.test(data) ? `data:${mime};base64,${data}` : '';
}

/**
 * Whether a text that is still being written looks like the beginning of one.
 * @param {string} text
 */
export function beginsPicture(text) {
  return /^\s*(?:data:image\/[\w.+-]{1,20};base64,\s*)?(?:iVBORw0KGgo|\/9j\/|R0lGOD[dl]h|UklGR)[A-Za-z0-9+/\s]*={0,2}\s*$/
    .test(text);
}

/**
 * Whether a long text is such a beginning all over, without a look at all of it.
 * @param {string} text
 */
export function isPictureComing(text) {
  return text.length > 400 && beginsPicture(text.slice(0, 400)) && /^[A-Za-z0-9+/=\n]*$/.test(text.slice(-100));
}
