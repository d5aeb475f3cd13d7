// The alphabets of mathematics in Unicode: MathML knows no other way to write them.

/**
 * Where capitals, small letters, digits, Greek capitals and Greek small letters begin; 0: there are none.
 * @type {Record<string, number[]>}
 */
const alphabets = {
  bf: [0x1d400, 0x1d41a, 0x1d7ce, 0x1d6a8, 0x1d6c2],
  bm: [0x1d468, 0x1d482, 0x1d7ce, 0x1d71c, 0x1d736],
  it: [0x1d434, 0x1d44e, 0, 0x1d6e2, 0x1d6fc],
  bb: [0x1d538, 0x1d552, 0x1d7d8, 0, 0],
  cal: [0x1d49c, 0x1d4b6, 0, 0, 0],
  frak: [0x1d504, 0x1d51e, 0, 0, 0],
  sf: [0x1d5a0, 0x1d5ba, 0x1d7e2, 0, 0],
  tt: [0x1d670, 0x1d68a, 0x1d7f6, 0, 0],
  rm: [0, 0, 0, 0, 0],
};

/**
 * Those that were in Unicode before the rest came.
 * @type {Record<string, string>}
 */
const early = {
  bb: 'CℂHℍNℕPℙQℚRℝZℤ',
  cal: 'BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ',
  frak: 'CℭHℌIℑRℜZℨ',
  it: 'hℎ',
};

/** @type {Record<string, string>} */
export const fonts = {
  mathbf: 'bf', textbf: 'bf', bold: 'bf', boldsymbol: 'bm', bm: 'bm', pmb: 'bm', mathit: 'it', mathbb: 'bb', Bbb: 'bb',
  mathcal: 'cal', mathscr: 'cal', mathfrak: 'frak', mathsf: 'sf', mathtt: 'tt', mathrm: 'rm', mathnormal: 'it', mathup: 'rm',
};

/**
 * A letter or digit in a font; as it is where the font has none.
 * @param {string} text  one character
 * @param {string} font
 */
export function inFont(text, font) {
  const pair = early[font]?.indexOf(text) ?? -1;
  if (pair >= 0 && pair % 2 === 0) return early[font][pair + 1];
  const code = text.codePointAt(0) ?? 0;
  const [capital, small, digit, greekCapital, greek] = alphabets[font] ?? alphabets.rm;
  const place = [[65, 90, capital], [97, 122, small], [48, 57, digit], [0x391, 0x3a9, greekCapital], [0x3b1, 0x3c9, greek]]
    .find(([from, to, base]) => base && code >= from && code <= to);
  return place ? String.fromCodePoint(place[2] + code - place[0]) : text;
}
