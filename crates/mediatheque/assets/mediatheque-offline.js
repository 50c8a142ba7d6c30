// The service worker of the readers: keeps, when asked, the whole of a book that is open to all. The address of its
// content is signed anew at each visit; what is kept is one visit's page with the content it points to.
const NAME = (page) => `beffroi-livre-${page}`;

async function keep(page) {
  const answer = await fetch(page, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const html = await answer.text();
  const prefix = html.match(/data-prefix="([^"]+)"/)?.[1]?.replaceAll("&amp;", "&");
  if (!prefix || !html.includes('data-open="true"')) throw new Error("not open to all");
  const described = JSON.parse(html.match(/<script type="application\/json" id="manifest">([\s\S]*?)<\/script>/)[1]);
  const links = (list) => (list ?? []).flatMap((link) => [link.href, ...links(link.children)]);
  const parts = [...links(described.readingOrder), ...links(described.resources)].map((href) => new URL(href, new URL(prefix, location.href)).href);
  const files = [...html.matchAll(/"(\/static\/[^"]+)"/g)].map((found) => found[1]);
  const cache = await caches.open(`${NAME(page)}.new`);
  await cache.addAll([...new Set([...parts, ...files])]);
  const headers = new Headers({ "content-type": "text/html; charset=utf-8" });
  for (const name of ["content-security-policy", "referrer-policy"]) if (answer.headers.get(name)) headers.set(name, answer.headers.get(name));
  await cache.put(page, new Response(html, { headers }));
  // Only a whole book replaces the one kept before.
  await caches.delete(NAME(page));
  const whole = await caches.open(NAME(page));
  for (const request of await cache.keys()) await whole.put(request, await cache.match(request));
  await caches.delete(`${NAME(page)}.new`);
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const { what, page } = event.data;
  const port = event.ports[0];
  event.waitUntil(
    (async () => {
      let failed = false;
      try {
        if (what === "keep") await keep(page);
        if (what === "drop") await caches.delete(NAME(page));
      } catch (error) {
        failed = true;
        await caches.delete(`${NAME(page)}.new`);
      }
      port.postMessage({ kept: await caches.has(NAME(page)), failed });
    })(),
  );
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(
    fetch(event.request).catch(async (error) => {
      const kept = await caches.match(event.request, { ignoreVary: true, ignoreSearch: event.request.mode === "navigate" });
      if (kept) return kept;
      throw error;
    }),
  );
});
