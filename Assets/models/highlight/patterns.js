// What many languages have in common. Each takes what it looks at, so that a text is read once.

/** @typedef {import('./tokens.js').Grammar['rules'][number]} Rule */

/** To the end of its line. */
export const slashes = '//.*';
export const hash = '#.*';
/** To its end, or to the end of the text. */
export const block = '/\\*[^]*?(?:\\*/|$(?![^]))';
export const double = '"(?:[^"\\\\\\n]|\\\\[^])*"?';
export const single = "'(?:[^'\\\\\\n]|\\\\[^])*'?";
export const backtick = '`(?:[^`\\\\]|\\\\[^])*`?';
export const triple = '"""[^]*?(?:"""|$(?![^]))';
/** One character between quotes; a lone quote is something else. */
export const character = "'(?:[^'\\\\\\n]|\\\\.[^'\\n]{0,10})'";
export const number = '\\b(?:0[xX][\\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?)\\w*';
export const word = '[A-Za-z_$][\\w$]*';

/** @type {Rule} */
export const words = ['word', word];
/** @type {Rule} */
export const numbers = ['number', number];
