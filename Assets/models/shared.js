const cacheName = 'martlet-shared';

/**
 * Takes what another app has shared with this one, which the service worker has laid down.
 * @returns {Promise<{words: string, files: File[]}>}
 */
export async function takeShared() {
  if (!('caches' in window)) return { words: '', files: [] };
  const cache = await caches.open(cacheName);
  let words = '';
  const files = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    const name = response?.headers.get('X-Name');
    if (!response) continue;
    if (name === null || name === undefined) words = await response.text();
    else {
      const type = response.headers.get('Content-Type') ?? '';
      files.push(new File([await response.blob()], decodeURIComponent(name), { type }));
    }
  }
  await caches.delete(cacheName);
  return { words, files };
}
