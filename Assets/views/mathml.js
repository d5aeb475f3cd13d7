import { parseTeX } from '../models/maths/tex.js';
import { NotUnderstood } from '../models/maths/tree.js';
import { copySources } from './copy-sources.js';

/** @typedef {import('../models/maths/tree.js').Tree} Tree */

const space = 'http://www.w3.org/1998/Math/MathML';

copySources();

/**
 * Shows the formula whose source the node holds; leaves it as it is if that is not understood.
 * @param {HTMLElement} node
 * @param {boolean} display
 */
export function drawFormula(node, display) {
  const source = node.dataset.source ?? '';
  try {
    const formula = draw(parseTeX(body(source), display));
    formula.setAttribute('aria-label', body(source));
    node.replaceChildren(formula);
    node.classList.add('drawn');
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    node.classList.add('unknown');
  }
}

/**
 * The source without its delimiters, if it has any.
 * @param {string} source
 */
function body(source) {
  if (source.startsWith('\\begin')) return source;
  const width = /^(?:\$\$|\\)/.test(source) ? 2 : 1;
  return source.slice(width, -width).trim();
}

/** @param {Tree} tree */
function draw({ name, attributes, children }) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children) element.append(typeof child === 'string' ? child : draw(child));
  return element;
}
