import { address } from './api.js';

/** @typedef {'outbox' | 'sessions'} Store */

// Two Martlets may share an origin, each under a path of its own.
const name = `martlet ${address('')}`;
const version = 1;

/** @type {Promise<IDBDatabase> | null} */
let opening = null;

/** What this device keeps. Where the browser forbids it (private windows), nothing is kept and nothing fails. */
export const database = {
  /**
   * @param {Store} store
   * @param {string} key
   * @returns {Promise<any>}
   */
  read: (store, key) => ask(store, 'readonly', (objects) => objects.get(key)),

  /**
   * @param {Store} store
   * @returns {Promise<any[]>}
   */
  readAll: async (store) => (await ask(store, 'readonly', (objects) => objects.getAll())) ?? [],

  /**
   * @param {Store} store
   * @param {string} key
   * @param {unknown} value
   */
  write: (store, key, value) => ask(store, 'readwrite', (objects) => objects.put(value, key)),

  /**
   * @param {Store} store
   * @param {string} key
   */
  remove: (store, key) => ask(store, 'readwrite', (objects) => objects.delete(key)),

  /** @param {Store} store */
  clear: (store) => ask(store, 'readwrite', (objects) => objects.clear()),
};

/**
 * @param {Store} store
 * @param {IDBTransactionMode} mode
 * @param {(objects: IDBObjectStore) => IDBRequest} work
 * @returns {Promise<any>}
 */
async function ask(store, mode, work) {
  try {
    opening ??= open();
    const transaction = (await opening).transaction(store, mode);
    const request = work(transaction.objectStore(store));
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    return undefined;
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const store of ['outbox', 'sessions']) request.result.createObjectStore(store);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // A newer app in another tab may need to change it.
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => { opening = null; };
      resolve(request.result);
    };
  });
}
