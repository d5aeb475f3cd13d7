import { test } from 'node:test';
import { MarkdownStream, parseMarkdown } from '../../Assets/models/markdown/stream.js';
import { parseInline } from '../../Assets/models/markdown/inline.js';
import { assertLinear } from './linear.js';

function read(text) {
  const { blocks, definitions } = parseMarkdown(text);
  const waiting = [...blocks];
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    if ('children' in block) waiting.push(...block.children);
    else if ('text' in block && block.type !== 'code') parseInline(block.text, definitions);
  }
}

/** The same while more may come: all of it is the open end. */
function readOpen(text) {
  const stream = new MarkdownStream();
  stream.append(text);
  parseInline(text, stream.definitions, new Set(), true);
}

/** @type {Record<string, (count: number) => string>} */
const hostile = {
  'stars': (n) => '*'.repeat(n),
  'stars and letters': (n) => '*a '.repeat(n),
  'stars opening and closing': (n) => '*a*'.repeat(n),
  'stars within underscores': (n) => '*_'.repeat(n),
  'double stars unclosed': (n) => 'a**b'.repeat(n) + 'c* '.repeat(n),
  'underscores': (n) => '_'.repeat(n),
  'underscores and letters': (n) => '_a '.repeat(n),
  'tildes': (n) => '~~a '.repeat(n),
  'opening brackets': (n) => '['.repeat(n),
  'brackets and letters': (n) => '[a'.repeat(n),
  'closing brackets': (n) => `${'['.repeat(n)}${']'.repeat(n)}`,
  'half links': (n) => '[a](b'.repeat(n),
  'half links with a title': (n) => '[a](b "c '.repeat(n),
  'a half link with spaces': (n) => `[a](b${' '.repeat(n)}c`,
  'half links in angles': (n) => '[a](<b '.repeat(n),
  'half pictures in links': (n) => '![a](data:image/png;base64,'.repeat(n),
  'links in links': (n) => `${'[a'.repeat(n)}${'](b)'.repeat(n)}`,
  'references': (n) => '[a][b]'.repeat(n),
  'definitions': (n) => '[a]: b\n'.repeat(n),
  'definitions in one paragraph, unfinished': (n) => `${'[a]: b\n'.repeat(n)}[`,
  'pictures': (n) => '!['.repeat(n),
  'quotes in one line': (n) => `${'>'.repeat(n)}a`,
  'quotes with spaces': (n) => `${'> '.repeat(n)}a`,
  'quotes by line': (n) => '> a\n'.repeat(n),
  'lazy lines': (n) => `> a\n${'b\n'.repeat(n)}`,
  'nested lists': (n) => Array.from({ length: Math.sqrt(n) * 2 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n'),
  'lists in one line': (n) => `${'- '.repeat(n)}a`,
  'numbers in one line': (n) => `${'1. '.repeat(n)}a`,
  'items': (n) => '- a\n'.repeat(n),
  'items between blank lines': (n) => '- a\n\n'.repeat(n),
  'one item, many blank lines': (n) => `- a\n${'\n'.repeat(n)}b`,
  'backticks': (n) => '`'.repeat(n),
  'backticks of every length': (n) => Array.from({ length: Math.sqrt(n) * 2 }, (_, at) => `a${'`'.repeat(at)}`).join(''),
  'fences': (n) => '```\n'.repeat(n),
  'angle brackets': (n) => '<'.repeat(n),
  'half tags': (n) => '<a b="'.repeat(n),
  'tags of many attributes': (n) => `<a${' b=c'.repeat(n)}`,
  'half comments': (n) => '<!-- a '.repeat(n),
  'half declarations': (n) => 'a <!A <? <![CDATA[ '.repeat(n),
  'half addresses': (n) => '<http:'.repeat(n),
  'ampersands': (n) => '&'.repeat(n),
  'half references': (n) => '&a'.repeat(n),
  'backslashes': (n) => '\\'.repeat(n),
  'pipes': (n) => '|'.repeat(n),
  'a table of many rows': (n) => `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(n)}`,
  'a table of many columns': (n) => `${'|a'.repeat(n)}\n${'|-'.repeat(n)}\n`,
  'heads of tables': (n) => 'a|b\n'.repeat(n),
  'hashes': (n) => `# ${'#'.repeat(n)}a`,
  'headings': (n) => '# a\n'.repeat(n),
  'underlines': (n) => `a\n${'='.repeat(n)} b`,
  'rules': (n) => `${'- - '.repeat(n)}a`,
  'spaces': (n) => `a${' '.repeat(n)}b`,
  'spaces at ends': (n) => 'a  \n'.repeat(n),
  'tabs': (n) => `-${'\t'.repeat(n)}a`,
  'dollars': (n) => '$'.repeat(n),
  'dollars and letters': (n) => '$a '.repeat(n),
  'formulas': (n) => '$a$ '.repeat(n),
  'half formulas': (n) => '\\(a \\[b '.repeat(n),
  'mail signs': (n) => '@'.repeat(n),
  'mail': (n) => 'a@b.c '.repeat(n),
  'one long mail name': (n) => `${'a'.repeat(n)}@b.c`,
  'addresses': (n) => 'http://a.b/c '.repeat(n),
  'addresses without space': (n) => 'http://a'.repeat(n),
  'an address that ends in signs': (n) => `http://a.b/${')'.repeat(n)}`,
  'an address that ends in references': (n) => `http://a.b/${'&amp;'.repeat(n)}`,
  'base64': (n) => `/9j/${'A'.repeat(n)}`,
  'half pictures': (n) => 'data:image/png;base64,iVBORw0KGgo '.repeat(n),
  'NUL': (n) => '\0'.repeat(n),
};

for (const [name, make] of Object.entries(hostile)) {
  test(`work grows with the text: ${name}`, () => assertLinear(name, (count) => read(make(count))));
  test(`work grows with the open end: ${name}`, () => assertLinear(name, (count) => readOpen(make(count))));
}

test('a piece that comes costs the same however much came before', () => {
  const kinds = { paragraph: 'words and more\n\n', code: '    code\n', 'nested list': '- a line\n  - that goes on\n' };
  for (const [name, line] of Object.entries(kinds)) {
    assertLinear(`${name} in pieces`, (count) => {
      const stream = new MarkdownStream();
      const text = line.repeat(count / line.length);
      for (let at = 0; at < text.length; at += 4_000) stream.append(text.slice(at, at + 4_000));
      stream.end();
    }, 60_000);
  }
});
