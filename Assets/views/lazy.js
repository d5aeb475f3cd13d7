// What the first picture does not need: it is loaded when an answer first asks for it.

/** Formulas: TeX to MathML. */
export const loadMaths = () => import('./mathml.js');

/** Colours for code. */
export const loadHighlight = () => import('../models/highlight/tokens.js');
