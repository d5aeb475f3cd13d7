/**
 * @typedef {{createScriptURL(url: string): unknown}} Policy
 * @typedef {{createPolicy(name: string, rules: Policy): Policy}} TrustedTypes
 */

const worker = 'sw.js';

/**
 * Keeps the app's shell for times without a network. The worker's address is the one script URL that is ever
 * made, so it has the one policy that the page may have.
 */
export async function keepShell() {
  if (!('serviceWorker' in navigator)) return;
  const { trustedTypes } = /** @type {{trustedTypes?: TrustedTypes}} */ (/** @type {unknown} */ (window));
  const policy = trustedTypes?.createPolicy('martlet', { createScriptURL: () => worker });
  const url = policy ? /** @type {string} */ (policy.createScriptURL(worker)) : worker;
  try {
    const registration = await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
    // One that is registered is not asked for again by that.
    if (registration.active) await registration.update();
  } catch {
    // Plain http, a private window: the app works without it. Or it has been taken away on purpose.
    await giveUpShell();
  }
}

/** A server (or a proxy) that says there is no worker ends the one that is there, and all that it keeps. */
async function giveUpShell() {
  const response = await fetch(worker, { cache: 'no-store' }).catch(() => null);
  if (response?.status !== 404 && response?.status !== 410) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith('martlet-')) await caches.delete(name);
}

/** Lets the worker keep what was loaded before it was there: a language, a part that was needed early. */
export async function keepLoaded() {
  if (!('serviceWorker' in navigator)) return;
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  active?.postMessage({ keep: loaded.filter((name) => name.includes('/v/')) });
}
