import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffStart, parseDiff } from '../../Assets/models/diff.js';

const change = '--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n';

test('lines are numbered by their own file', () => {
  assert.deepEqual(parseDiff(change), [
    { kind: 'file', text: 'x.md' },
    { kind: 'hunk', text: '@@ -1,3 +1,3 @@' },
    { kind: 'same', text: 'one', number: 1 },
    { kind: 'remove', text: 'two', number: 2 },
    { kind: 'add', text: '2', number: 2 },
    { kind: 'same', text: 'three', number: 3 },
  ]);
});

test('what looks like a header inside a hunk is a line', () => {
  const rows = parseDiff('--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1 @@\n--- comment\n-++ x\n+++ y\n');
  assert.deepEqual(rows.slice(2).map(({ kind, text }) => [kind, text]),
    [['remove', '-- comment'], ['remove', '++ x'], ['add', '++ y']]);
});

test('an empty line of context that lost its blank is context', () => {
  const rows = parseDiff('--- a\n+++ b\n@@ -1,2 +1,2 @@\n\n-a\n+b\n');
  assert.deepEqual(rows.map(({ kind }) => kind), ['file', 'hunk', 'same', 'remove', 'add']);
});

test('a missing newline at the end is a note', () => {
  const rows = parseDiff('--- a\n+++ b\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n');
  assert.deepEqual(rows.map(({ kind }) => kind), ['file', 'hunk', 'remove', 'note', 'add']);
});

test('a change is found behind words, and a rule is none', () => {
  assert.equal(diffStart(`Changed x.md.\n${change}`), 14);
  assert.equal(diffStart('--- a title\n+++ another\n'), -1);
  assert.equal(diffStart('no change'), -1);
});
