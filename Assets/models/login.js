import { call } from './api.js';

/** Who one is, and the ways in and out. */

/** @returns {Promise<{name: string, login: boolean}>} */
export function whoAmI() {
  return call('GET', 'api/me');
}

/**
 * @param {string} name
 * @param {string} password
 */
export function logIn(name, password) {
  return call('POST', 'api/login', { name, password });
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
export function logOut(everywhere) {
  return call('POST', 'api/logout', { everywhere });
}
