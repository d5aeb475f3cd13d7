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
    await navigator.serviceWorker.register(url, { updateViaCache: 'none' });
  } catch {
    // Plain http, a private window: the app works without it.
  }
}
