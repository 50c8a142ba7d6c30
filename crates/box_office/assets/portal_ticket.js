// The ticket in the hand: shown large at the door, and kept on the device for where there is no network.
const dialog = document.querySelector("[data-present-dialog]");
const present = document.querySelector("[data-present]");
if (dialog?.showModal && present) {
  let lock = null;
  present.hidden = false;
  present.addEventListener("click", async () => {
    dialog.showModal();
    // The screen stays lit while the code is shown, where the browser knows how.
    lock = await navigator.wakeLock?.request("screen").catch(() => null);
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    lock?.release();
    present.focus();
  });
}

const offline = document.querySelector("[data-offline]");
const told = () => {
  if (offline) offline.hidden = navigator.onLine;
};
addEventListener("online", told);
addEventListener("offline", told);
told();

const keep = document.querySelector("[data-keep]");
if (keep && "serviceWorker" in navigator && "caches" in window) {
  const path = location.pathname;
  const name = `ticket:${path}`;
  const show = (state) => {
    for (const part of keep.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
  };
  const files = () => [
    path,
    ...[...document.querySelectorAll("link[rel=stylesheet],link[rel=manifest],link[rel=icon],link[rel=preload]")].map((one) => one.href),
    ...[...document.querySelectorAll("script[src]")].map((one) => one.src),
  ];
  const put = async () => {
    await navigator.serviceWorker.register(keep.dataset.keep, { scope: "/billetterie/billet/" });
    await navigator.serviceWorker.ready;
    const cache = await caches.open(name);
    await cache.addAll(files());
  };
  keep.hidden = false;
  show((await caches.has(name)) ? "kept" : "free");
  keep.querySelector("button").addEventListener("click", async () => {
    try {
      if (await caches.has(name)) {
        await caches.delete(name);
        show("free");
      } else {
        await put();
        show("kept");
      }
    } catch (fault) {
      await caches.delete(name);
      console.warn(fault);
      show("failed");
    }
  });
}
