// Keeps the pages of a link already opened on this device; what is taken back is forgotten as soon as the network says so.
const dressed = "{{ static|escapejs }}";
const scope = new URL(self.registration.scope).pathname;
const named = "filage" + scope; // as the page names it

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const page = url.pathname.startsWith(scope);
  if (event.request.method !== "GET" || url.origin !== location.origin || !(page || url.pathname.startsWith(dressed))) return;
  event.respondWith(answer(event.request, url, page));
});

async function answer(request, url, page) {
  const kept = await caches.open(named);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await kept.put(request.url, fresh.clone());
    else if (page && fresh.status === 410) await forget(kept, url);
    return fresh;
  } catch (error) {
    const held = await kept.match(request.url, { ignoreVary: true });
    if (held) return held;
    throw error;
  }
}

async function forget(kept, url) {
  const link = scope + url.pathname.slice(scope.length).split("/")[0] + "/";
  for (const request of await kept.keys()) if (new URL(request.url).pathname.startsWith(link)) await kept.delete(request);
}
