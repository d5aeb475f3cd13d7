/** @type {import('../models/words.js').Words} */
export const words = {};
