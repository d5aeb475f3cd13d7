import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { openStream, play, settled } from './page.js';

mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
/** @type {{isAborted: boolean}[]} */
let asked = [];
/** So many lines are dead: nothing ever comes of them. */
let dead = 0;
play((_, { signal }) => {
  const one = { isAborted: false };
  asked.push(one);
  signal.addEventListener('abort', () => { one.isAborted = true; });
  return asked.length <= dead ? new Promise(() => {}) : openStream();
});
const { Stream } = await import('../../Assets/models/stream.js');

/** A stream that is open. */
async function opened() {
  [asked, dead] = [[], 0];
  const stream = new Stream();
  stream.follow(new Map());
  await settled();
  assert.equal(stream.state, 'online');
  asked = [];
  return stream;
}

async function pass(milliseconds) {
  for (let step = 0; step < milliseconds; step += 100) {
    mock.timers.tick(100);
    await settled();
  }
}

const open = () => asked.filter(({ isAborted }) => !isAborted).length;

test('a wake-up counts also at once after another that was answered', async () => {
  const stream = await opened();
  stream.wake();
  await settled();
  stream.wake();
  await settled();
  assert.equal(asked.length, 2);
  assert.equal(open(), 1);
  stream.end();
});

test('what wakes a page several times at once opens one stream', async () => {
  const stream = await opened();
  stream.wake();
  stream.wake();
  assert.equal(asked.length, 1);
  stream.end();
});

for (const lines of [1, 4, 5]) {
  test(`after a sleep ${lines} dead lines cost seconds, and leave nothing open`, async () => {
    const stream = await opened();
    dead = lines;
    let count = 0;
    stream.opened.listen(() => { count += 1; });
    stream.wake();
    await pass(6_000);
    assert.equal(count, 1);
    assert.equal(asked.length, lines + 1);
    assert.equal(open(), 1);
    stream.end();
    assert.equal(open(), 0);
  });
}

test('who opens a page or another chat asks once, however slow the line is', async () => {
  const stream = await opened();
  dead = 1;
  stream.follow(new Map([['one', 'e-1']]));
  await pass(3_900);
  assert.equal(asked.length, 1);
  stream.end();
});

test('a server that never answers is asked less and less', async () => {
  const stream = await opened();
  dead = Infinity;
  stream.wake();
  await pass(60_000);
  assert.equal(asked.length, 16);
  await pass(60_000);
  assert.ok(asked.length <= 18, `${asked.length}`);
  assert.ok(open() <= 1);
  stream.end();
});
