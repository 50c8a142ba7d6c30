// The film player: the browser's own controls, with what they lack beside them. Without this the film plays too.
import { clock, contentPrefix, keepSeat, lastPosition, onPrefix, page, remember, say, setting } from "beffroi/reader";

const film = document.querySelector("video,audio");
const said = document.getElementById("said");
const tell = (text) => (said.textContent = text);

const kept = lastPosition()?.locations?.position ?? 0;
let resumed = false;
film.addEventListener("loadedmetadata", () => {
  if (!resumed && kept > 5 && kept < film.duration - 10) {
    film.currentTime = kept;
    tell(say("resumed", { at: clock(kept) }));
  }
  resumed = true;
});
if (film.readyState >= 1) film.dispatchEvent(new Event("loadedmetadata"));

const moment = () => ({ href: version, locations: { position: Math.floor(film.currentTime) } });
let version = film.dataset.path;
let last = 0;
film.addEventListener("timeupdate", () => {
  if (Math.abs(film.currentTime - last) < 2) return;
  last = film.currentTime;
  remember(moment(), film.duration ? film.currentTime / film.duration : undefined);
});
film.addEventListener("pause", () => remember(moment(), film.duration ? film.currentTime / film.duration : undefined));
film.addEventListener("ended", () => remember({ locations: { position: 0 } }, 1));

/** Plays another file at the same moment. */
function play(source) {
  const [at, paused, speed] = [film.currentTime, film.paused, film.playbackRate];
  resumed = true;
  film.src = source;
  film.addEventListener(
    "loadedmetadata",
    () => {
      film.currentTime = at;
      film.playbackRate = speed;
      if (!paused) film.play().catch(() => {});
    },
    { once: true },
  );
}
// The signed address of the film is renewed; the one being played is kept until the browser asks for more and is refused.
let stale = false;
onPrefix(() => (stale = true));
film.addEventListener("error", () => {
  if (!stale) return tell(say("failed"));
  stale = false;
  play(contentPrefix() + version);
});

for (const select of document.querySelectorAll("[data-speed]")) {
  select.value = String(setting.get("speed", 1));
  film.playbackRate = film.defaultPlaybackRate = Number(select.value);
  select.addEventListener("change", () => {
    film.playbackRate = film.defaultPlaybackRate = Number(select.value);
    setting.set("speed", Number(select.value));
  });
}

const described = document.getElementById("described");
described?.addEventListener("change", () => {
  version = described.checked ? described.dataset.path : film.dataset.path;
  play(contentPrefix() + version);
  tell(say(described.checked ? "described-on" : "described-off"));
});

const captions = [...(film.textTracks ?? [])].filter((track) => track.kind === "captions" || track.kind === "subtitles");
const wanted = document.getElementById("captions");
if (wanted) {
  const show = (code) => {
    for (const track of captions) track.mode = track.language === code ? "showing" : "disabled";
  };
  const first = setting.get("captions", page.dataset.lang);
  if ([...wanted.options].some((option) => option.value === first)) wanted.value = first;
  show(wanted.value);
  wanted.addEventListener("change", () => {
    setting.set("captions", wanted.value);
    show(wanted.value);
  });
}

// Chapters of an audiobook: each is a link to its moment, or to its file.
const chapters = [...document.querySelectorAll("[data-chapter]")];
if (chapters.length) {
  const files = chapters.filter((link) => link.dataset.file).map((link) => link.dataset.file);
  const go = (link) => {
    if (link.dataset.file && link.dataset.file !== version) {
      version = link.dataset.file;
      resumed = true;
      film.src = contentPrefix() + version;
      film.addEventListener("loadedmetadata", () => (film.currentTime = Number(link.dataset.from || 0)), { once: true });
    } else film.currentTime = Number(link.dataset.from || 0);
    film.play().catch(() => {});
    for (const other of chapters) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  };
  for (const link of chapters) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(link);
    });
  }
  film.addEventListener("ended", () => {
    const next = files[files.indexOf(version) + 1];
    if (next && !sleepAtEnd) go(chapters.find((link) => link.dataset.file === next));
  });
}

let sleepAtEnd = false;
let sleeping;
document.getElementById("sleep")?.addEventListener("change", (event) => {
  clearTimeout(sleeping);
  sleepAtEnd = event.target.value === "chapter";
  const minutes = Number(event.target.value);
  if (minutes) sleeping = setTimeout(() => film.pause(), minutes * 60_000);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,textarea,button,a,summary,video,audio")) return;
  const moves = { ArrowLeft: -10, ArrowRight: 10, j: -10, l: 10 };
  if (event.key in moves) film.currentTime = Math.max(0, film.currentTime + moves[event.key]);
  else if (event.key === " " || event.key === "k") film.paused ? film.play() : film.pause();
  else if (event.key === "m") film.muted = !film.muted;
  else if (event.key === "f") document.fullscreenElement ? document.exitFullscreen() : film.requestFullscreen?.();
  else if (event.key === "c" && wanted) {
    wanted.value = wanted.value === "" ? page.dataset.lang : "";
    if (wanted.selectedIndex < 0) wanted.selectedIndex = 1;
    wanted.dispatchEvent(new Event("change"));
  } else return;
  event.preventDefault();
});

keepSeat();
