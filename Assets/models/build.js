import { address } from './api.js';
import { Signal } from './signal.js';

/** The build that this page is of; empty where a folder is served as it is. */
const own = /\/v\/([0-9a-f]{16})\//.exec(import.meta.url)?.[1] ?? '';
const reloadKey = 'martlet.reloaded';
const quietMilliseconds = 60_000;

/**
 * The server has become another build (its name).
 * @type {Signal<string>}
 */
export const outdated = new Signal();

let told = own;

/** Asks which build the server is, and tells once of each other one. */
export async function checkBuild() {
  if (!own) return;
  try {
    const response = await fetch(address('build.json'), { cache: 'no-cache', redirect: 'manual' });
    const { build } = response.ok ? await response.json() : { build: told };
    if (build === told) return;
    told = build;
    if (build !== own) outdated.emit(build);
  } catch {
    // No way to the server, or somebody else's page: nothing is known.
  }
}

/**
 * Loads the page anew so that a proxy can ask who one is; not again and again, where that leads nowhere.
 * @returns {boolean} whether it does
 */
export function reloadOnce() {
  try {
    const last = Number(sessionStorage.getItem(reloadKey)) || 0;
    if (Date.now() - last < quietMilliseconds) return false;
    sessionStorage.setItem(reloadKey, String(Date.now()));
  } catch {
    return false;
  }
  location.reload();
  return true;
}
