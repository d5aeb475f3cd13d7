import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInline } from '../../Assets/models/markdown/inline.js';
import { MarkdownStream } from '../../Assets/models/markdown/stream.js';
import { openCell, splitRow } from '../../Assets/models/markdown/table.js';

/** What every beginning of a text shows, one character after the other; code and styles as tags. */
function* beginnings(text) {
  const stream = new MarkdownStream();
  const closed = [];
  for (const piece of text) {
    const { closed: more, open } = stream.append(piece);
    closed.push(...more);
    yield [...closed, ...open].map((block) => shownBlock(block, stream.definitions)).join('\n');
  }
  closed.push(...stream.end().closed);
  yield closed.map((block) => shownBlock(block, stream.definitions)).join('\n');
}

function shownBlock(block, definitions) {
  const words = (text, isOpen) => parseInline(text, definitions, new Set(), isOpen).map(shown).join('');
  switch (block.type) {
    case 'paragraph': case 'heading': return words(block.text, block.isOpen);
    case 'table': return [block.head, ...block.rows].map((line, at) => splitRow(line)
      .map((cell, place) => words(cell, block.isOpen && at === block.rows.length && place === openCell(line))).join(' ')).join('\n');
    case 'code': case 'html': return block.text;
    case 'math': return block.source;
    case 'rule': return '<hr>';
    case 'item': return (block.task === null ? '' : '<task>') + block.children.map((child) => shownBlock(child, definitions)).join('\n');
    default: return block.children.map((child) => shownBlock(child, definitions)).join('\n');
  }
}

function shown(node) {
  if (node.type === 'code') return `<code>${node.text}</code>`;
  if (node.type === 'break') return '\n';
  if (node.type === 'math') return node.source;
  if (node.type === 'link') return node.target ? `<a>${node.children.map(shown).join('')}</a>` : node.children.map(shown).join('');
  if (node.type === 'image') return node.children.map(shown).join('');
  return 'children' in node ? `<${node.type}>${node.children.map(shown).join('')}</${node.type}>` : node.text;
}

const words = (text) => text.replace(/<\/?(?:em|strong|del|code|a|task)>/g, '');

const marked = {
  'strong': 'The **bold text that goes on** ends.',
  'strong and emphasis': 'This is ***both of them***, so.',
  'emphasis in strong': '**bold *and slanted* text** and *slanted **and bold***',
  'underscores': 'It is _slanted_ and __bold__ here.',
  'struck out': 'It was ~~five and~~ six.',
  'code': 'Call `read it` or ``a`b`` now.',
  'code in strong': '**the `code` here** and `more`',
  'a heading': '# The **bold** one\n\nText **two** too',
  'items': '* **One**: a\n* **Two**: b `c`\n  * ***Three***\n\n1. **Four**\n2. __Five__',
  'tasks': '- [ ] ask **him**\n- [x] done\n',
  'a quote': '> **bold** and `code`\n> *on*',
  'a table': 'So:\n\n| a | **b** |\n| --- | :-: |\n| `c` | **d e** |\n| *f* | g |\n\nend',
  'a table under its words': 'So:\n| a | b |\n|---|---|\n| c | d |\n',
  'Chinese': '这是**粗体**文字，还有`代码`。',
  'several lines': 'first **bold\nstill bold** and\n*so\non*\nend',
};
for (const [name, text] of Object.entries(marked)) {
  test(`no mark shows while it is unfinished: ${name}`, () => {
    const all = [...beginnings(text)];
    for (const one of all.map(words)) assert.doesNotMatch(one, /[*_~|#]|\[[ x]|`(?!b)|<hr>/, one);
    assert.ok(all.every((one, at) => at === 0 || words(one).startsWith(words(all[at - 1]).trimEnd())), 'it took something back');
  });
}

test('a style is the same from its first word on', () => {
  for (const one of beginnings('**bold text** on')) assert.match(one, /^(?:|<strong>.*<\/strong>(?: o?n?)?)$/);
  for (const one of beginnings('***x y***')) assert.match(one, /^(?:|<em><strong>.*<\/strong><\/em>)$/);
  for (const one of beginnings('`a b` c')) assert.match(one, /^(?:|<code>.*<\/code>(?: c?)?)$/);
});

for (const address of ['https://example.org/a_(b)', '<https://example.org/a b>', 'https://example.org "A *title*"', "a 'b'"]) {
  test(`a link shows its words only until it is whole: ${address}`, () => {
    for (const sign of ['', '!']) {
      const all = [...beginnings(`See ${sign}[the *text*](${address}) now`)];
      const coming = all.slice(`See ${sign}[the *text*](`.length - 1);
      for (const one of coming) assert.match(words(one), /^See the text(?: now?| n?)?$/, one);
      assert.ok(coming.slice(0, address.length).every((one) => !one.includes('<a>')));
    }
  });
}

const plain = ['2 * 3 = 6', 'a_b and snake_case_name', '5*3 and 5**3', 'see [1] and [2]', 'It costs $5 and $10', 'about ~5 of ~10',
  'all *.js files', 'in src/**/x.js', 'f(x) [y] (z)', 'a | b | c', 'a * b * c', 'wait... * what', '**/*.css, too', '2 ** 3', 'C# and #1'];
for (const text of plain) {
  test(`what is no mark never changes its form: ${text}`, () => {
    for (const one of beginnings(text)) assert.ok(text.startsWith(one), one);
  });
}

test('what can grow no more is drawn as it is drawn at once', () => {
  const text = '**a\n\n`b\n\n- *c\n- [d](e\n\n| **f | g |\n|-|-|\n| `h | ~~i |\n| j |\n\n# **k\n\nend';
  const stream = new MarkdownStream();
  const { closed, open } = stream.append(text);
  const all = [...closed, ...open].map((block) => shownBlock(block, stream.definitions)).join('\n');
  assert.equal(all, '**a\n`b\n*c\n[d](e\n**f g\n`h ~~i\nj\n**k\nend');
});

test('a text that ends shows what it has not closed', () => {
  for (const text of ['so **', 'so **bold', 'a `b', '[a](b', '| a | b |', '- [ ]', 'a\\']) {
    assert.equal([...beginnings(text)].at(-1), text.replace(/^- /, ''));
  }
});
