// Shows a ticket that its holder kept on this device when the network is away. It keeps nothing by itself: the page does, when
// asked to; and it forgets what the server says is gone (a ticket handed on has another address).
const WAIT = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(still(request));
  else if (/^\/billetterie\/billet\/[^/]+(\/application\.webmanifest)?$/.test(address.pathname)) event.respondWith(fresh(request, address.pathname));
});

/** A file whose address changes with its content. */
async function still(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function fresh(request, path) {
  const name = `ticket:${path.split("/").slice(0, 4).join("/")}`;
  if (!(await caches.has(name))) return fetch(request);
  const cached = () => caches.match(path, { cacheName: name });
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
