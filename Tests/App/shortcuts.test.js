import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keysOf, shortcutOf, shortcuts } from '../../Assets/models/shortcuts.js';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
const press = (/** @type {object} */ keys, isWriting = false) =>
  shortcutOf(/** @type {KeyboardEvent} */ ({ ...plain, ...keys }), isWriting)?.action;

test('keys are known with what is held', () => {
  assert.equal(press({ key: 'k', ctrlKey: true }), 'palette');
  assert.equal(press({ key: 'K', ctrlKey: true, shiftKey: true }), undefined);
  assert.equal(press({ key: 'O', ctrlKey: true, shiftKey: true }), 'newChat');
  assert.equal(press({ key: 'k' }), undefined);
  assert.equal(press({ key: '?', shiftKey: true }), 'help');
});

test('where one writes, letters are letters', () => {
  assert.equal(press({ key: '?', shiftKey: true }, true), undefined);
  assert.equal(press({ key: '/' }, true), undefined);
  assert.equal(press({ key: 'Escape' }, true), 'stop');
  assert.equal(press({ key: 'k', ctrlKey: true }, true), 'palette');
  assert.equal(press({ key: 'Escape', isComposing: true }, true), undefined);
});

test('no two shortcuts are the same keys', () => {
  const all = shortcuts.map((shortcut) => keysOf(shortcut).join('+'));
  assert.equal(new Set(all).size, all.length);
});
