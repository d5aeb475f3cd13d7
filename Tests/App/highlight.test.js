import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grammars } from '../../Assets/models/highlight/grammars.js';
import { grammarOf, tokens } from '../../Assets/models/highlight/tokens.js';
import { assertLinear } from './linear.js';

const kinds = (language, text) => [...tokens(text, grammarOf(language))].filter(({ kind }) => kind).map(({ kind, text: word }) => `${kind} ${word}`);

test('every common language has a grammar, by the names that people use', () => {
  for (const name of ('js javascript jsx ts typescript tsx python py swift c cpp c++ h rust rs go java kotlin kt csharp cs c# bash sh shell zsh '
    + 'json yaml yml toml ini html xml svg css scss sql diff patch markdown md php ruby rb dockerfile docker lua make').split(' ')) {
    assert.ok(grammarOf(name), name);
  }
  assert.equal(grammarOf('klingon'), null);
  assert.equal(grammarOf('constructor'), null);
});

test('words, strings, numbers and comments are told apart', () => {
  assert.deepEqual(kinds('js', 'const a = "x\\"y"; // b'), ['keyword const', 'string "x\\"y"', 'comment // b']);
  assert.deepEqual(kinds('python', '@dec\ndef f(x):\n  return None # c'), ['mark @dec', 'keyword def', 'function f', 'keyword return', 'number None', 'comment # c']);
  assert.deepEqual(kinds('swift', 'let a: Int = 0x1F /* b */'), ['keyword let', 'type Int', 'number 0x1F', 'comment /* b */']);
  assert.deepEqual(kinds('rust', "fn f<'a>(c: char) { 'x' }"), ['keyword fn', "name 'a", 'keyword char', "string 'x'"]);
  assert.deepEqual(kinds('json', '{"a": [1, true, "b"]}'), ['name "a"', 'number 1', 'number true', 'string "b"']);
  assert.deepEqual(kinds('diff', '@@ a\n+b\n-c\n d'), ['heading @@ a', 'added +b', 'removed -c']);
  assert.deepEqual(kinds('sql', "select 'a' from b"), ['keyword select', "string 'a'", 'keyword from']);
  assert.deepEqual(kinds('html', '<a href="b">c</a>'), ['keyword <a', 'name href', 'string "b"', 'keyword >', 'keyword </a', 'keyword >']);
  assert.deepEqual(kinds('bash', 'ls -l "$A" $B # c'), ['keyword ls', 'type  -l', 'string "$A"', 'name $B', 'comment  # c']);
});

test('the tokens of a text are the text', () => {
  const text = 'a "b\n\'c /* d // e\n# f `g <h i="j> @k $l 0x1 1.5e3 """m\n--- n\n+o\n-p [q]: r="s" =begin <!-- t';
  for (const name of Object.keys(grammars)) assert.equal([...tokens(text, grammarOf(name))].map(({ text: part }) => part).join(''), text, name);
});

test('no grammar is slow on hostile text', () => {
  const parts = ['a', '"', "'", '`', '/*', '<!--', '"""', '<a ', 'a-', '-', '#', '$', '[', '(', '=begin\n', '--[[', '\\', ' ', '\n', '0', '@', 'a.', '{', '*'];
  for (const grammar of new Set(Object.values(grammars))) {
    const name = Object.keys(grammars).find((key) => grammars[key] === grammar);
    const text = (count) => parts.map((part) => part.repeat(count / 10)).join('\n');
    assertLinear(name, (count) => { for (const token of tokens(text(count), grammarOf(name))) void token; }, 4_000);
  }
});
