// The gate's service worker. The server writes two lines before these: VERSION, which changes when any file does, and FILES,
// what the page is made of. All of it is kept, in the three languages, so that the page opens for days without a network.

const CACHE = `beffroi-controle-${VERSION}`;
const CHOICE = "beffroi-controle-choix";
const PAGE = "/controle";
const LANGUAGES = ["fr", "nl", "en"];

async function fetched(address) {
  const answer = await fetch(address, { cache: "reload", credentials: "omit", headers: { accept: address.startsWith(`${PAGE}?`) ? "text/html" : "*/*" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** The page in each language, what it is made of, and the fonts its style sheets call. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const wanted = new Set(FILES.filter((file) => file !== PAGE));
  for (const lang of LANGUAGES) {
    const page = await fetched(`${PAGE}?lang=${lang}`);
    const html = await page.clone().text();
    for (const [, address] of html.matchAll(/"(\/(?:static|controle\/fichiers)\/[^"]+)"/g)) wanted.add(address);
    await cache.put(`${PAGE}?lang=${lang}`, page);
  }
  const fonts = new Set();
  await Promise.all(
    [...wanted].map(async (address) => {
      const answer = await fetched(address);
      if (new URL(address, location.href).pathname.endsWith(".css")) {
        for (const [, font] of (await answer.clone().text()).matchAll(/url\(["']?(\/static\/[^)"']+)/g)) fonts.add(font);
      }
      await cache.put(address, answer);
    }),
  );
  await Promise.all([...fonts].map(async (font) => cache.put(font, await fetched(font))));
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keepAll());
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("beffroi-controle-") && name !== CACHE && name !== CHOICE) await caches.delete(name);
      }
      await clients.claim();
    })(),
  );
});

async function language(asked) {
  const choice = await caches.open(CHOICE);
  if (LANGUAGES.includes(asked)) {
    await choice.put(`${PAGE}/choix`, new Response(asked));
    return asked;
  }
  const kept = await (await choice.match(`${PAGE}/choix`))?.text();
  const own = navigator.languages.map((name) => name.slice(0, 2)).find((name) => LANGUAGES.includes(name));
  return kept ?? own ?? LANGUAGES[0];
}

async function page(event, url) {
  const lang = await language(url.searchParams.get("lang"));
  const kept = await (await caches.open(CACHE)).match(`${PAGE}?lang=${lang}`);
  return kept ?? fetch(event.request);
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === PAGE && event.request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/controle/fichiers/") || url.pathname.startsWith("/static/")) {
    event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreVary: true })) ?? fetch(event.request)));
  }
});

// The page says in which language it was opened the first time, before this worker heard of it.
addEventListener("message", (event) => {
  if (event.data?.lang) event.waitUntil(language(event.data.lang));
});
