// What a page has that Node lacks, for models that ask the server.

/**
 * Makes this a page; what it asks is answered by `answer(path, init)`, at once or later.
 * @param {(path: string, init: RequestInit) => Promise<Response> | Response} answer
 */
export function play(answer) {
  globalThis.location = { href: 'http://127.0.0.1:8080/' };
  globalThis.document = { hidden: false };
  globalThis.navigator ??= {};
  globalThis.fetch = (address, init = {}) => new Promise((resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    const path = new URL(address).pathname.slice(1);
    Promise.resolve(answer(path, init)).then(resolve, reject);
  });
}

/** An answer that is given when it is wanted. */
export function later() {
  /** @type {(value: any) => void} */
  let give = () => {};
  const promise = new Promise((resolve) => { give = resolve; });
  return { promise, give };
}

/** An event stream that stays open and says nothing. */
export const openStream = () =>
  new Response(new ReadableStream({}), { headers: { 'Content-Type': 'text/event-stream' } });

/** @param {unknown} value */
export const json = (value) => new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json' } });

/** Lets all go on that can. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
