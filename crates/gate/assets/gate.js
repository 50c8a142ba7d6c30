// The gate's page: opens, is enrolled, then answers whoever shows a code.

import { Camera } from "./camera.js";
import { Door } from "./door.js";
import { isNative, makeKey } from "./ed25519.js";
import { Keep } from "./keep.js";
import { digitsOf, isSound } from "./number.js";
import { Post } from "./post.js";
import * as screen from "./screen.js";
import { Scanner } from "./scanner.js";
import { Clock, Refused, Server, enrol } from "./server.js";
import * as sound from "./sound.js";
import { word } from "./words.js";

const find = (id) => document.getElementById(id);
/** The same code held before the camera is one passage until it was out of sight that long. */
const OUT_OF_SIGHT_MS = 3_000;
/** How long another page of this device is waited for. */
const ALONE_WITHIN_MS = 6_000;

let keep, clock, door, post, camera;
let worker = Promise.resolve();

async function open() {
  if (!globalThis.isSecureContext || !crypto.subtle) return screen.trouble("insecure");
  // Two pages would write one log: the second waits its turn.
  const alone = await new Promise((resolve) => {
    if (!navigator.locks) return resolve(true);
    // A page just left lets go a moment later.
    const hold = () => {
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks.request("beffroi-controle", { signal: AbortSignal.timeout(ALONE_WITHIN_MS) }, hold).catch(() => resolve(false));
  });
  if (!alone) return screen.trouble("twice", "again", () => location.reload());
  keepPage();
  keep = await Keep.open();
  clock = new Clock((await keep.fact("offset")) ?? null);
  const [device, secret] = await Promise.all([keep.fact("device"), keep.fact("secret")]);
  if (device && secret) return work(device, secret);
  askToEnrol();
}

/** Keeps the page itself on the device, and what it is made of. */
function keepPage() {
  navigator.storage?.persist?.().catch(() => {});
  if (!navigator.serviceWorker) return;
  worker = navigator.serviceWorker
    .register("/controle/sw.js", { scope: "/controle" })
    .then(async (registration) => {
      const ready = await navigator.serviceWorker.ready;
      ready.active?.postMessage({ lang: document.documentElement.lang });
      registration.addEventListener("updatefound", () => {
        const next = registration.installing;
        next?.addEventListener("statechange", () => {
          // The first one is this page's own; a later one brings another version, taken when somebody asks.
          if (next.state === "activated" && navigator.serviceWorker.controller) find("renew").hidden = false;
        });
      });
      return registration;
    })
    .catch((error) => console.warn(error));
}

// ---- enrolling

function askToEnrol() {
  screen.show("enrol");
  const form = find("enrol-form");
  // The office's QR code is this page's address with the code behind a #: it never leaves the browser.
  const brought = /^#([A-Z0-9]{4})-?([A-Z0-9]{4})$/i.exec(location.hash);
  if (brought) {
    find("enrol-code").value = `${brought[1]}-${brought[2]}`.toUpperCase();
    history.replaceState(null, "", location.pathname + location.search);
  }
  find("enrol-back").hidden = !door;
  find(brought ? "enrol-do" : "enrol-code").focus();
  form.onsubmit = async (event) => {
    event.preventDefault();
    const code = find("enrol-code").value.toUpperCase().replace(/[^A-Z0-9]/g, "");
    const name = find("enrol-name").value.trim();
    if (!code || !name) return enrolFailed("error-empty");
    find("enrol-do").disabled = true;
    sound.ready();
    try {
      const key = await makeKey();
      const device = await enrol({ code, name, ...key }, clock);
      await Door.begin(keep, device, key.secret);
      find("enrol-error").hidden = true;
      await work(device, key.secret);
    } catch (error) {
      if (!(error instanceof Refused)) console.warn(error);
      const reasons = { network: "error-network", code: "error-code", malformed: "error-code", slow_down: "error-slow", proof: "error-proof" };
      enrolFailed(reasons[error.code] ?? "error-server");
    } finally {
      find("enrol-do").disabled = false;
    }
  };
}

function enrolFailed(reason) {
  const said = find("enrol-error");
  said.textContent = word(reason);
  said.hidden = false;
  find("enrol-code").focus();
}

// ---- working

async function work(device, secret) {
  post?.end();
  door = await Door.load(keep, device, clock);
  post = new Post(door, keep, new Server(device.device, secret, clock), {
    changed: refresh,
    gone: () => {
      camera.stop();
      screen.trouble("gone");
    },
  });
  camera ??= new Camera(find("video"), (text, seen) => seen && see(text, seen));
  if (!work.wired) wire();
  work.wired = true;
  screen.show("ready");
  // A device that serves already, brought another door's code: as when the button is pressed.
  if (location.hash.length > 8) find("change").click();
  refresh();
  post.start();
  await look();
}

function refresh() {
  const { content } = door.bundle;
  const here = door.isInformed ? content.door : door.device.door;
  screen.place({ door: here, name: door.device.name, bundle: content });
  screen.state({
    informed: door.isInformed,
    issuedAt: content.issued_at,
    freshUntil: content.fresh_until,
    now: clock.now(),
    online: post.reached ?? navigator.onLine,
    stranger: post.stranger,
    waiting: door.pending().length,
  });
  screen.tally(door.todays());
}

async function look() {
  try {
    screen.eye(null);
    await camera.start();
    find("light").hidden = !camera.hasLight;
    const eyes = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
    find("turn").hidden = eyes.length < 2;
  } catch (error) {
    const reasons = { NotAllowedError: "camera-denied", NotFoundError: "camera-none", NotReadableError: "camera-busy" };
    screen.eye(reasons[error.name] ?? "camera-off");
  }
  // Kept for offline whether or not there is a camera today.
  await camera.warm().catch(() => {});
  find("device-reader").textContent = word(camera.reader?.ask ? "reader-zxing" : "reader-own");
  document.documentElement.dataset.reader = "ready";
  if (!(await sound.ready())) find("sound").textContent = word("sound-off");
  stayAwake();
}

let awake;

async function stayAwake() {
  try {
    awake = await navigator.wakeLock?.request("screen");
  } catch {
    // A battery nearly empty: the screen may sleep.
    awake = undefined;
  }
}

// ---- answering

let last = { text: null, seen: -Infinity };
let working = false;

/** A text the camera sees, as often as it sees it. */
function see(text, seen) {
  const same = last.text !== null && sameCode(text, last.text) && seen - last.seen < OUT_OF_SIGHT_MS;
  if (working && !same) return;
  last = { text, seen };
  if (!same) shown(text, "scan", seen);
}

/** A phone's code changes its last digits each half minute: it is still the code shown. */
const bare = (text) => text.replace(/\.\d{8}$/, "");
const sameCode = (a, b) => bare(a) === bare(b);

async function shown(text, kind, since) {
  working = true;
  try {
    await give(await door.present(text, kind), since);
  } catch (error) {
    broken(error);
  } finally {
    working = false;
  }
}

async function give(answer, since) {
  answer.shownAt = clock.now();
  screen.answer(answer, clock.now(), {
    next: over,
    people: (n) => noted(() => door.fix(answer, n), answer),
    nobody: () => settle(answer, 0, () => door.fix(answer, 0)),
    letIn: (n) => settle(answer, n, () => door.fix(answer, n)),
    oneMore: () => settle(answer, 1, () => door.more(answer, 1)),
  });
  // From the picture that held the code to the answer painted: what the person at the door waits.
  find("verdict").dataset.took = Math.round(performance.now() - since);
  sound.play(answer.tone);
  if (answer.seq) screen.list(answer);
  refresh();
  const record = await door.record(answer);
  if (record) screen.record(answer, record);
}

async function noted(write, answer) {
  try {
    await write();
    screen.list(answer);
    refresh();
  } catch (error) {
    broken(error);
  }
}

/** What was decided at the door, after an answer. */
async function settle(answer, people, write) {
  // Pressed twice in a hurry, it is one decision.
  if (answer.settled) return;
  answer.people = people;
  answer.settled = true;
  await noted(write, answer);
  if (people) sound.play("green");
  over();
}

function over() {
  screen.answerOver();
  refresh();
}

/** The device could not write: nobody is told to come in on what isn't kept. */
function broken(error) {
  console.error(error);
  screen.trouble("broken", "again", () => location.reload());
}

async function number(typed) {
  const slip = (reason) => {
    find("number-error").textContent = reason ? word(reason) : "";
    find("number-error").hidden = !reason;
    if (reason) find("number").select();
  };
  if (/^CA1:/i.test(typed.trim())) {
    find("number").value = "";
    return shown(typed.trim().toUpperCase(), "hand", performance.now());
  }
  const digits = digitsOf(typed);
  if (!digits) return slip("number-empty");
  if (!isSound(digits)) return slip("number-slip");
  slip(null);
  const since = performance.now();
  let answer;
  try {
    answer = await post.server.number(digits);
  } catch (error) {
    if (error.code === "slow_down") return slip("number-slow");
    // Nobody to ask: the number is judged as it is.
  }
  find("number").value = "";
  find("number").blur();
  try {
    await give(await door.presentNumber(digits, answer), since);
  } catch (error) {
    broken(error);
  }
}

function wire() {
  new Scanner(document, {
    onText: (text) => {
      if (/^\d+$/.test(text)) number(text);
      else shown(text, "hand", performance.now());
    },
    onDigit: () => {
      const answer = screen.answered();
      // Someone types a number: what is settled makes way, what waits for a decision stays.
      if (answer && (answer.tone !== "amber" || answer.settled)) over();
      find("number").focus();
    },
  });
  find("number-form").onsubmit = (event) => {
    event.preventDefault();
    number(find("number").value);
  };
  find("leave").onclick = () => door.out(1).then(refresh, broken);
  find("eye-do").onclick = look;
  find("turn").onclick = () => camera.turn().catch(() => look());
  find("light").onclick = async () => {
    const on = await camera.light();
    find("light").setAttribute("aria-pressed", on);
  };
  find("sound").onclick = async () => {
    if (await sound.ready()) {
      find("sound").textContent = word("sound-try");
      sound.play("green");
    }
  };
  find("fetch").onclick = async () => {
    post.bundleDue = 0;
    await Promise.all([post.now(), worker.then((registration) => registration?.update()).catch(() => {})]);
  };
  find("stranger-do").onclick = askToEnrol;
  find("enrol-back").onclick = () => screen.show("ready");
  find("change").onclick = async () => {
    // Passages are told by the door they were seen at: those of this one go first.
    if (door.pending().length) await post.now();
    const wait = door.pending().length > 0 && !post.stranger;
    find("change-wait").textContent = wait ? word("change-wait") : "";
    if (!wait) askToEnrol();
  };
  setInterval(refresh, 20_000);
  find("renew").onclick = () => location.reload();
  document.addEventListener("keydown", (event) => {
    const answer = screen.answered();
    if (!answer) return;
    if (event.key === "Escape") over();
    else if (event.key === "ArrowUp") find("more").click();
    else if (event.key === "ArrowDown") find("fewer").click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("pointerdown", () => sound.ready(), { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && awake?.released !== false) stayAwake();
  });
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    find("install").hidden = false;
    find("install").onclick = () => event.prompt();
  });
  document.documentElement.dataset.signing = "asked";
  isNative().then((native) => (document.documentElement.dataset.signing = native ? "own" : "bundled"));
  // A page open for days looks for its own new version too.
  setInterval(() => worker.then((registration) => registration?.update()).catch(() => {}), 3_600_000);
}

open().catch((error) => {
  console.error(error);
  screen.trouble("broken", "again", () => location.reload());
});
