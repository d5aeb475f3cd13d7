import { family } from './c-family.js';
import { markup } from './markup.js';
import { scripts } from './scripts.js';

/**
 * Every grammar by every name that people write after a fence.
 * @type {Record<string, import('./tokens.js').Grammar>}
 */
export const grammars = Object.fromEntries(Object.entries({ ...family, ...scripts, ...markup })
  .flatMap(([names, grammar]) => names.split(' ').map((name) => [name, grammar])));
