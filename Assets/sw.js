// Keeps the shell of build {{build}}, so that the app opens without a network. What it keeps is what
// index.html names: there is no second list. The API is never touched.

const build = '{{build}}';
// Served from a folder as it is, somebody works on it: nothing may be older than the last edit.
const isUnpacked = build.startsWith('{');
const cacheName = `martlet-${build}`;
const page = new URL('./', self.location.href).href;
const assets = new URL(`v/${build}/`, page).href;
const patienceMilliseconds = 4_000;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  if (isUnpacked) return;
  event.waitUntil(install());
  // Where the browser can take them from the cache by itself, seventy files need not pass through this worker.
  const condition = { urlPattern: { pathname: `${new URL(assets).pathname}*` } };
  event.addRoutes?.([{ condition, source: { cacheName } }])?.catch(() => {});
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || isUnpacked) return;
  if (request.mode === 'navigate') {
    if (isPage(request.url)) event.respondWith(openPage(request));
  } else if (request.url.startsWith(assets)) event.respondWith(asset(request));
});

async function install() {
  const response = await fetch(page, { cache: 'no-cache', credentials: 'same-origin', redirect: 'error' });
  const text = await response.clone().text();
  // A login page, or already the next build: then there is nothing to keep, and the next visit tries again.
  if (!response.ok || !text.includes(`v/${build}/`)) throw new Error('this is not the page of this build');
  const cache = await caches.open(cacheName);
  const links = text.matchAll(/(?:href|src)="(v\/[^"]+|manifest\.webmanifest)"/g);
  const named = Array.from(links, (match) => match[1]);
  await cache.addAll(named.map((path) => new URL(path, page).href));
  await cache.put(page, response);
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('martlet-') && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The page itself, not an upload or an export that is opened in a page of its own. */
function isPage(address) {
  const url = new URL(address);
  return url.origin + url.pathname === page || url.origin + url.pathname === `${page}index.html`;
}

/** The network's page, because it may be newer; ours when there is none, or none in time. */
async function openPage(request) {
  const kept = await caches.match(page, { cacheName });
  if (!kept) return fetch(request);
  const fresh = fetch(request).then((response) => (response.status >= 500 ? kept.clone() : response));
  fresh.catch(() => {});
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), patienceMilliseconds));
  return Promise.race([fresh.catch(() => kept), late]);
}

async function asset(request) {
  const kept = await caches.match(request.url, { cacheName });
  return kept ?? fetch(request);
}
