import { loadMaths } from './lazy.js';
import { make } from './dom.js';

/**
 * A formula in a line of words. Its source shows until (and unless) it is understood, and is what is copied.
 * @param {import('../models/markdown/math-spans.js').MathNode} formula
 */
export function mathSpan({ source, display, after }) {
  const node = make('span', { class: display ? 'math display' : 'math', dir: 'ltr', 'data-source': source }, source);
  render(node, display);
  return after ? make('span', { class: 'unbroken' }, node, after) : node;
}

/**
 * A formula that stands by itself.
 * @param {{source: string, isClosed: boolean}} block
 */
export function mathBlock({ source, isClosed }) {
  const text = source.trimEnd();
  const node = make('div', { class: 'math display', dir: 'ltr', 'data-source': text, tabindex: '0' }, text);
  if (isClosed) render(node, true);
  return node;
}

/** @type {Awaited<ReturnType<typeof loadMaths>> | null} */
let loaded = null;

/**
 * @param {HTMLElement} node
 * @param {boolean} display
 */
function render(node, display) {
  if (loaded) return loaded.drawFormula(node, display);
  // Without the module (offline, an update under way) the source stays, which can be read as well.
  loadMaths().then((module) => {
    loaded = module;
    module.drawFormula(node, display);
  }, () => {});
}
