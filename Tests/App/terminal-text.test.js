import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TerminalText } from '../../Assets/models/terminal-text.js';

/** What is read of `text` when it comes in pieces of `size`. */
function read(text, size = text.length) {
  const terminal = new TerminalText();
  let lines = '';
  for (let at = 0; at < text.length; at += size) lines += terminal.feed(text.slice(at, at + size));
  return lines + terminal.rest;
}

const cases = {
  'plain lines': ['one\ntwo\n', 'one\ntwo\n'],
  'an open line': ['one\ntw', 'one\ntw'],
  'colours': ['\x1b[1;31mred\x1b[0m and \x1b[38;5;12mblue\x1b[m\n', 'red and blue\n'],
  'titles and links': ['\x1b]0;title\x07a\x1b]8;;https://x\x1b\\b\n', 'ab\n'],
  'a progress bar': ['10%\r50%\r100%\ndone\n', '100%\ndone\n'],
  'an open progress bar': ['10%\r50%\r', '50%'],
  'ends of another system': ['one\r\ntwo\r\n', 'one\ntwo\n'],
  'doubled returns': ['one\r\r\ntwo', 'one\ntwo'],
};

for (const [name, [text, expected]] of Object.entries(cases)) {
  test(`${name}, in every cut`, () => {
    for (const size of [1, 2, 3, 7, 64]) assert.equal(read(text, size).replace(/\r$/, ''), expected, `pieces of ${size}`);
  });
}

test('a line without an end is let go before it grows dear', () => {
  const terminal = new TerminalText();
  let given = '';
  for (let count = 0; count < 100; count += 1) given += terminal.feed('x'.repeat(1_000));
  assert.ok(terminal.tail.length <= 4_096);
  assert.equal(given.length + terminal.tail.length, 100_000);
});
