/**
 * A piece of Markdown, cut anywhere, as a person reads it.
 * @param {string} text
 */
export function plainSnippet(text) {
  return text
    .replace(/!?\[([^\]]*)\]\([^)\s…]*\)?/g, '$1')
    .replace(/`{1,3}|~~|\*{1,3}|(?<![^\s(])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\s).,;:!?])/g, '')
    .replace(/(^|[\n…]\s*)(?:#{1,6}|>|[-+]|\d{1,3}[.)])\s+/g, '$1')
    .replace(/(?:\|\s*:?-+:?\s*)+\|?|-{3,}/g, ' ')
    .replace(/\s*\|\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Cuts a text where the words of a search stand in it, whatever their case.
 * @param {string} text
 * @param {string} query
 * @returns {{text: string, isMatch: boolean}[]}
 */
export function highlighted(text, query) {
  const pattern = wanted(query);
  if (!pattern) return [{ text, isMatch: false }];
  return text.split(pattern).flatMap((piece, index) => (piece ? [{ text: piece, isMatch: index % 2 === 1 }] : []));
}

/**
 * What a search looks for; null for an empty one.
 * @param {string} query
 */
export function wanted(query) {
  const needle = query.trim();
  if (!needle) return null;
  return new RegExp(`(${needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')})`, 'giu');
}
