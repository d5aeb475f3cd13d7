import { environment } from './environments.js';
import { fonts, inFont } from './letters.js';
import {
  accents, delimiters, functions, integrals, large, letters, limits, operators, spaces, under, upright, wide,
} from './symbols.js';
import { NotUnderstood, operator, row, space, tree } from './tree.js';

/**
 * @typedef {import('./tree.js').Tree} Tree
 * @typedef {import('./tex.js').Reader} Reader
 * @typedef {{nodes: Tree[], hasLimits?: boolean, isFunction?: boolean}} Made
 */

/**
 * What a command means, with its arguments.
 * @param {string} name  without its backslash
 * @param {Reader} reader
 * @returns {Made}
 */
export function command(name, reader) {
  const made = symbol(name, reader.font) ?? marks(name, reader);
  if (made) return made;
  if (Object.hasOwn(builders, name)) return { nodes: [builders[name](reader)] };
  if (Object.hasOwn(fonts, name)) return { nodes: [styled(reader, fonts[name])] };
  if (/^(?:text|mbox|hbox)(?:rm|normal|it|sf|tt)?$/.test(name)) return { nodes: [words(reader.verbatim())] };
  const size = /^([bB]igg?)[lrm]?$/.exec(name);
  if (size) return { nodes: [sized(reader, size[1])] };
  if (name === 'operatorname') return named(reader);
  if (ignored.has(name)) return { nodes: [] };
  throw new NotUnderstood(`\\${name}`);
}

const ignored = new Set(['displaystyle', 'textstyle', 'scriptstyle', 'nonumber', 'notag', 'allowbreak', 'left.', 'limits', '/']);

/**
 * @param {string} name
 * @param {string} font
 * @returns {Made | null}
 */
function symbol(name, font) {
  const letter = letters.get(name);
  if (letter) return { nodes: [tree('mi', {}, font ? inFont(letter, font) : letter)] };
  const straight = upright.get(name);
  if (straight) return { nodes: [tree('mi', { mathvariant: 'normal' }, font ? inFont(straight, font) : straight)] };
  if (operators.has(name)) return { nodes: [operator(operators.get(name) ?? '', name === '|' ? { stretchy: 'false' } : {})] };
  if (large.has(name)) return { nodes: [operator(large.get(name) ?? '')], hasLimits: true };
  if (integrals.has(name)) return { nodes: [operator(integrals.get(name) ?? '')] };
  if (functions.has(name)) return { nodes: [tree('mi', {}, name)], isFunction: true };
  if (limits.has(name)) return { nodes: [limit((limits.get(name) ?? '').replace('~', '\u2009'))], hasLimits: true, isFunction: true };
  const fence = delimiters.get(`\\${name}`);
  if (fence) return { nodes: [operator(fence, { stretchy: 'false' })] };
  if (spaces.has(name)) return { nodes: [space(spaces.get(name) ?? '')] };
  return name === ' ' || name === '\n' ? { nodes: [space(0.25)] } : null;
}

/** @param {string} text */
const limit = (text) => operator(text, { movablelimits: 'true', lspace: '0', rspace: '0' });

/**
 * Marks over and under something.
 * @param {string} name
 * @param {Reader} reader
 * @returns {Made | null}
 */
function marks(name, reader) {
  const [narrow, broad, below] = [accents.get(name), wide.get(name), under.get(name)];
  if (!narrow && !broad && !below) return null;
  const base = reader.argument();
  if (below) return { nodes: [tree('munder', {}, base, operator(below, { stretchy: 'true' }))], hasLimits: true };
  const mark = operator(narrow ?? broad ?? '', { stretchy: String(!narrow) });
  return { nodes: [tree('mover', { accent: 'true' }, base, mark)], hasLimits: name === 'overbrace' };
}

/**
 * @param {Reader} reader
 * @param {Record<string, string>} attributes
 */
function fraction(reader, attributes) {
  const above = reader.argument();
  return tree('mfrac', attributes, above, reader.argument());
}

/**
 * @param {Reader} reader
 * @param {Record<string, string>} [style]
 */
function binomial(reader, style = {}) {
  return tree('mrow', style, operator('('), fraction(reader, { linethickness: '0' }), operator(')'));
}

