/**
 * Calls `close` when the person asks for it the way his device closes what lies on top: Back on Android.
 * @param {() => void} close
 * @returns {() => void} to be called when it is closed
 */
export function listenForCloseRequest(close) {
  /** @type {{CloseWatcher?: new () => EventTarget & {destroy(): void}}} */
  const { CloseWatcher } = /** @type {any} */ (globalThis);
  // Not every browser has it; in the others Back leads to another chat, which closes what lay over this one.
  if (!CloseWatcher) return () => {};
  const watcher = new CloseWatcher();
  watcher.addEventListener('close', close);
  return () => watcher.destroy();
}
