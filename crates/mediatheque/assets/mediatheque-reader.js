// What every reader and player shares: the seat kept while one reads, the place where one is, the words of the page.
// The page is `<main data-reader …>`; see templates/reader.html for what each attribute is.

export const page = document.querySelector("[data-reader]");

/** A sentence of the page, in its language, with `{name}` places filled. */
export function say(name, values = {}) {
  const text = document.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

let prefix = page.dataset.prefix;
const renewed = new Set();

/** The signed address under which the content is served now. It is short-lived and changes while one reads. */
export const contentPrefix = () => prefix;

/** Calls back when the content's address has changed. */
export function onPrefix(callback) {
  renewed.add(callback);
}

const form = (values) => new URLSearchParams({ form_token: page.dataset.token, ...values });

let over = false;

/** Says why reading ends, and stops keeping the seat. */
export function end(sentence) {
  if (over) return;
  over = true;
  const box = document.getElementById("ended");
  box.querySelector("[data-said]").textContent = sentence;
  for (const media of document.querySelectorAll("video,audio")) media.pause();
  box.showModal();
}

/** Asks for the seat to be kept. Gives false when the right has ended. */
export async function hold() {
  if (over || !page.dataset.hold) return !over;
  try {
    const answer = await fetch(page.dataset.hold, { method: "POST", body: form(), headers: { accept: "application/json" } });
    if (answer.ok) {
      const kept = await answer.json();
      if (kept.prefix && kept.prefix !== prefix) {
        prefix = kept.prefix;
        for (const callback of renewed) callback(prefix);
      }
      return true;
    }
    if (answer.status === 409 || answer.status === 403) {
      const said = await answer.json().catch(() => null);
      end(said?.said || say("ended"));
      return false;
    }
  } catch {
    // No network: what was loaded can still be read; ask again in a minute.
  }
  return true;
}

/** Keeps the seat each minute, asks again when the reader comes back to the page, gives it up when they leave. */
export function keepSeat() {
  if (!page.dataset.hold) return;
  setInterval(hold, 60_000);
  addEventListener("online", hold);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hold());
  addEventListener("pagehide", () => navigator.sendBeacon(page.dataset.leave, form()));
  // A page shown again from the browser's memory has given up its seat: enter again.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

const localName = `beffroi-position-${page.dataset.resource}`;
const local = () => {
  try {
    return JSON.parse(localStorage.getItem(localName));
  } catch {
    return null;
  }
};

/** Where the reader was: the newest of what this device and the server remember. */
export function lastPosition() {
  const mine = local();
  const server = page.dataset.position ? { at: Number(page.dataset.positionAt), locator: JSON.parse(page.dataset.position) } : null;
  if (mine && (!server || mine.at > server.at)) return mine.locator;
  return server?.locator ?? null;
}

let unsent = null;
let timer;

function send(beacon) {
  clearTimeout(timer);
  timer = undefined;
  if (!unsent || !page.dataset.save) return;
  const body = form({ locator: JSON.stringify(unsent.locator), at: String(unsent.at), progress: String(unsent.progress ?? "") });
  unsent = null;
  if (beacon) navigator.sendBeacon(page.dataset.save, body);
  else fetch(page.dataset.save, { method: "POST", body, keepalive: true }).catch(() => {});
}

/** Remembers where the reader is: on this device at once, on the server a few seconds later or when leaving. */
export function remember(locator, progress) {
  unsent = { locator, progress, at: Date.now() };
  try {
    localStorage.setItem(localName, JSON.stringify(unsent));
  } catch {
    // A private window keeps nothing: the server does.
  }
  timer ??= setTimeout(send, 4000);
}

addEventListener("pagehide", () => send(true));
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send(true));
addEventListener("online", () => {
  const mine = local();
  if (mine && mine.at > Number(page.dataset.positionAt || 0)) {
    unsent = mine;
    send();
  }
});

/** Seconds as a clock: 1:02:09, 4:05. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return (h ? `${h}:${String(m).padStart(2, "0")}` : String(m)) + `:${String(s).padStart(2, "0")}`;
}

/** A setting of this device, such as the size of the letters. */
export const setting = {
  get(name, fallback) {
    try {
      return JSON.parse(localStorage.getItem(`beffroi-${name}`)) ?? fallback;
    } catch {
      return fallback;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`beffroi-${name}`, JSON.stringify(value));
    } catch {
      // Kept for this page only.
    }
  },
};

/** Buttons `data-opens="id"` open a dialog, and `data-closes` shut the one they are in. */
for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => {
    const dialog = document.getElementById(button.dataset.opens);
    if (dialog.open) dialog.close();
    else dialog.showModal();
  });
}
for (const dialog of document.querySelectorAll("dialog:not(#ended)")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-closes]")) dialog.close();
  });
}
document.documentElement.classList.add("js");
