import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInline } from '../../Assets/models/markdown/inline.js';
import { parseMarkdown } from '../../Assets/models/markdown/stream.js';
import { parseTeX } from '../../Assets/models/maths/tex.js';
import { NotUnderstood } from '../../Assets/models/maths/tree.js';
import { assertLinear } from './linear.js';

const formulas = (text) => parseInline(text).filter(({ type }) => type === 'math').map(({ source }) => source);
const show = (tree) => (typeof tree === 'string' ? tree : `<${tree.name}>${tree.children.map(show).join('')}</${tree.name}>`);
const math = (source) => show(parseTeX(source, true)).replace(/^<math>|<\/math>$/g, '');

test('prices, variables of the shell and single dollars stay text', () => {
  for (const text of ['It costs $5 and $10.', '$5-$10', 'US$5 and CA$7', 'from $3 to $4, or 5$', '$20,000 and $30,000 a year',
    '$HOME and $PATH', '$HOME/$USER', '$5 and 10$', '$1M or $2M', 'a $ b $ c', '$5, you have 10$', '\\$x$', 'costs $5 `$x$`', '$$']) {
    assert.deepEqual(formulas(text), [], text);
  }
});

test('formulas in a line are found', () => {
  const wanted = { 'so $x$ and $y_1$.': ['$x$', '$y_1$'], '\\(a\\) b \\[c = 1\\]': ['\\(a\\)', '\\[c = 1\\]'], 'a $$x^2$$ b': ['$$x^2$$'],
    '$a_1*b*c_2$': ['$a_1*b*c_2$'], '$5 + x = 10$': ['$5 + x = 10$'], 'for $5 and $x$': ['$x$'], '($x$)': ['$x$'], '**$x$**': [] };
  for (const [text, found] of Object.entries(wanted)) assert.deepEqual(formulas(text), found, text);
  assert.equal(parseInline('**$x$**')[0].children[0].type, 'math');
});

test('escaped brackets that hold words stay text', () => {
  for (const text of ['\\[citation needed\\]', '\\[text\\](url)', '\\(\\)']) assert.deepEqual(formulas(text), [], text);
});

test('formulas that stand by themselves are blocks, and end a paragraph', () => {
  const types = (text) => parseMarkdown(text).blocks.map(({ type }) => type);
  assert.deepEqual(types('so\n$$\na\n+ b\n= c\n$$\nand'), ['paragraph', 'math', 'paragraph']);
  assert.deepEqual(types('\\[\n- x\n\\]'), ['math']);
  assert.deepEqual(types('$$x$$'), ['math']);
  assert.deepEqual(types('so\n\\begin{align*}\na &= b\n\\end{align*}\n\nand'), ['paragraph', 'math', 'paragraph']);
  assert.deepEqual(types('$$ is *money*\n\nmore'), ['paragraph', 'paragraph']);
});

test('the usual notation becomes MathML', () => {
  assert.equal(math('\\frac12'), '<mfrac><mn>1</mn><mn>2</mn></mfrac>');
  assert.equal(math('x_i^2'), '<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>');
  assert.equal(math('\\sum_{i=1}^n i'), '<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi></mrow>');
  assert.equal(math('\\int_0^1'), '<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>');
  assert.equal(math('\\sqrt[3]{x}'), '<mroot><mi>x</mi><mn>3</mn></mroot>');
  assert.equal(math('\\mathbb{R}\\mathcal{F}\\mathbf{x}\\boldsymbol\\alpha'), '<mrow><mi>ℝ</mi><mi>ℱ</mi><mi>𝐱</mi><mi>𝜶</mi></mrow>');
  assert.equal(math("f''"), '<msup><mi>f</mi><mo>′′</mo></msup>');
  assert.equal(math('\\text{if } x'), '<mrow><mtext>if\u00a0</mtext><mi>x</mi></mrow>');
  assert.equal(math('\\not='), '<mo>=\u0338</mo>');
  assert.match(math('\\left( \\frac{a}{b} \\right)'), /^<mrow><mo>\(<\/mo><mfrac>.*<mo>\)<\/mo><\/mrow>$/);
  assert.match(math('\\begin{cases} a & b \\\\ c & d \\end{cases}'), /^<mrow><mo>\{<\/mo><mtable>(<mtr>.*<\/mtr>){1,}<\/mtable><\/mrow>$/);
  for (const name of ['pmatrix', 'bmatrix', 'vmatrix', 'matrix', 'aligned', 'align*', 'gathered', 'smallmatrix']) {
    assert.equal(math(`\\begin{${name}} a & b \\\\ c & d \\end{${name}}`).split('<mtd>').length, 5, name);
  }
});

test('what is not understood is said to be, and never guessed', () => {
  for (const source of ['\\unknown{x}', 'x^', '{', 'a}', '\\frac{1}', '\\left( x', '\\begin{tikzpicture}\\end{tikzpicture}',
    '\\begin{matrix} a', '{'.repeat(500), 'x'.repeat(10_000), '\\constructor', '\\begin{constructor}\\end{constructor}']) {
    assert.throws(() => parseTeX(source, true), NotUnderstood, source.slice(0, 20));
  }
});

test('reading a formula takes time in proportion to it', () => {
  for (const part of ['x^2 ', '\\frac{1}{2} ', '\\left( x \\right) ', '{x}', 'a & ']) {
    assertLinear(part, (count) => {
      for (let round = 0; round < 20; round += 1) try { parseTeX(part.repeat(count / 100), true); } catch { /* too long */ }
    }, 4_000);
  }
});
