import { decodeEntities } from './entities.js';

/** No address or title is longer; a bound keeps `[a](b[a](b…` linear. */
const longest = 4_000;
const deepestParentheses = 32;

/** @typedef {{text: string, end: number}} Found  what was found, and where it ends */

/**
 * The `(target "title")` at `from`, right after the closing bracket.
 * @param {string} text
 * @param {number} from
 * @returns {{target: string, title: string, end: number} | null}
 */
export function linkTarget(text, from) {
  if (text[from] !== '(') return null;
  let at = skipBlanks(text, from + 1);
  const target = linkDestination(text, at) ?? { text: '', end: at };
  at = skipBlanks(text, target.end);
  const title = at > target.end ? linkTitle(text, at) : null;
  at = title ? skipBlanks(text, title.end) : at;
  if (text[at] !== ')') return null;
  return { target: target.text, title: title?.text ?? '', end: at + 1 };
}

/**
 * Whether the text ends before it can be told that no `(target "title")` begins at `from`.
 * @param {string} text
 * @param {number} from
 */
export function isTargetComing(text, from) {
  if (text[from] !== '(') return false;
  const start = skipBlanks(text, from + 1);
  const tail = text.startsWith('data:image/', start) ? /^[^\s()]*$/ : unfinished;
  // A title follows an address: together they are no longer than two bounds.
  return (tail !== unfinished || text.length - start < 2 * longest) && tail.test(text.slice(start));
}

/** An address that goes on to the end, or a title that does; one that is whole has been looked for before. */
const unfinished = /^(?:<[^<>\n]*|(?:<[^<>\n]*>|[^\s<]\S*)(?:\s+(?:(?:"[^"]*"?|'[^']*'?|\([^()]*\)?)\s*)?)?|)$/;

/**
 * @param {string} text
 * @param {number} from
 */
export function skipBlanks(text, from) {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t') at += 1;
  return at;
}

/**
 * The address at `at` (CommonMark §6.3), in `<>` or bare; null if there is none.
 * @param {string} text
 * @param {number} at
 * @returns {Found | null}
 */
export function linkDestination(text, at) {
  return text[at] === '<' ? angled(text, at) : bare(text, at);
}

/**
 * @param {string} text
 * @param {number} start
 * @returns {Found | null}
 */
function angled(text, start) {
  for (let at = start + 1; at < Math.min(text.length, start + longest); at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '>') return { text: unescaped(text.slice(start + 1, at)), end: at + 1 };
    else if (text[at] === '<' || text[at] === '\n') return null;
  }
  return null;
}

/**
 * @param {string} text
 * @param {number} start
 * @returns {Found | null}
 */
function bare(text, start) {
  let depth = 0;
  let at = start;
  for (; at < text.length && at - start < longestBare(text, start); at += 1) {
    if (text[at] === '\\' && isPunctuation(text[at + 1])) at += 1;
    else if (text[at] === '(' && ++depth > deepestParentheses) return null;
    else if (text[at] === ')' && --depth < 0) break;
    else if (text[at] <= ' ' || text[at] === '\x7f') break;
  }
  return depth > 0 || at === start ? null : { text: unescaped(text.slice(start, at)), end: at };
}

/**
 * A picture that is written out in its address may be long.
 * @param {string} text
 * @param {number} start
 */
function longestBare(text, start) {
  return text.startsWith('data:image/', start) ? Infinity : longest;
}

/**
 * The quoted title at `start`.
 * @param {string} text
 * @param {number} start
 * @returns {Found | null}
 */
export function linkTitle(text, start) {
  const closing = { '"': '"', "'": "'", '(': ')' }[text[start]];
  if (!closing) return null;
  for (let at = start + 1; at < Math.min(text.length, start + longest); at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === closing) return { text: unescaped(text.slice(start + 1, at)), end: at + 1 };
    else if (closing === ')' && text[at] === '(') return null;
  }
  return null;
}

/** @param {string | undefined} character */
export function isPunctuation(character) {
  return character !== undefined && /^[!-/:-@[-`{-~]$/.test(character);
}

/**
 * A text with its references decoded and the backslashes of its punctuation gone.
 * @param {string} text
 */
export function unescaped(text) {
  return decodeEntities(text, /\\([!-/:-@[-`{-~])|/);
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

const upload = /^(?:\.?\/)?(api\/uploads\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.\w{1,8})?)$/;

/**
 * The path of one of our own uploads, relative to where the app is; empty if the target is something else.
 * @param {string} target
 */
export function uploadPath(target) {
  return upload.exec(target)?.[1] ?? '';
}
