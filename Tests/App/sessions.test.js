import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, later, play, settled } from './page.js';

/** @type {{promise: Promise<Response>, give: (response: Response) => void, tag: string | undefined}[]} */
const asked = [];
play((_, { headers }) => {
  const one = { ...later(), tag: headers['If-None-Match'] };
  asked.push(one);
  return one.promise;
});
const { Sessions } = await import('../../Assets/models/sessions.js');

const info = (id, more = {}) =>
  ({ id, name: id, preview: '', created: 1, updated: 1, pinned: false, running: false, ...more });
const ids = (sessions) => sessions.all.map(({ id }) => id).sort();

test('a list that is older than what was told meanwhile takes nothing back', async () => {
  const sessions = new Sessions();
  const reading = sessions.refresh();
  const list = asked.pop();
  sessions.apply('session', info('new'));
  sessions.apply('session', { id: 'old', running: true });
  sessions.apply('session_deleted', { id: 'gone' });
  list.give(json([info('old', { preview: 'kept' }), info('gone')]));
  await reading;
  assert.deepEqual(ids(sessions), ['new', 'old']);
  assert.equal(sessions.find('old').running, true);
  assert.equal(sessions.find('old').preview, 'kept');
});

test('what was told before the list was asked for is in the list or is no more', async () => {
  const sessions = new Sessions();
  sessions.apply('session', info('one'));
  const reading = sessions.refresh();
  asked.pop().give(json([]));
  await reading;
  assert.deepEqual(ids(sessions), []);
});

test('who asks while the list is read has it read once more, and only once', async () => {
  const sessions = new Sessions();
  const first = sessions.refresh();
  const again = [sessions.refresh(), sessions.refresh()];
  assert.equal(asked.length, 1);
  asked.pop().give(json([info('one')]));
  await first;
  await settled();
  assert.equal(asked.length, 1);
  asked.pop().give(json([info('one'), info('two')]));
  await Promise.all(again);
  assert.deepEqual(ids(sessions), ['one', 'two']);
  assert.equal(asked.length, 0);
});

test('a list that is as it was is not sent again, and stands as it was read', async () => {
  const sessions = new Sessions();
  const first = sessions.refresh();
  const one = asked.pop();
  assert.equal(one.tag, undefined);
  one.give(new Response(JSON.stringify([info('one'), info('two')]), { headers: { ETag: 'W/"1"' } }));
  await first;
  sessions.put(info('one', { running: true }));
  const second = sessions.refresh();
  const two = asked.pop();
  assert.equal(two.tag, 'W/"1"');
  sessions.apply('session', info('new'));
  two.give(new Response(null, { status: 304 }));
  await second;
  assert.deepEqual(ids(sessions), ['new', 'one', 'two']);
  assert.equal(sessions.find('one').running, false);
});
