import { Signal } from './signal.js';
import { t } from './words.js';

/**
 * @typedef {import('./types.js').Attachment} Attachment
 * @typedef {{keepalive?: boolean, isRepeatable?: boolean, tag?: string}} AskOptions
 *   a GET and a PUT are repeatable; `tag`: of what is known
 */

const base = new URL('.', location.href);
const patienceMilliseconds = 30_000;

/**
 * On what is asked of the API. No page of another site can add a field of its own: this is how the server knows us behind a
 * proxy that passes neither the name nor TLS, where browsers say nothing better.
 */
export const ownFields = { Accept: 'application/json', 'X-Martlet': '1' };
const staleMilliseconds = 2_000;

/**
 * The server has answered something: there is a way to it.
 * @type {Signal<void>}
 */
export const reached = new Signal();

/**
 * The event stream was opened: there is a line on which the server answers. Who has waited for an answer for a while
 * may have asked on one that is dead, as those are that a browser keeps through a sleep.
 * @type {Signal<void>}
 */
export const renewed = new Signal();

/**
 * The server wants to know who we are: `login_required`, or `setup_required` before there is anybody.
 * @type {Signal<string>}
 */
export const locked = new Signal();

/** A refusal of the server, or silence (`status` 0, code `network`). `message` is for people. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {number} [retryAfterSeconds]
   */
  constructor(status, code, message, retryAfterSeconds = 0) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed a little later: no answer, or a proxy's "not now". */
  get passes() {
    return [0, 429, 502, 503, 504].includes(this.status);
  }
}

/**
 * Where `path` is, however deep the app is mounted.
 * @param {string} path
 */
export function address(path) {
  return new URL(path.replace(/^\/+/, ''), base).href;
}

/**
 * Calls the API and reads its JSON. What does the same when it is done twice is asked anew on a line that answers,
 * if there has been no answer for a while.
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {AskOptions} [options]
 * @returns {Promise<any>}
 */
export function call(method, path, body, options = {}) {
  return ask(method, path, body, options, answer);
}

/**
 * Reads what is often as it was: null if that is what the tag names.
 * @param {string} path
 * @param {string} tag  that came with what was read before; empty: nothing was
 * @returns {Promise<{value: any, tag: string} | null>}
 */
export function reread(path, tag) {
  return ask('GET', path, undefined, { tag }, async (response) =>
    (response.status === 304 ? null : { value: await answer(response), tag: response.headers.get('ETag') ?? '' }));
}

/**
 * @template T
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {AskOptions} options
 * @param {(response: Response) => Promise<T>} read
 * @returns {Promise<T>}
 */
async function ask(method, path, body, options, read) {
  const isRepeatable = options.isRepeatable ?? (method === 'GET' || method === 'PUT');
  const begun = Date.now();
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patienceMilliseconds);
  let isStale = false;
  const forget = renewed.listen(() => {
    isStale = isRepeatable && Date.now() - begun > staleMilliseconds;
    if (isStale) abort.abort();
  });
  try {
    const response = await fetch(address(path), request(method, body, options, abort.signal));
    reached.emit();
    return await read(response);
  } catch (error) {
    if (isStale) return await ask(method, path, body, options, read);
    throw error instanceof ApiError ? error : new ApiError(0, 'network', t('network'));
  } finally {
    clearTimeout(timer);
    forget();
  }
}

/**
 * @param {string} method
 * @param {unknown} body
 * @param {AskOptions} options
 * @param {AbortSignal} signal
 * @returns {RequestInit}
 */
function request(method, body, { keepalive = false, tag }, signal) {
  /** @type {Record<string, string>} */
  const headers = { ...ownFields };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (tag) headers['If-None-Match'] = tag;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return { method, headers, body: text, keepalive, signal, redirect: 'manual', cache: 'no-store' };
}

/**
 * Sends a file where the API takes one.
 * @param {string} path
 * @param {File} file
 * @param {string} [name]
 * @returns {Promise<any>}
 */
export async function sendFile(path, file, name = file.name) {
  const body = new FormData();
  body.append('file', file, name);
  /** @type {RequestInit} */
  const request = { method: 'POST', body, headers: ownFields, redirect: 'manual', cache: 'no-store' };
  const response = await fetch(address(path), request).catch(() => null);
  if (!response) throw new ApiError(0, 'network', t('network'));
  const said = await response.json().catch(() => null);
  if (!response.ok) throw refusal(response, said);
  return said;
}

/** @param {Response} response */
async function answer(response) {
  if (response.ok) return response.status === 204 ? null : response.json();
  throw refusal(response, await response.json().catch(() => null));
}

/**
 * @param {Response} response
 * @param {any} body  the parsed JSON, if it was JSON
 */
export function refusal(response, body) {
  const said = body?.error;
  if (response.status === 401 && typeof said?.message === 'string') {
    if (/^(login|setup)_required$/.test(said.code)) locked.emit(said.code);
    return new ApiError(401, said.code, said.message);
  }
  // A redirect is a proxy's login page: the API itself never redirects.
  const isLogin = response.type === 'opaqueredirect' || response.status === 401;
  if (isLogin) return new ApiError(401, 'login', t('login'));
  const wait = Number(response.headers.get('Retry-After')) || 0;
  if (typeof said?.message === 'string') {
    return new ApiError(response.status, String(said.code), said.message, wait);
  }
  return new ApiError(response.status, 'unknown', t('badAnswer', { status: response.status }), wait);
}
