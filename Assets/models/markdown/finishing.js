/**
 * @typedef {import('./blocks.js').Block} Block
 * @typedef {import('./blocks.js').Container} Container
 * @typedef {import('./blocks.js').BlockParser} BlockParser
 */

/**
 * Settles what only the end of a block decides.
 * @param {Block} block  the last child of `parent`
 * @param {Container} parent
 * @param {BlockParser} parser
 */
export function finish(block, parent, parser) {
  switch (block.type) {
    case 'paragraph': return finishParagraph(block, parent, parser);
    case 'code': if (!block.fence) trimCode(block); return;
    case 'item': block.end = block.children.at(-1)?.end ?? block.start; return;
    case 'list':
      block.end = block.children.at(-1)?.end ?? block.end;
      block.tight = isTight(block);
      return;
    case 'math': if (!block.isClosed && !parser.isFork) makeParagraph(block, parent); return;
    default:
  }
}

/**
 * @param {import('./blocks.js').Paragraph} block
 * @param {Container} parent
 * @param {BlockParser} parser
 */
function finishParagraph(block, parent, parser) {
  if (block.text[0] === '[') block.text = parser.definitions.take(block.text);
  block.text = block.text.trimEnd();
  if (block.text === '') return void parent.children.pop();
  if (parent.type !== 'item' || parent.children.length > 1) return;
  const task = /^\[([ xX])\](?=[ \t\n])/.exec(block.text);
  if (!task) return;
  parent.task = task[1] !== ' ';
  block.text = block.text.slice(4).trimStart();
}

/** @param {import('./blocks.js').Code} block */
function trimCode(block) {
  const lines = block.text.split('\n');
  while (lines.length > 0 && lines[lines.length - 1].trim() === '') lines.pop();
  block.text = `${lines.join('\n')}\n`;
  block.end = block.start + lines.length - 1;
}

/**
 * No blank line between the items, nor between the blocks of one (CommonMark §5.3).
 * @param {import('./blocks.js').List} list
 */
function isTight(list) {
  return isDense(list.children) && list.children.every((item) => isDense(item.children));
}

/** @param {Block[]} blocks */
function isDense(blocks) {
  return blocks.every((block, at) => at === 0 || blocks[at - 1].end === block.start - 1);
}

/**
 * What was not closed was no maths.
 * @param {import('./blocks.js').Maths} block
 * @param {Container} parent
 */
function makeParagraph({ start, end, source }, parent) {
  parent.children.splice(-1, 1, { type: 'paragraph', start, end, text: source.trim() });
}
