// The reader of books and comics, on Readium: pages or scroll, contents, letters and colours, the place kept.
import { EpubNavigator, EpubPreferences, HttpFetcher, Locator, Manifest, Publication } from "readium";
import { contentPrefix, keepSeat, lastPosition, onPrefix, page, remember, say, setting } from "beffroi/reader";

const FACES = {
  book: null,
  atkinson: "'Beffroi Atkinson', sans-serif",
  serif: "Iowan Old Style, Palatino, 'Palatino Linotype', Georgia, serif",
  sans: "system-ui, 'Segoe UI', Roboto, sans-serif",
};
const THEMES = {
  paper: { backgroundColor: "#f7f3ea", textColor: "#1b1a2e", linkColor: "#8a3320" },
  white: { backgroundColor: "#ffffff", textColor: "#1b1a2e", linkColor: "#8a3320" },
  sepia: { backgroundColor: "#f1e2c5", textColor: "#3a2a18", linkColor: "#7a2e1b" },
  night: { backgroundColor: "#14131f", textColor: "#d9d5e4", linkColor: "#e0a526" },
  contrast: { backgroundColor: "#000000", textColor: "#ffff66", linkColor: "#66ffff" },
};
const PLAIN = { theme: "paper", face: "book", size: 1, lines: null, margins: 1, scroll: false, spacing: false };
const chosen = { ...PLAIN, ...setting.get("book", {}) };

const stage = document.getElementById("stage");
const progress = document.getElementById("progress");
const chapter = document.getElementById("chapter");

const absolute = (path) => new URL(path, location.href).href;

/** Our preferences in Readium's words. */
function preferences() {
  return new EpubPreferences({
    ...THEMES[chosen.theme],
    fontFamily: FACES[chosen.face],
    fontSize: chosen.size,
    lineHeight: chosen.lines,
    pageGutter: 20 * chosen.margins,
    letterSpacing: chosen.spacing ? 0.06 : null,
    wordSpacing: chosen.spacing ? 0.12 : null,
    textAlign: chosen.spacing ? "start" : null,
    scroll: chosen.scroll,
  });
}

function paint() {
  const colours = THEMES[chosen.theme];
  document.documentElement.style.setProperty("--reader-ground", colours.backgroundColor);
  document.documentElement.style.setProperty("--reader-ink", colours.textColor);
  document.documentElement.dataset.theme = chosen.theme;
  for (const input of document.querySelectorAll("#settings [name]")) {
    if (input.type === "radio") input.checked = String(chosen[input.name]) === input.value;
    else if (input.type === "checkbox") input.checked = Boolean(chosen[input.name]);
  }
  document.getElementById("size-now").textContent = `${Math.round(chosen.size * 100)} %`;
}

/** Fetches under the address the content has now: it is renewed while one reads. */
function fetcher() {
  let inner = new HttpFetcher(undefined, absolute(contentPrefix()));
  onPrefix(() => {
    inner = new HttpFetcher(undefined, absolute(contentPrefix()));
  });
  return { links: () => inner.links(), get: (link) => inner.get(link), close: () => inner.close?.() };
}

/** One place per reading order item when the package counts none: enough to go anywhere and to say how far. */
async function positions(publication) {
  const listed = await publication.positionsFromManifest().catch(() => []);
  if (listed.length) return listed;
  const items = publication.readingOrder.items;
  return items.map((link, at) =>
    Locator.deserialize({
      href: link.href,
      type: link.type ?? "application/xhtml+xml",
      title: link.title,
      locations: { position: at + 1, progression: 0, totalProgression: at / items.length },
    }),
  );
}

/** Readium's frames have no name, and its spread one that screen readers are not to be given. */
new MutationObserver(() => {
  for (const frame of stage.querySelectorAll("iframe:not([title])")) frame.title = page.dataset.title;
  for (const spine of stage.querySelectorAll("div[aria-label]")) spine.removeAttribute("aria-label");
}).observe(stage, { childList: true, subtree: true });

