// The pass on a phone: the code that changes every thirty seconds, shown large at a door, and the page kept for when there is
// no network. Without this script the page shows the code as printed, which every door reads too.

const STEP = 30;
const shown = document.querySelector("[data-code]");
const kept = document.querySelector("[data-keep]");
if (shown) showCode(shown);
if (kept && "serviceWorker" in navigator && "caches" in window) offline(kept);

/** Eight digits of RFC 6238 (HMAC-SHA-1, steps of thirty seconds). */
export async function digits(key, seconds) {
  const counter = new DataView(new ArrayBuffer(8));
  const step = Math.floor(seconds / STEP);
  counter.setUint32(0, Math.floor(step / 2 ** 32));
  counter.setUint32(4, step >>> 0);
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
  const from = mac.getUint8(mac.byteLength - 1) & 15;
  return String((mac.getUint32(from) & 0x7fffffff) % 1e8).padStart(8, "0");
}

/** How far this phone's clock is from the server's, in seconds: a phone an hour late would show digits nobody accepts. */
function drift() {
  const known = Number(localStorage.getItem("beffroi-drift"));
  return Number.isFinite(known) ? known : 0;
}

async function showCode(place) {
  const { path } = await import(place.dataset.qr);
  const drawings = [...document.querySelectorAll("svg[data-drawn]")];
  const draw = (text) => {
    const { side, d } = path(text);
    for (const drawing of drawings) {
      drawing.setAttribute("viewBox", `0 0 ${side} ${side}`);
      drawing.querySelector("[data-ground]").setAttribute("d", `M0 0h${side}v${side}H0z`);
      drawing.querySelector("[data-modules]").setAttribute("d", d);
      drawing.dataset.drawn = text;
    }
  };
  const code = place.dataset.code;
  // WebCrypto exists in secure contexts only; elsewhere the plain code stays.
  if (place.dataset.key && globalThis.crypto?.subtle) {
    const bytes = Uint8Array.from(place.dataset.key.match(/../g), (pair) => parseInt(pair, 16));
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
    const meters = document.querySelectorAll("[data-left]");
    let step = -1;
    const tick = async () => {
      const now = Date.now() / 1000 + drift();
      for (const meter of meters) meter.value = STEP - (now % STEP);
      if (Math.floor(now / STEP) !== step) {
        step = Math.floor(now / STEP);
        draw(`${code}.${await digits(key, now)}`);
      }
    };
    await tick();
    setInterval(tick, 500);
    for (const meter of meters) meter.parentElement.hidden = false;
  }
  const dialog = document.querySelector("[data-present-dialog]");
  const open = document.querySelector("[data-present]");
  if (!dialog || !open) return;
  let awake = null;
  const stayAwake = async () => {
    try {
      awake = await navigator.wakeLock?.request("screen");
    } catch {
      awake = null; // Low battery, or not allowed: the screen dims as it would.
    }
  };
  open.hidden = false;
  open.addEventListener("click", () => {
    dialog.showModal();
    stayAwake();
  });
  // A lock is lost when the page is left for another application.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && dialog.open) stayAwake();
  });
  dialog.addEventListener("close", () => {
    awake?.release();
    awake = null;
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
}

async function offline(place) {
  const name = `pass:${location.pathname}`;
  const worker = place.dataset.keep;
  const button = place.querySelector("button");
  const says = (state) => {
    for (const word of place.querySelectorAll("[data-when]")) word.hidden = word.dataset.when !== state;
  };
  const keep = async () => {
    await navigator.serviceWorker.register(worker, { scope: "/pass/mon-pass/" });
    const addresses = new Set([location.pathname, shown?.dataset.qr].filter(Boolean));
    for (const part of document.querySelectorAll("link[rel=stylesheet],link[rel=manifest],link[rel=icon],script[src],img[src]")) {
      const address = new URL(part.href ?? part.src);
      if (address.origin === location.origin) addresses.add(address.pathname);
    }
    for (const part of performance.getEntriesByType("resource")) {
      const address = new URL(part.name);
      if (address.origin === location.origin && address.pathname.startsWith("/static/")) addresses.add(address.pathname);
    }
    // All or nothing, then in the place of what was kept: a page half kept would be worse than an old one.
    const fetched = await Promise.all(
      [...addresses].map(async (address) => {
        const answer = await fetch(address, { cache: address.startsWith("/static/") ? "default" : "no-store" });
        if (!answer.ok) throw new Error(address);
        return [address, answer];
      }),
    );
    await caches.delete(name);
    const cache = await caches.open(name);
    for (const [address, answer] of fetched) await cache.put(address, answer);
    says("kept");
  };
  const drop = async () => {
    await caches.delete(name);
    says("free");
  };
  place.hidden = false;
  const here = await caches.has(name);
  says(here ? "kept" : "free");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await ((await caches.has(name)) ? drop() : keep());
    } catch {
      says("failed");
    }
    button.disabled = false;
  });

  let reached = true;
  try {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    const date = Date.parse(answer.headers.get("date") ?? "");
    const off = (date - Date.now()) / 1000;
    if (Number.isFinite(off)) {
      if (Math.abs(off) > 5) localStorage.setItem("beffroi-drift", String(Math.round(off)));
      else localStorage.removeItem("beffroi-drift");
    }
  } catch {
    reached = false;
  }
  const notice = document.querySelector("[data-offline]");
  if (notice) notice.hidden = reached;
  // A telephone that has kept the page, or shows it as an application, keeps its latest state.
  const application = matchMedia("(display-mode: standalone)").matches;
  if (reached && (here || application)) await keep().catch(() => {});
}
