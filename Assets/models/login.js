import { call } from './api.js';
import { forgetAll, isOthers } from './kept.js';

/** Who one is, and the ways in and out. */

/** @returns {Promise<{name: string, login: boolean}>} */
export function whoAmI() {
  return call('GET', 'api/me');
}

/**
 * @param {string} name
 * @param {string} password
 */
export async function logIn(name, password) {
  await call('POST', 'api/login', { name, password });
  if (isOthers(name)) await forgetAll();
}

/**
 * Makes the first user.
 * @param {string} key  from the link in the server's log
 * @param {string} name
 * @param {string} password
 */
export function setUp(key, name, password) {
  return call('POST', 'api/setup', { key, name, password });
}

/** @param {boolean} everywhere  on all devices, not on this one alone */
export async function logOut(everywhere) {
  await call('POST', 'api/logout', { everywhere });
  await forgetAll();
}