async function open() {
  const manifest = Manifest.deserialize({ links: [], ...JSON.parse(document.getElementById("manifest").textContent) });
  manifest.setSelfLink(absolute(`${contentPrefix()}manifest.json`));
  const publication = new Publication({ manifest, fetcher: fetcher() });
  const places = await positions(publication);
  const items = publication.readingOrder.items;
  const titles = new Map();
  const flat = (links) => links.flatMap((link) => [link, ...flat(link.children?.items ?? [])]);
  for (const link of flat(publication.toc?.items ?? [])) {
    const href = link.href.split("#")[0];
    if (link.title && !titles.has(href)) titles.set(href, link.title);
  }
  const order = new Map(items.map((link, at) => [link.href, at]));
  const counted = items.map((link) => places.filter((place) => place.href === link.href).length || 1);
  const before = counted.map((_, at) => counted.slice(0, at).reduce((sum, n) => sum + n, 0));
  const total = counted.reduce((sum, n) => sum + n, 0);

  let title = "";
  const shown = (locator) => {
    const at = order.get(locator.href) ?? 0;
    const inside = locator.locations?.progression ?? 0;
    const whole = Math.min(1, (before[at] + inside * counted[at]) / total);
    // The title of the last chapter begun: a chapter may be cut into several files.
    let heading = "";
    for (let back = at; back >= 0 && !heading; back -= 1) heading = titles.get(items[back].href) ?? "";
    progress.value = Math.round(whole * 1000);
    progress.setAttribute("aria-valuetext", say("progress", { percent: Math.round(whole * 100) }));
    document.getElementById("percent").textContent = say("progress", { percent: Math.round(whole * 100) });
    if (heading !== title) {
      title = heading;
      chapter.textContent = heading;
    }
    for (const link of document.querySelectorAll("#contents [data-href]")) {
      const here = link.dataset.href.split("#")[0] === locator.href;
      if (here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    remember(locator.serialize(), whole);
  };

  let navigator_;
  const turn = (forward) => (forward ? navigator_.goForward(false, () => {}) : navigator_.goBackward(false, () => {}));
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input,select,textarea,button,a,summary") && event.key === " ") return;
    const rtl = publication.metadata.effectiveReadingProgression === "rtl";
    const moves = { ArrowRight: !rtl, ArrowLeft: rtl, PageDown: true, PageUp: false, " ": !event.shiftKey };
    if (chosen.scroll && event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    if (event.key in moves && event.target !== progress) {
      turn(moves[event.key]);
      event.preventDefault();
    }
  };

  const kept = lastPosition();
  const start = kept && order.has(kept.href) ? Locator.deserialize(kept) : undefined;
  const face = page.dataset.fontAtkinson;
  const faces = `@font-face{font-family:"Beffroi Atkinson";src:url("${absolute(face)}") format("woff2");font-weight:200 800}`;
  navigator_ = new EpubNavigator(
    stage,
    publication,
    {
      positionChanged: shown,
      frameLoaded: (wnd) => {
        wnd.document.addEventListener("keydown", keys);
        page.dataset.ready = "true";
      },
      tap: () => false,
      click: () => false,
      handleLocator: (locator) => {
        // A link that leaves the book opens beside it.
        if (/^https?:/.test(locator.href)) window.open(locator.href, "_blank", "noopener,noreferrer");
        return true;
      },
    },
    places,
    start,
    {
      preferences: preferences(),
      defaults: { optimalLineLength: 65, columnCount: null },
      injectables: {
        allowedDomains: [location.origin],
        rules: [
          {
            resources: [/.*/],
            append: [{ id: "beffroi-faces", as: "link", target: "head", rel: "stylesheet", blob: new Blob([faces], { type: "text/css" }) }],
          },
        ],
      },
    },
  );
  await navigator_.load();

  document.addEventListener("keydown", keys);
  document.getElementById("back-page").addEventListener("click", () => turn(false));
  document.getElementById("next-page").addEventListener("click", () => turn(true));
  for (const link of document.querySelectorAll("#contents [data-href]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      link.closest("dialog").close();
      const [href, fragment] = link.dataset.href.split("#");
      const place = places.find((one) => one.href === href);
      if (!place) return;
      navigator_.go(fragment ? place.copyWithLocations({ fragments: [fragment], progression: 0 }) : place, false, () => {});
    });
  }
  progress.addEventListener("change", () => {
    const wanted = (Number(progress.value) / 1000) * total;
    let at = counted.length - 1;
    while (at > 0 && before[at] > wanted) at -= 1;
    const inside = Math.min(0.999, (wanted - before[at]) / counted[at]);
    const place = places.find((one) => one.href === items[at].href);
    navigator_.go(place.copyWithLocations({ progression: inside, position: place.locations.position }), false, () => {});
  });
  document.getElementById("settings").addEventListener("input", async (event) => {
    const input = event.target;
    if (input.name === "lines" || input.name === "margins") chosen[input.name] = input.value === "null" ? null : Number(input.value);
    else if (input.name === "scroll") chosen.scroll = input.value === "true";
    else chosen[input.name] = input.type === "checkbox" ? input.checked : input.value;
    setting.set("book", chosen);
    paint();
    await navigator_.submitPreferences(preferences());
  });
  for (const button of document.querySelectorAll("[data-size]")) {
    button.addEventListener("click", async () => {
      chosen.size = Math.min(2.5, Math.max(0.7, Math.round((chosen.size + Number(button.dataset.size)) * 10) / 10));
      setting.set("book", chosen);
      paint();
      await navigator_.submitPreferences(preferences());
    });
  }
}

/** What is open to all may be kept on this device, and read without a network. */
function offline() {
  const button = document.getElementById("keep-offline");
  if (!button || !("serviceWorker" in navigator)) return;
  const said = document.getElementById("offline-said");
  const ready = navigator.serviceWorker.register("/mediatheque/hors-ligne.js", { scope: "/mediatheque/" });
  const ask = async (what) => {
    await ready;
    const worker = (await navigator.serviceWorker.ready).active;
    const channel = new MessageChannel();
    const answered = new Promise((done) => (channel.port1.onmessage = (event) => done(event.data)));
    worker.postMessage({ what, page: location.pathname }, [channel.port2]);
    return answered;
  };
  const show = (kept) => {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(kept));
    button.textContent = kept ? say("offline-drop") : say("offline-keep");
  };
  ask("is-kept").then((answer) => show(answer.kept));
  button.addEventListener("click", async () => {
    const kept = button.getAttribute("aria-pressed") === "true";
    button.disabled = true;
    said.textContent = say("offline-busy");
    const answer = await ask(kept ? "drop" : "keep");
    button.disabled = false;
    show(answer.kept);
    said.textContent = answer.failed ? say("offline-failed") : answer.kept ? say("offline-kept") : say("offline-dropped");
  });
}

paint();
keepSeat();
offline();
open().catch((error) => {
  console.error(error);
  page.dataset.failed = "true";
  document.getElementById("failed").hidden = false;
});
