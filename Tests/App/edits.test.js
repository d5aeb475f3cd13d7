import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { forgetDrafts } from '../../Assets/models/drafts.js';
import { forgetEdits, keepEdit, keptEdit } from '../../Assets/models/edits.js';
import { History } from '../../Assets/models/history.js';

/** @type {Map<string, string>} */
let stored = new Map();

beforeEach(() => {
  stored = new Map();
  globalThis.localStorage = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: (key) => void stored.delete(key),
  };
});

/** A conversation of these messages. */
function of(id, messages, hasOlder = false) {
  const history = new History();
  history.reset(messages.map((one) => ({ id: one, role: 'user', content: one, at: 0 })), hasOlder);
  return { id, history };
}

test('each message has its own, of its own session', () => {
  const one = of('one', ['a', 'b']);
  keepEdit(one, 'a', 'half');
  keepEdit(one, 'b', '');
  assert.equal(keptEdit('one', 'a'), 'half');
  assert.equal(keptEdit('one', 'b'), '');
  assert.equal(keptEdit('two', 'a'), null);
  assert.equal(keptEdit('one', 'constructor'), null);
});

test('what is forgotten leaves nothing behind', () => {
  const one = of('one', ['a']);
  keepEdit(one, 'a', 'half');
  keepEdit(one, 'a', null);
  assert.equal(keptEdit('one', 'a'), null);
  assert.equal(stored.size, 0);
  keepEdit(one, 'a', 'half');
  forgetEdits('one');
  assert.equal(stored.size, 0);
  keepEdit(one, 'a', 'half');
  forgetDrafts('one');
  assert.equal(stored.size, 0);
});

test('a message that is gone takes its own with it, one that was not read does not', () => {
  keepEdit(of('one', ['a', 'b']), 'a', 'half');
  keepEdit(of('one', ['b'], true), 'b', 'other');
  assert.equal(keptEdit('one', 'a'), 'half');
  keepEdit(of('one', ['b']), 'b', 'other');
  assert.equal(keptEdit('one', 'a'), null);
  assert.equal(keptEdit('one', 'b'), 'other');
});

test('what cannot be read is nothing', () => {
  for (const value of ['null', '{', '[]', '{"a": 1}']) {
    stored.set('martlet.edits.one', value);
    assert.equal(keptEdit('one', 'a'), null);
  }
});
