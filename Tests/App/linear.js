import assert from 'node:assert/strict';

/** Quadratic work on 120,000 characters cannot be done in so little. */
const nothingMilliseconds = 80;

/** The least processor time of some rounds: other processes do not count. */
function least(work) {
  let best = Infinity;
  for (let round = 0; round < 3 && best > nothingMilliseconds / 4; round += 1) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}

/**
 * Asserts that four times the input takes about four times the work; quadratic work takes sixteen times.
 * @param {string} name
 * @param {(count: number) => void} work
 * @param {number} [count]
 */
export function assertLinear(name, work, count = 30_000) {
  const large = least(() => work(4 * count));
  if (large < nothingMilliseconds) return;
  const small = least(() => work(count));
  assert.ok(large / small < 10, `${name}: ${small.toFixed(1)} ms for ${count}, ${large.toFixed(1)} ms for four times as much`);
}
