/**
 * An element of MathML: its name, its attributes, and what is in it.
 * @typedef {{name: string, attributes: Record<string, string>, children: (Tree | string)[]}} Tree
 */

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Tree | string)} children
 * @returns {Tree}
 */
export function tree(name, attributes, ...children) {
  return { name, attributes, children };
}

/**
 * One element of several.
 * @param {Tree[]} nodes
 * @returns {Tree}
 */
export function row(nodes) {
  return nodes.length === 1 ? nodes[0] : tree('mrow', {}, ...nodes);
}

/**
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 */
export const operator = (text, attributes = {}) => tree('mo', attributes, text);

/** @param {string | number} em */
export const space = (em) => tree('mspace', { width: `${em}em` });

/** Something of TeX that is not understood here: the source is to be shown. */
export class NotUnderstood extends Error {}
