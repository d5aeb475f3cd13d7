// Addresses that stand in the text without any markup (GFM §6.9), or in `<>`.

/** @typedef {{target: string, text: string}} Autolink */

const web = /(?:(?:https?|ftp):\/\/|www\.)[^\s<>]{1,2000}/iy;
const angledWeb = /<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>/y;
const angledMail = /<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255})>/y;
const mail = /[\w.+-]{1,64}@[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,8}/iy;

/**
 * The address that begins at `at`, or null. What stands before must let it begin.
 * @param {string} text
 * @param {number} at
 * @param {boolean} isBracketed  it ends where a bracket closes
 * @returns {Autolink | null}
 */
export function autolinkAt(text, at, isBracketed) {
  if (/[\p{L}\p{N}/]/u.test(text[at - 1] ?? '')) return null;
  web.lastIndex = at;
  const all = web.exec(text)?.[0];
  const found = isBracketed ? all?.split(']', 1)[0] : all;
  const link = found ? withoutTail(found) : '';
  const domain = /^(?:(?:https?|ftp):\/\/)?([^/?#:]+)/i.exec(link)?.[1] ?? '';
  const isDomain = /^(?:www\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/iu.test(domain) || domain.startsWith('[');
  const isLocal = /^(?:https?|ftp):/i.test(link);
  // An underscore in the last two labels is no domain's.
  if (!isDomain || (!isLocal && !domain.slice(4).includes('.')) || /_[^.]*\.?[^.]*$/.test(domain)) return null;
  return { target: isLocal ? link : `http://${link}`, text: link };
}

/**
 * The mail address whose `@` stands at `sign`, or null: its name was text until now.
 * @param {string} text
 * @param {number} sign
 * @returns {(Autolink & {start: number}) | null}
 */
export function mailAt(text, sign) {
  let start = sign;
  while (start > 0 && sign - start < 64 && /[\w.+-]/.test(text[start - 1])) start -= 1;
  if (start === sign) return null;
  mail.lastIndex = start;
  const found = mail.exec(text)?.[0].replace(/\.+$/, '');
  if (!found || found.length <= sign - start || /[-_]$/.test(found)) return null;
  return { target: `mailto:${found}`, text: found, start };
}

/**
 * The link that an address in `<>` makes at `at`, and its length in the source; null if there is none.
 * @param {string} text
 * @param {number} at
 * @returns {{node: import('./inline.js').Link, length: number} | null}
 */
export function angledAt(text, at) {
  angledWeb.lastIndex = at;
  angledMail.lastIndex = at;
  const site = angledWeb.exec(text);
  const found = site ?? angledMail.exec(text);
  if (!found) return null;
  const target = site ? found[1] : `mailto:${found[1]}`;
  return { node: { type: 'link', target, title: '', children: [{ type: 'text', text: found[1] }] }, length: found[0].length };
}

/**
 * Without the signs that end a sentence rather than an address.
 * @param {string} link
 */
function withoutTail(link) {
  let end = link.length;
  const opened = count(link, '(');
  let closed = count(link, ')');
  for (;;) {
    const last = link[end - 1];
    if (last === ';') {
      const reference = /&[a-z0-9]{1,31};$/i.exec(link.slice(Math.max(0, end - 33), end));
      if (!reference) return link.slice(0, end);
      end -= reference[0].length;
    } else if (last === ')' && closed > opened) {
      closed -= 1;
      end -= 1;
    } else if (last !== undefined && '?!.,:*_~\'"'.includes(last)) end -= 1;
    else return link.slice(0, end);
  }
}

/**
 * @param {string} text
 * @param {string} character
 */
function count(text, character) {
  return text.split(character).length - 1;
}
