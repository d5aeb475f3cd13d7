import { eatQuote } from './continuing.js';
import { codeIndent } from './line.js';
import { fenceOf, headingOf, htmlEnd, isRule, markerOf, mathOf, maySpecial, underlineOf } from './starts.js';
import { delimiterRow } from './table.js';
import { unescaped } from './links.js';

/**
 * @typedef {import('./blocks.js').BlockParser} BlockParser
 * @typedef {import('./line.js').Line} Line
 * @typedef {'nothing' | 'more' | 'whole'} Answer  `more`: the rest of the line is inside; `whole`: the line is used up
 * @typedef {(parser: BlockParser, words: string, line: Line) => Answer} Start
 */

/**
 * Opens the block that begins here, if one does.
 * @param {BlockParser} parser
 * @param {Line} line
 * @returns {Answer}
 */
export function begin(parser, line) {
  if (line.isIndented) return indentedCode(parser, line);
  if (!maySpecial.test(line.sign)) return 'nothing';
  if (line.sign === '>') return quote(parser, line);
  const words = line.words;
  for (const start of [heading, fence, maths, html, underline, table, rule]) {
    const answer = start(parser, words, line);
    if (answer !== 'nothing') return answer;
  }
  return item(parser, line);
}

/**
 * @param {BlockParser} parser
 * @param {Line} line
 * @returns {Answer}
 */
function indentedCode(parser, line) {
  if (line.isBlank || parser.tip.type === 'paragraph') return 'nothing';
  line.skipColumns(codeIndent);
  parser.open({ type: 'code', language: '', info: '', fence: '', indent: 0, text: '' });
  return 'more';
}

/**
 * @param {BlockParser} parser
 * @param {Line} line
 * @returns {Answer}
 */
function quote(parser, line) {
  if (parser.isFull) return 'nothing';
  eatQuote(line);
  parser.open({ type: 'quote', children: [] });
  return 'more';
}

/** @type {Start} */
function heading(parser, words) {
  const found = headingOf(words);
  if (!found) return 'nothing';
  parser.open({ type: 'heading', ...found });
  return 'whole';
}

/** @type {Start} */
function fence(parser, words, line) {
  const found = fenceOf(words);
  if (!found) return 'nothing';
  const info = unescaped(found.info);
  const language = info.split(/\s/, 1)[0];
  parser.open({ type: 'code', language, info, fence: found.fence, indent: line.indent, text: '' });
  return 'whole';
}

/** @type {Start} */
function maths(parser, words) {
  const found = mathOf(words);
  if (!found) return 'nothing';
  parser.open({ type: 'math', closing: found.closing, source: `${words}\n`, isClosed: found.isWhole });
  if (found.isWhole) parser.closeTip();
  return 'whole';
}

/** @type {Start} */
function html(parser, words) {
  const ending = words[0] === '<' ? htmlEnd(words, parser.tip.type === 'paragraph') : undefined;
  if (ending === undefined) return 'nothing';
  parser.open({ type: 'html', ending, text: '' });
  return 'more';
}

/** @type {Start} */
function underline(parser, words) {
  const { container } = parser;
  const level = container.type === 'paragraph' ? underlineOf(words) : 0;
  if (container.type !== 'paragraph' || level === 0) return 'nothing';
  container.text = parser.definitions.take(container.text);
  if (container.text === '') return 'nothing';
  const { start, text } = container;
  parser.drop();
  parser.open({ type: 'heading', level, text: text.trim() });
  parser.tip.start = start;
  return 'whole';
}

// The last line of the paragraph becomes the head of a table; those above it stay a paragraph.
/** @type {Start} */
function table(parser, words) {
  const { container } = parser;
  if (container.type !== 'paragraph') return 'nothing';
  const cut = /^[|:-]/.test(words) ? container.text.lastIndexOf('\n') : -1;
  const head = container.text.slice(cut + 1);
  const alignments = delimiterRow(words, head);
  if (!alignments) return 'nothing';
  if (cut < 0) parser.drop();
  else container.text = container.text.slice(0, cut);
  parser.open({ type: 'table', alignments, head, rows: [] });
  parser.tip.start -= 1;
  return 'whole';
}

/** @type {Start} */
function rule(parser, words) {
  if (!isRule(words)) return 'nothing';
  parser.open({ type: 'rule' });
  return 'whole';
}

/**
 * @param {BlockParser} parser
 * @param {Line} line
 * @returns {Answer}
 */
function item(parser, line) {
  if (parser.isFull) return 'nothing';
  const { container } = parser;
  const marker = markerOf(line, container.type === 'paragraph');
  if (!marker) return 'nothing';
  const { ordered, sign, first, width } = marker;
  const goesOn = container.type === 'list' && container.ordered === ordered && container.sign === sign;
  if (!goesOn) parser.open({ type: 'list', ordered, sign, first, tight: true, children: [] });
  parser.open({ type: 'item', width, task: null, children: [] });
  return 'more';
}
