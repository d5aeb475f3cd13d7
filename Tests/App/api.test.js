import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { json, later, play, settled } from './page.js';

mock.timers.enable({ apis: ['setTimeout', 'Date'] });
/** @type {{promise: Promise<Response>, give: (response: Response) => void}[]} */
let asked = [];
play(() => {
  const one = later();
  asked.push(one);
  return one.promise;
});
const { call, renewed } = await import('../../Assets/models/api.js');

test('what had no answer is asked anew when there is a line that answers', async () => {
  asked = [];
  const answer = call('GET', 'api/agents');
  mock.timers.tick(5_000);
  renewed.emit();
  await settled();
  assert.equal(asked.length, 2);
  asked[1].give(json(['one']));
  assert.deepEqual(await answer, ['one']);
});

test('what was asked only now is given time', async () => {
  asked = [];
  const answer = call('GET', 'api/agents');
  mock.timers.tick(500);
  renewed.emit();
  await settled();
  assert.equal(asked.length, 1);
  asked[0].give(json([]));
  assert.deepEqual(await answer, []);
});

test('what would be done twice is not asked twice, unless it says that it may', async () => {
  asked = [];
  const once = call('POST', 'api/stop', {});
  const message = call('POST', 'api/chat', {}, { isRepeatable: true });
  mock.timers.tick(5_000);
  renewed.emit();
  await settled();
  assert.equal(asked.length, 3);
  asked[0].give(json({ ok: true }));
  asked[2].give(json({ turn_id: 't' }));
  assert.deepEqual(await Promise.all([once, message]), [{ ok: true }, { turn_id: 't' }]);
});

test('who never gets an answer is told after half a minute', async () => {
  const answer = call('GET', 'api/agents');
  mock.timers.tick(30_000);
  await assert.rejects(answer, { status: 0, code: 'network' });
});
