// The character references that people write: HTML 4's, and the few more that the examples of CommonMark use.
// Others stay as they were typed.

const latin = 'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute '
  + 'micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig '
  + 'Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash '
  + 'Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc '
  + 'euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml '
  + 'yacute thorn yuml';
const greek = 'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon '
  + 'Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi '
  + 'rho sigmaf sigma tau upsilon phi chi psi omega';
const others = 'amp & lt < gt > quot " apos \' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ thetasym ϑ upsih ϒ '
  + 'piv ϖ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f ndash – mdash — lsquo ‘ rsquo ’ '
  + 'sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ '
  + 'frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ '
  + 'rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ '
  + 'prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ '
  + 'nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ loz ◊ spades ♠ '
  + 'clubs ♣ hearts ♥ diams ♦ check ✓ checkmark ✓ cross ✗ star ☆ starf ★ num # dollar $ ast * lowbar _ lbrack [ rbrack ] lpar ( rpar ) '
  + 'lbrace { rbrace } vert | grave ` bsol \\ sol / colon : semi ; comma , period . excl ! quest ? plus + equals = '
  + 'percnt % commat @ Hat ^ Tab \t NewLine \n Dcaron Ď HilbertSpace ℋ DifferentialD ⅆ ClockwiseContourIntegral ∲ '
  + 'ngE ≧̸';

/** @type {Map<string, string>} */
const named = new Map();
latin.split(' ').forEach((name, at) => named.set(name, String.fromCodePoint(160 + at)));
greek.split(' ').forEach((name, at) => named.set(name, String.fromCodePoint(0x391 + at)));
others.split(' ').forEach((name, at, all) => at % 2 === 0 && named.set(name, all[at + 1]));

const reference = /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z]\w{1,31}));/;
const referenceHere = new RegExp(reference, 'y');

/**
 * The reference at `at`, or null if there is none that we know.
 * @param {string} text
 * @param {number} at
 */
export function entityAt(text, at) {
  referenceHere.lastIndex = at;
  const found = referenceHere.exec(text);
  const character = found ? decode(found[1], found[2], found[3]) : undefined;
  return found && character ? { text: character, end: referenceHere.lastIndex } : null;
}

/**
 * @param {string} text
 * @param {RegExp} others  what else is replaced, by its first group
 */
export function decodeEntities(text, others) {
  const all = new RegExp(`${others.source}${reference.source}`, 'g');
  return text.replace(all, (whole, other, hexadecimal, decimal, name) =>
    other ?? decode(hexadecimal, decimal, name) ?? whole);
}

/**
 * @param {string | undefined} hexadecimal
 * @param {string | undefined} decimal
 * @param {string} name
 */
function decode(hexadecimal, decimal, name) {
  if (hexadecimal === undefined && decimal === undefined) return named.get(name);
  const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
