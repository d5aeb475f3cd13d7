import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest, fitting, kept, zoomed } from '../../Assets/models/zoom.js';

const frame = { width: 400, height: 800 };

test('the point under the finger stays where it is', () => {
  const zoom = zoomed(fitting, 2, { x: 100, y: 50 });
  // What stood at (100, 50) from the middle stands at 100 * 2 + x.
  assert.deepEqual([100 * zoom.scale + zoom.x, 50 * zoom.scale + zoom.y], [100, 50]);
});

test('it comes no nearer than it may, and goes no farther than fitting', () => {
  assert.equal(zoomed(fitting, 1000, { x: 0, y: 0 }).scale, closest);
  assert.equal(zoomed({ scale: 2, x: 10, y: 10 }, 0.1, { x: 0, y: 0 }).scale, 1);
});

test('no edge comes into the frame', () => {
  const picture = { width: 400, height: 250 };
  assert.deepEqual(kept({ scale: 2, x: 900, y: 900 }, picture, frame), { scale: 2, x: 200, y: 0 });
  assert.deepEqual(kept({ scale: 1, x: -30, y: 40 }, picture, frame), { scale: 1, x: 0, y: 0 });
});
