import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Shown } from '../../Assets/models/shown.js';

const messages = Array.from({ length: 160 }, (_, number) => ({ id: `m${number}` }));
const ids = (shown) => shown.of(messages).map(({ id }) => id);

test('at first the end is drawn', () => {
  assert.deepEqual(ids(new Shown()), messages.slice(-24).map(({ id }) => id));
});

for (const isDrawn of [true, false]) {
  test(`a leap ${isDrawn ? 'after' : 'before'} the first frame draws the message, what is around it, and the end`, () => {
    const shown = new Shown();
    if (isDrawn) shown.of(messages);
    shown.leap(messages, 'm11');
    const drawn = ids(shown);
    assert.ok(drawn.includes('m11') && drawn.includes('m5') && drawn.includes('m159'));
    assert.ok(!drawn.includes('m80') && shown.hasGap);
    for (let step = 0; shown.hasGap && step < 100; step += 1) shown.fill(messages);
    assert.deepEqual(ids(shown), messages.slice(5).map(({ id }) => id));
  });
}
