import { idle } from './idle.js';
import { loadHighlight } from './lazy.js';

/** Longer code stays plain: colours are not worth a slow page. */
const longest = 60_000;
/** What one slice of work may take, so that no frame is missed even on a slow phone. */
const sliceMilliseconds = 4;

/** @typedef {{code: HTMLElement, language: string}} Job */

/** @type {Job[]} */
const waiting = [];
let isBusy = false;

/**
 * Colours code when the browser has nothing better to do.
 * @param {HTMLElement} code
 * @param {string} language
 */
export function highlight(code, language) {
  if (!language || (code.textContent ?? '').length > longest) return;
  waiting.push({ code, language });
  if (!isBusy) void work();
}

async function work() {
  isBusy = true;
  try {
    const { grammarOf, tokens } = await loadHighlight();
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const grammar = grammarOf(job.language);
      if (grammar) await colour(job.code, tokens(job.code.textContent ?? '', grammar));
    }
  } catch {
    // Without the module code stays plain; the next block tries again.
    waiting.length = 0;
  }
  isBusy = false;
}

/**
 * Replaces each piece of the code by coloured spans of the same text.
 * @param {HTMLElement} code
 * @param {Iterator<import('../models/highlight/tokens.js').Token>} all
 */
async function colour(code, all) {
  let rest = all.next();
  let offset = 0;
  for (const piece of [...code.children]) {
    const end = offset + (piece.textContent ?? '').length;
    const made = document.createDocumentFragment();
    let until = await idle() + sliceMilliseconds;
    for (; !rest.done && offset < end; ) {
      const { kind, text } = rest.value;
      const part = text.slice(0, end - offset);
      made.append(span(kind, part));
      offset += part.length;
      rest = part.length < text.length ? { value: { kind, text: text.slice(part.length) } } : all.next();
      if (performance.now() > until) until = await idle() + sliceMilliseconds;
    }
    if (!code.isConnected && !code.parentNode) return;
    piece.replaceChildren(made);
  }
}

/**
 * @param {string} kind
 * @param {string} text
 */
function span(kind, text) {
  if (!kind) return document.createTextNode(text);
  const node = document.createElement('span');
  node.className = `t-${kind}`;
  node.textContent = text;
  return node;
}
