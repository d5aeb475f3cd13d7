// Keeps the shell of build {{build}}, so that the app opens without a network. What it keeps is what
// index.html names: there is no second list. Of the API only pictures are kept.

const build = '{{build}}';
// Served from a folder as it is, somebody works on it: nothing may be older than the last edit.
const isUnpacked = build.startsWith('{');
const shells = 'martlet-shell-';
const cacheName = `${shells}${build}`;
const pictures = 'martlet-pictures';
const picturesLimit = 100;
const shared = 'martlet-shared';
const page = new URL('./', self.location.href).href;
const assets = new URL(`v/${build}/`, page).href;
const anyAssets = new URL('v/', page).href;
const uploads = new URL('api/uploads/', page).href;
const patienceMilliseconds = 4_000;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  if (!isUnpacked) event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

self.addEventListener('message', (event) => {
  const wanted = (event.data?.keep ?? []).filter((address) => address.startsWith(assets));
  event.waitUntil(keep(wanted));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (isUnpacked) return;
  if (request.method === 'POST' && request.url === `${page}share`) return event.respondWith(share(request));
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (isPage(request.url)) event.respondWith(openPage(request));
  } else if (request.url.startsWith(anyAssets)) event.respondWith(asset(request));
  else if (request.destination === 'image' && request.url.startsWith(uploads)) event.respondWith(picture(request));
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

/** The shell of the build before stays: a tab that is still of it may need one more of its parts. */
async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith('martlet-'));
  const before = names.filter((name) => name.startsWith(shells) && name !== cacheName).at(-1);
  const wanted = [cacheName, before, pictures, shared];
  await Promise.all(names.filter((name) => !wanted.includes(name)).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function keep(addresses) {
  const cache = await caches.open(cacheName);
  for (const address of addresses) if (!(await cache.match(address))) await cache.add(address).catch(() => {});
}

/** The page itself, not an upload or an export that is opened in a page of its own. */
function isPage(address) {
  const url = new URL(address);
  return url.origin + url.pathname === page || url.origin + url.pathname === `${page}index.html`;
}

/** The network's page, because it may be newer; ours when there is none, or none in time. */
async function openPage(request) {
  const kept = await caches.match(page, { cacheName });
  const fresh = fetch(request).then((response) => answered(response, kept));
  if (!kept) return fresh;
  fresh.catch(() => {});
  const late = new Promise((resolve) => setTimeout(() => resolve(kept.clone()), patienceMilliseconds));
  return Promise.race([fresh.catch(() => kept.clone()), late]);
}

async function answered(response, kept) {
  if (response.status === 401) return stepAside();
  return response.status >= 500 && kept ? kept.clone() : response;
}

/** A browser asks for a password only where no worker stands between; the page registers the next one. */
async function stepAside() {
  await self.registration.unregister();
  const text = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>Martlet</title>';
  return new Response(text, { headers: { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' } });
}

/** Its address names its build, so nothing of another can be given in its place. */
async function asset(request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && request.url.startsWith(assets)) {
    const cache = await caches.open(cacheName);
    await cache.put(request.url, response.clone());
  }
  return response;
}

/** An upload never changes, so a picture that was seen can be seen again; the oldest make room. */
async function picture(request) {
  const cache = await caches.open(pictures);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status !== 200) return response;
  await cache.put(request.url, response.clone());
  const known = await cache.keys();
  for (const oldest of known.slice(0, Math.max(0, known.length - picturesLimit))) await cache.delete(oldest);
  return response;
}

/** Lays down what another app shares, and opens the app, which takes it; no network is needed for that. */
async function share(request) {
  const form = await request.formData();
  await caches.delete(shared);
  const cache = await caches.open(shared);
  const words = ['title', 'text', 'url'].map((name) => form.get(name)).filter(Boolean);
  await cache.put(`${page}share/words`, new Response([...new Set(words)].join('\n')));
  for (const [index, file] of form.getAll('files').entries()) {
    const headers = { 'Content-Type': file.type, 'X-Name': encodeURIComponent(file.name) };
    await cache.put(`${page}share/${index}`, new Response(file, { headers }));
  }
  return Response.redirect(`${page}#share`, 303);
}
