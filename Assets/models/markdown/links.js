/** No address or title is longer; a bound keeps `[a](b[a](b…` linear. */
const longest = 4_000;
const deepestParentheses = 32;

/**
 * The `(target "title")` at `from`, right after the closing bracket.
 * @param {string} text
 * @param {number} from
 * @returns {{target: string, title: string, end: number} | null}
 */
export function linkTarget(text, from) {
  if (text[from] !== '(') return null;
  let at = skipSpace(text, from + 1);
  const target = text[at] === '<' ? angled(text, at) : bare(text, at);
  if (!target) return null;
  at = skipSpace(text, target.end);
  const title = at > target.end ? titleAt(text, at) : null;
  at = title ? skipSpace(text, title.end) : at;
  if (text[at] !== ')') return null;
  return { target: unescaped(target.text), title: unescaped(title?.text ?? ''), end: at + 1 };
}

/**
 * @param {string} text
 * @param {number} at
 */
function skipSpace(text, at) {
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t') at += 1;
  return at;
}

/**
 * @param {string} text
 * @param {number} start
 */
function angled(text, start) {
  for (let at = start + 1; at < Math.min(text.length, start + longest); at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '>') return { text: text.slice(start + 1, at), end: at + 1 };
    else if (text[at] === '<' || text[at] === '\n') return null;
  }
  return null;
}

/**
 * @param {string} text
 * @param {number} start
 */
function bare(text, start) {
  let depth = 0;
  let at = start;
  for (; at < text.length && at - start < longest; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(' && ++depth > deepestParentheses) return null;
    else if (text[at] === ')' && --depth < 0) break;
    else if (text[at] <= ' ') break;
  }
  return depth > 0 ? null : { text: text.slice(start, at), end: at };
}

/**
 * @param {string} text
 * @param {number} start
 */
function titleAt(text, start) {
  const closing = { '"': '"', "'": "'", '(': ')' }[text[start]];
  if (!closing) return null;
  for (let at = start + 1; at < Math.min(text.length, start + longest); at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === closing) return { text: text.slice(start + 1, at), end: at + 1 };
  }
  return null;
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/**
 * The address that begins at `at` without any markup (GFM autolinks), or the empty string.
 * @param {string} text
 * @param {number} at
 */
export function bareLink(text, at) {
  const pattern = /(?:https?:\/\/|www\.)[^\s<>`"]{1,2000}/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) return '';
  let link = match[0];
  for (;;) {
    const shorter = link.replace(/(?:[?!.,:*_~'"]|&[a-z]{1,31};)$/i, '');
    const isUnbalanced = shorter.endsWith(')') && count(shorter, ')') > count(shorter, '(');
    const next = isUnbalanced ? shorter.slice(0, -1) : shorter;
    if (next === link) break;
    link = next;
  }
  return /^(?:https?:\/\/[^/]|www\.[^.]+\.)/.test(link) ? link : '';
}

/**
 * @param {string} text
 * @param {string} character
 */
function count(text, character) {
  return text.split(character).length - 1;
}

/** What a click may open. Everything else (`javascript:`, `data:`, `blob:` …) stays text. */
const safeProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * The address as the browser understands it, if it is safe to open, else null. Relative addresses are refused
 * too: a model has nothing to say about our own pages.
 * @param {string} target
 */
export function safeAddress(target) {
  try {
    const url = new URL(target);
    return safeProtocols.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
