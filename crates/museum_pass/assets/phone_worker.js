// Shows a pass that its holder kept on this device when the network is away. It keeps nothing by itself: the page does, when
// asked to; and it forgets what the server says is gone (a card replaced has another address).
const WAIT = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(still(request));
  else if (/^\/pass\/mon-pass\/[^/]+(\/application\.webmanifest)?$/.test(address.pathname)) event.respondWith(fresh(request, address.pathname));
});

/** A file whose address changes with its content. */
async function still(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function fresh(request, path) {
  const name = `pass:${path.split("/").slice(0, 4).join("/")}`;
  const cached = () => caches.match(path, { cacheName: name });
  if (!(await caches.has(name))) return fetch(request);
  let late;
  const waited = new Promise((_, no) => (late = setTimeout(() => no(new Error("late")), WAIT)));
  try {
    const answer = await Promise.race([fetch(request), waited]);
    if (answer.status === 404 || answer.status === 410) await caches.delete(name);
    // A server that is ill is no better than none.
    if (answer.status >= 500) return (await cached()) ?? answer;
    return answer;
  } catch (fault) {
    const answer = await cached();
    if (answer) return answer;
    throw fault;
  } finally {
    clearTimeout(late);
  }
}
