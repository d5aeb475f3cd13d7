import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlighted, plainSnippet } from '../../Assets/models/snippet.js';

const snippets = {
  'a **bold** and _slanted_ word': 'a bold and slanted word',
  'see [the page](https://x.example/y) now': 'see the page now',
  'cut in [a link](https://x.exam…': 'cut in a link…',
  '![a bird](u.png) sings': 'a bird sings',
  '# Title\n\n- one\n- two\n> said': 'Title one two said',
  '| a | b |\n|---|:-:|\n| 1 | 2 |': 'a b 1 2',
  '`code` and ```block```': 'code and block',
  'snake_case_name stays': 'snake_case_name stays',
  '2 * 3 - 1': '2 3 - 1',
};

for (const [text, expected] of Object.entries(snippets)) {
  test(JSON.stringify(text), () => assert.equal(plainSnippet(text).replace(/…+$/, '…'), expected));
}

const marks = (/** @type {string} */ text, /** @type {string} */ query) =>
  highlighted(text, query).map((piece) => (piece.isMatch ? `<${piece.text}>` : piece.text)).join('');

test('what was searched is marked, whatever its case', () => {
  assert.equal(marks('Bread and bread', 'bread'), '<Bread> and <bread>');
  assert.equal(marks('größer GRÖSSER', 'größer'), '<größer> GRÖSSER');
  assert.equal(marks('a.b (c)', '.b (c'), 'a<.b (c>)');
  assert.equal(marks('none', ''), 'none');
});
