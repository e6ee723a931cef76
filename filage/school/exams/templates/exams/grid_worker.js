// Keeps the grids already opened on this tablet; what is taken back is forgotten as soon as the network says so.
const KEPT = "filage-grilles-1";
const dressed = "{{ static|escapejs }}";
const path = "/formation/jury/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const grid = url.pathname.startsWith(path);
  if (event.request.method !== "GET" || url.origin !== location.origin || !(grid || url.pathname.startsWith(dressed))) return;
  event.respondWith(answer(event.request, url, grid));
});

async function answer(request, url, grid) {
  const kept = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await kept.put(request.url, fresh.clone());
    else if (grid && fresh.status === 410) await forget(kept, url);
    return fresh;
  } catch (error) {
    const held = await kept.match(request.url, { ignoreVary: true });
    if (held) return held;
    throw error;
  }
}

async function forget(kept, url) {
  const link = url.pathname.split("/").slice(0, 4).join("/") + "/";
  for (const request of await kept.keys()) if (new URL(request.url).pathname.startsWith(link)) await kept.delete(request);
}
