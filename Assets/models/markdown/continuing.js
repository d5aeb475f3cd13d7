import { codeIndent } from './line.js';
import { closesFence } from './starts.js';

/**
 * @typedef {import('./blocks.js').Block} Block
 * @typedef {import('./blocks.js').Node} Node
 * @typedef {import('./blocks.js').BlockParser} BlockParser
 * @typedef {import('./line.js').Line} Line
 */

/**
 * Whether an open block goes on with the line, which loses the block's marker; `ends` if the line says that the block
 * is over.
 * @param {Block} block
 * @param {Line} line
 * @returns {'goes' | 'stops' | 'ends'}
 */
export function goesOn(block, line) {
  switch (block.type) {
    case 'list': return 'goes';
    case 'quote': return eatQuote(line) ? 'goes' : 'stops';
    case 'item': return itemGoesOn(block, line);
    case 'code': return codeGoesOn(block, line);
    case 'html': return block.ending === null && line.isBlank ? 'stops' : 'goes';
    case 'paragraph': case 'table': case 'math': return line.isBlank ? 'stops' : 'goes';
    default: return 'stops';
  }
}

/**
 * Eats `>` and a space after it.
 * @param {Line} line
 */
export function eatQuote(line) {
  if (line.isIndented || line.sign !== '>') return false;
  line.skipSpace();
  line.skip(1);
  if (line.isSpace) line.skipColumns(1);
  return true;
}

/**
 * @param {import('./blocks.js').Item} item
 * @param {Line} line
 */
function itemGoesOn(item, line) {
  if (line.isBlank) {
    // An item may begin with one blank line, not with two.
    if (item.children.length === 0) return 'stops';
    line.skipSpace();
  } else if (line.indent >= item.width) line.skipColumns(item.width);
  else return 'stops';
  return 'goes';
}

/**
 * @param {import('./blocks.js').Code} code
 * @param {Line} line
 */
function codeGoesOn(code, line) {
  if (code.fence) {
    if (!line.isIndented && line.sign === code.fence[0] && closesFence(line.words, code.fence)) return 'ends';
    line.skipColumns(Math.min(code.indent, line.indent));
  } else if (line.isIndented) line.skipColumns(codeIndent);
  else if (line.isBlank) line.skipSpace();
  else return 'stops';
  return 'goes';
}

/**
 * Adds what is left of the line to the innermost block; false if that holds no text.
 * @param {Node} block
 * @param {Line} line
 * @param {BlockParser} parser
 */
export function takeLine(block, line, parser) {
  switch (block.type) {
    case 'code': block.text += `${line.rest}\n`; return true;
    case 'paragraph': block.text += (block.text && '\n') + line.words; return true;
    case 'table': block.rows.push(line.words); return true;
    case 'html':
      block.text += `${line.rest}\n`;
      if (block.ending?.test(line.rest)) parser.closeTip();
      return true;
    case 'math':
      block.source += `${line.rest}\n`;
      block.isClosed = line.rest.trimEnd().endsWith(block.closing);
      if (block.isClosed) parser.closeTip();
      return true;
    default: return false;
  }
}
