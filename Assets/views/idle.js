/**
 * Waits until the browser is idle.
 * @returns {Promise<number>} when that is
 */
export function idle() {
  return new Promise((resolve) => {
    const begin = () => resolve(performance.now());
    // workaround: WebKit has no requestIdleCallback
    if ('requestIdleCallback' in globalThis) requestIdleCallback(begin, { timeout: 2_000 });
    else setTimeout(begin, 20);
  });
}