/** @type {Record<string, (reader: Reader) => Tree>} */
const builders = {
  frac: (reader) => fraction(reader, {}),
  dfrac: (reader) => tree('mstyle', { displaystyle: 'true' }, fraction(reader, {})),
  cfrac: (reader) => tree('mstyle', { displaystyle: 'true' }, fraction(reader, {})),
  tfrac: (reader) => tree('mstyle', { displaystyle: 'false' }, fraction(reader, {})),
  binom: (reader) => binomial(reader),
  dbinom: (reader) => binomial(reader, { displaystyle: 'true' }),
  tbinom: (reader) => binomial(reader, { displaystyle: 'false' }),
  sqrt: root,
  left: fenced,
  begin: (reader) => environment(reader),
  overset: (reader) => stacked(reader, 'mover'),
  stackrel: (reader) => stacked(reader, 'mover'),
  underset: (reader) => stacked(reader, 'munder'),
  xrightarrow: (reader) => tree('mover', {}, operator('→', { stretchy: 'true' }), padded(reader)),
  xleftarrow: (reader) => tree('mover', {}, operator('←', { stretchy: 'true' }), padded(reader)),
  phantom: (reader) => tree('mphantom', {}, reader.argument()),
  boxed: (reader) => tree('mrow', { class: 'boxed' }, reader.argument()),
  not: (reader) => struck(reader.argument()),
  pmod: (reader) => tree('mrow', {}, space(0.5), operator('(', { stretchy: 'false' }), tree('mi', {}, 'mod'), space(0.2),
    reader.argument(), operator(')', { stretchy: 'false' })),
  bmod: () => operator('mod'),
  mod: () => operator('mod'),
  tag: (reader) => tree('mtext', { class: 'tag' }, `\u2003(${reader.verbatim()})`),
  textcolor: (reader) => (reader.verbatim(), reader.argument()),
  color: (reader) => (reader.verbatim(), tree('mrow', {})),
  label: (reader) => (reader.verbatim(), tree('mrow', {})),
  mathop: (reader) => reader.argument(),
  mathrel: (reader) => reader.argument(),
  mathbin: (reader) => reader.argument(),
  substack: (reader) => environment(reader, 'substack'),
};

/** @param {Reader} reader */
function root(reader) {
  if (reader.next !== '[') return tree('msqrt', {}, reader.argument());
  reader.take();
  const index = row(reader.row((text) => text === ']'));
  reader.expect(']');
  return tree('mroot', {}, reader.argument(), index);
}

/**
 * @param {Reader} reader
 * @returns {string} the delimiter's character; empty for `.`
 */
function delimiter(reader) {
  const text = reader.take();
  const found = delimiters.get(text);
  if (found === undefined && text !== '.') throw new NotUnderstood(`no delimiter: ${text}`);
  return found ?? '';
}

/** @param {Reader} reader */
function fenced(reader) {
  const nodes = [operator(delimiter(reader), { stretchy: 'true', fence: 'true', form: 'prefix' })];
  const isStop = (/** @type {string} */ text) => text === '\\right' || text === '\\middle';
  for (;;) {
    nodes.push(row(reader.row(isStop)));
    const ending = reader.take();
    if (ending !== '\\right' && ending !== '\\middle') throw new NotUnderstood('no \\right');
    const form = ending === '\\right' ? 'postfix' : 'infix';
    nodes.push(operator(delimiter(reader), { stretchy: 'true', fence: 'true', form }));
    if (ending === '\\right') return tree('mrow', {}, ...nodes.filter((node) => node.children[0] !== ''));
  }
}

/** @type {Record<string, string>} */
const sizes = { big: '1.2em', Big: '1.8em', bigg: '2.4em', Bigg: '3em' };

/**
 * @param {Reader} reader
 * @param {string} size
 */
function sized(reader, size) {
  const text = delimiter(reader);
  return operator(text, { stretchy: 'true', symmetric: 'true', minsize: sizes[size], maxsize: sizes[size] });
}

/**
 * @param {Reader} reader
 * @param {string} name
 */
function stacked(reader, name) {
  const mark = reader.argument();
  return tree(name, {}, reader.argument(), mark);
}

/** @param {Reader} reader */
function padded(reader) {
  return tree('mrow', {}, space(0.4), reader.argument(), space(0.4));
}

/**
 * @param {Reader} reader
 * @param {string} font
 */
function styled(reader, font) {
  const before = reader.font;
  reader.font = font;
  const isWord = font === 'rm' && reader.next === '{';
  const nodes = isWord ? reader.group() : [reader.argument()];
  reader.font = before;
  const isLetters = isWord && nodes.length > 1 && nodes.every(({ name }) => name === 'mi');
  return isLetters ? tree('mi', {}, nodes.map((node) => node.children[0]).join('')) : row(nodes);
}

/** @param {string} text */
function words(text) {
  const inner = text.replace(/\\([%$#&_{} ])/g, '$1').replace(/\$/g, '');
  return tree('mtext', {}, inner.replace(/\s+/g, '\u00a0'));
}

/**
 * @param {Reader} reader
 * @returns {Made}
 */
function named(reader) {
  const hasLimits = reader.next === '*';
  if (hasLimits) reader.take();
  const text = reader.verbatim().replace(/\\[,;: ]/g, '\u2009').replace(/\\/g, '');
  return { nodes: [hasLimits ? limit(text) : tree('mi', { mathvariant: 'normal' }, text)], hasLimits, isFunction: true };
}

/** @param {Tree} node */
function struck(node) {
  if (node.name !== 'mo' && node.name !== 'mi') throw new NotUnderstood('\\not');
  return tree(node.name, node.attributes, `${node.children[0]}\u0338`);
}
