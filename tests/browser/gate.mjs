// A gate's day in a browser: enrolled with a network, closed, opened again without one, codes shown to its camera, its log
// handed over when the network is back, erased from the office.
//
// `gate` walks it against a running server, given what only that server can (a code to enrol, codes of rights). `gateAlone`
// walks it against the stand-in of gate_stand.mjs, and tries there what a server can't be asked for. `node gate.mjs` runs the second,
// `node gate.mjs --server URL --prepared JSON` the first.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { Key, code } from "../../crates/gate/tests/page/issuer.mjs";
import { film } from "./gate_camera.mjs";
import { Stand } from "./gate_stand.mjs";
import { Judge } from "./judge.mjs";

const PATIENCE = 30_000;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
/** From the picture that holds a code to the answer on the screen, in milliseconds. */
const QUICK = 300;
/** The page carries an engine that reads codes: some kilobytes more than other pages. */
const HEAVIEST = 190_000;

/** A browser with a camera that plays a film; `profile` is kept from one opening to the next. */
export async function browser(profile, scenes, { executablePath = "/usr/bin/chromium", viewport = PHONE, init } = {}) {
  const path = await film(join(profile, "camera.y4m"), scenes);
  const context = await chromium.launchPersistentContext(join(profile, "browser"), {
    executablePath,
    headless: true,
    chromiumSandbox: false,
    viewport,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    permissions: ["camera"],
    args: [
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${path}`,
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
  await context.addInitScript(() => {
    globalThis.told = [];
    document.addEventListener("DOMContentLoaded", () => {
      const verdict = document.getElementById("verdict");
      const note = () => {
        const { tone, reason, took } = verdict.dataset;
        globalThis.told.push({ tone, reason, took: Number(took), people: verdict.querySelector(".answer-count b")?.textContent });
      };
      if (verdict) new MutationObserver(note).observe(verdict, { attributes: true, attributeFilter: ["data-took"] });
    });
  });
  if (init) await context.addInitScript(init);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(PATIENCE);
  return { context, page };
}

/** Waits until the page has answered with that reason (to that many people); gives the answer. */
export async function answered(page, reason, people) {
  const find = (wanted) => globalThis.told.find((one) => one.reason === wanted.reason && (!wanted.people || one.people === wanted.people));
  try {
    await page.waitForFunction(find, { reason, people }, { timeout: 90_000 });
  } catch {
    throw new Error(`the page never answers ${reason}${people ? ` for ${people}` : ""}, but ${JSON.stringify(await page.evaluate(() => globalThis.told))}`);
  }
  return page.evaluate(find, { reason, people });
}

export const said = (page, id) => page.locator(`#${id}`).textContent();
export const noneWaits = (page) => page.waitForFunction(() => document.getElementById("waiting")?.dataset.tone === "good");
/** Waits until the page can read codes; when it doesn't come to it, says what it shows. */
export async function ready(page) {
  try {
    await page.waitForFunction(() => document.documentElement.dataset.reader === "ready" && !document.getElementById("ready").hidden);
  } catch {
    const shown = await page.evaluate(() => [document.body.dataset.state, document.body.innerText.replace(/\s+/g, " ").slice(0, 300)].join(": "));
    throw new Error(`the page never reads codes (${shown})`);
  }
}

/** Enrols a fresh device, and waits until all it needs without a network is on it. */
export async function enrol(page, base, enrolment) {
  // As the office's QR code brings it.
  await page.goto(`${base}/controle#${enrolment}`);
  await page.reload();
  await page.waitForSelector("#enrol:not([hidden])");
  await page.fill("#enrol-name", "Tablette du parcours");
  await page.press("#enrol-name", "Enter");
  await ready(page);
  await page.waitForFunction(() => document.getElementById("age").dataset.tone === "good");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match("/controle/fichiers/zxing.wasm"))) await new Promise((go) => setTimeout(go, 100));
  });
}

/**
 * What `gate` needs of the office: `page` is of someone who keeps the doors of that museum. Asks for a code, and gives with it
 * how the office sees the device afterwards, and how it erases it.
 */
export async function fromOffice({ base, judge }, page, museum) {
  await page.goto(`${base}/bureau/portes`);
  await judge.page(page, "office, doors");
  await page.locator(".gate-door h2 a", { hasText: museum }).first().click();
  await page.locator("form[action$='/appareils'] button").click();
  const shown = page.locator(".gate-code-letters:not(.gate-code-used)").first();
  await shown.waitFor();
  await judge.page(page, "office, a door and its code");
  const [enrolment, door] = [(await shown.textContent()).trim(), page.url()];
  const figure = async () => {
    await page.goto(`${door.replace(/\/$/, "")}/direct`);
    const numbers = (await page.locator(".gate-figures").innerText()).match(/\d+/g) ?? [];
    return numbers.map(Number);
  };
  const before = await figure();
  return {
    enrolment,
    sent: async () => {
      const after = await figure();
      judge.expect(after.some((number, at) => number > (before[at] ?? 0)), "office, who is inside", `does not show the visits: ${before} then ${after}`);
      await judge.page(page, "office, who is inside");
    },
    wipe: async () => {
      await page.goto(door);
      const device = page.locator(".gate-device", { hasText: "Tablette du parcours" }).first();
      await device.locator("summary").click();
      await Promise.all([page.waitForURL(/bureau\/portes/), device.locator("form button").click()]);
    },
  };
}

/** A letter of a code changed: its signature no longer holds. */
export const altered = (text) => {
  const at = text.length - 20;
  return text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1);
};

/** A code well made, by someone who is not us. */
export function foreign() {
  const now = Math.floor(Date.now() / 1000);
  const id = crypto.getRandomValues(new Uint8Array(8));
  return code({ id, notBefore: now - 1000, expires: now + 1e6 }, new Key([0xfa, 0x15])).text;
}

/**
 * The gate's day. `prepared`:
 * - `enrolment`: a code to enrol a device, from the office;
 * - `codes`: texts of codes: `solo` (admits one), `duo` (admits two), `cancelled` (taken back before the device was enrolled); `other`: more `[text, reason]`;
 * - `name`: the first name the desk sees with `duo`; `number`: a number to look up, of `solo`'s;
 * - `sent(page)`: called once the log is handed over, to look at what the server made of it;
 * - `wipe()`: erases the device from the office.
 */
export async function gate(visit, prepared) {
  const { base, judge, options = {} } = visit;
  const { codes } = prepared;
  const profile = mkdtempSync(join(tmpdir(), "beffroi-gate-"));
  const set = { executablePath: options.chromium, init: prepared.init };
  const shot = (page, name) => options.screenshots && page.screenshot({ path: join(options.screenshots, `gate-${name}.png`) });
  try {
    // With a network: the device is enrolled.
    let { context, page } = await browser(profile, [[null, 1]], set);
    judge.watch(page);
    await page.goto(`${base}/controle`);
    await page.waitForSelector("#enrol:not([hidden])");
    await judge.page(page, "gate, to be enrolled", HEAVIEST);
    await shot(page, "enrol-390");
    await page.fill("#enrol-code", "AAAA-AAAA");
    await page.click("#enrol-do");
    await page.waitForSelector("#enrol-error:not([hidden])");
    judge.expect(/autre au bureau/.test(await said(page, "enrol-error")), "gate, to be enrolled", "a wrong code is not explained");
    await enrol(page, base, prepared.enrolment);
    await judge.page(page, "gate, waiting for a code", HEAVIEST);
    await shot(page, "ready-390");
    const second = await context.newPage();
    await second.goto(`${base}/controle`);
    await second.waitForSelector("#trouble:not([hidden])");
    judge.expect(/déjà ouverte/.test(await said(second, "trouble-title")), "gate, a second tab", "writes the same log");
    await second.close();
    await page.setViewportSize(DESK);
    await judge.page(page, "gate, waiting for a code, wide", HEAVIEST);
    await shot(page, "ready-1280");
    judge.expect(await page.evaluate(() => matchMedia("(display-mode: browser)").matches && navigator.serviceWorker.controller !== null), "gate", "is not kept on the device");
    await context.close();

    // Without: the same device, opened again; codes are shown to its camera.
    const expected = [
      [codes.solo, { tone: "green", reason: "ok", people: "1" }],
      [altered(codes.solo), { tone: "red", reason: "bad_signature" }],
      [foreign(), { tone: "amber", reason: "unknown_key" }],
      ...(codes.cancelled ? [[codes.cancelled, { tone: "red", reason: "revoked" }]] : []),
      ...(codes.other ?? []),
    ];
    const scenes = expected.flatMap(([text]) => [[null, 1], [text, 3]]);
    ({ context, page } = await browser(profile, [[null, 2], ...scenes], set));
    await context.setOffline(true);
    await page.goto(`${base}/controle`);
    for (const [, { tone, reason, people }] of expected) {
      const told = await answered(page, reason, people);
      judge.expect(told.tone === tone, "gate, offline", `answers ${told.tone} to ${reason}`);
      judge.expect(told.took < QUICK, "gate, offline", `answers ${reason} in ${told.took} ms`);
    }
    const order = (await page.evaluate(() => globalThis.told)).slice(0, expected.length).map((one) => one.reason);
    judge.expect(!order.includes("re_entry"), "gate, offline", `a code held three seconds is answered more than once: ${order}`);
    judge.expect((await said(page, "net")).includes("Hors ligne"), "gate, offline", "does not say it is offline");
    judge.expect((await said(page, "age")).includes("Consignes"), "gate, offline", "does not say how old the bundle is");
    await page.goto(`${base}/controle?lang=nl`);
    await ready(page);
    judge.expect((await said(page, "net")).includes("Offline"), "gate, offline", "has no other language");
    await page.goto(`${base}/controle?lang=fr`);
    await ready(page);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Browser.crash").catch(() => {});
    await context.close().catch(() => {});

    // Killed and opened again, still without a network: nothing is lost, and a hand scanner works too.
    ({ context, page } = await browser(profile, [[null, 1]], set));
    await context.setOffline(true);
    await page.goto(`${base}/controle`);
    await ready(page);
    const waiting = Number.parseInt(await said(page, "waiting"), 10);
    judge.expect(waiting >= expected.length, "gate, opened again", `keeps ${waiting} passages of ${expected.length}`);
    await page.keyboard.type(codes.duo);
    await page.keyboard.press("Enter");
    const duo = await answered(page, "ok");
    judge.expect(duo.people === "2", "gate, hand scanner", `admits ${duo.people} of a duo`);
    if (prepared.name) {
      await page.waitForSelector(".answer-name");
      judge.expect((await page.locator(".answer-name").textContent()) === prepared.name, "gate, hand scanner", "the desk does not see the first name");
    }
    await judge.axe(page, "gate, green");
    await shot(page, "green-390");
    await page.setViewportSize(DESK);
    await shot(page, "green-1280");
    await page.setViewportSize(PHONE);
    await page.keyboard.press("Escape");
    await page.keyboard.type(codes.duo);
    await page.keyboard.press("Enter");
    await answered(page, "re_entry");
    await judge.axe(page, "gate, amber");
    await shot(page, "amber-390");
    await page.click("[data-do=same]");
    await page.waitForSelector("#verdict", { state: "hidden" });
    await page.keyboard.type(altered(codes.duo));
    await page.keyboard.press("Enter");
    await answered(page, "bad_signature");
    await judge.axe(page, "gate, red");
    await shot(page, "red-390");
    await page.click("[data-do=next]");
    if (prepared.number) {
      await page.fill("#number", `${prepared.number.slice(0, -1)}${(Number(prepared.number.at(-1)) + 1) % 10}`);
      await page.press("#number", "Enter");
      await page.waitForSelector("#number-error:not([hidden])");
      await page.fill("#number", prepared.number);
      await page.press("#number", "Enter");
      await answered(page, "typed_offline");
      await page.click("[data-do=keep-out]");
    }

    // The network is back: the log is handed over.
    await context.setOffline(false);
    await noneWaits(page);
    judge.expect((await said(page, "net")).includes("En ligne"), "gate, reconnected", "does not say it is online");
    await prepared.sent?.(page);
    if (prepared.number) {
      await page.evaluate(() => (globalThis.told = []));
      await page.fill("#number", prepared.number);
      await page.press("#number", "Enter");
      await page.waitForFunction(() => globalThis.told.length > 0);
      const [told] = await page.evaluate(() => globalThis.told);
      // Its card was read a moment ago.
      judge.expect(told.reason === "re_entry", "gate, typed number", `answers ${told.reason}`);
      await page.click("[data-do=keep-out]");
      await noneWaits(page);
    }
    if (prepared.wipe) {
      await prepared.wipe();
      await page.locator("details:has(#fetch) > summary").click();
      await page.click("#fetch");
      await page.waitForSelector("#trouble:not([hidden])");
      judge.expect((await said(page, "trouble-title")) === "Appareil effacé", "gate, erased", "does not say it was erased");
      const left = await page.evaluate(async () => [await indexedDB.databases(), await caches.keys()].flat().map((one) => one.name ?? one));
      judge.expect(left.length === 0, "gate, erased", `keeps ${left}`);
    }
    await context.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** The same day beside the stand-in; then what only it can do: a clock five hours wrong, a browser without Ed25519. */
export async function gateAlone({ judge, options = {} }) {
  await gateForgotten({ judge, options });
  for (const lacking of [false, true]) {
    const stand = await new Stand({ now: () => Date.now() + (lacking ? 5 * 3_600_000 : 0) }).listen();
    try {
      const now = Math.floor(stand.now() / 1000);
      const made = (said) => code({ id: crypto.getRandomValues(new Uint8Array(8)), notBefore: now - 100_000, expires: now + 1e7, ...said }, stand.codes);
      const [solo, duo, cancelled, over] = [made({ index: 0 }), made({ index: 1, admits: 2 }), made({ index: 2 }), made({ expires: now - 3600 })];
      const invitation = made({ kind: "invitation", scope: 12, admits: 2 });
      stand.name(duo, "Amina");
      stand.say({ status: [0, 0, 1, 0] });
      const { claimsOf } = await import("../../crates/gate/assets/credential.js");
      const { fromBase45 } = await import("../../crates/gate/assets/base45.js");
      const { decode } = await import("../../crates/gate/assets/cbor.js");
      const said = claimsOf(decode(fromBase45(solo.text.slice(4))).value[2]);
      stand.numbers.set("12345678906", { code: said.code, kind: "pass", admits: 1, scope: 0, not_before_s: said.notBefore, expires_s: said.expires, status: 0 });
      await gate({ base: stand.base, judge, options: lacking ? { ...options, screenshots: undefined } : options }, {
        enrolment: "ABCD-EFGH",
        codes: { solo: solo.text, duo: duo.text, cancelled: cancelled.text, other: [[over.text, { tone: "red", reason: "expired" }], [invitation.text, { tone: "green", reason: "ok", people: "2" }]] },
        name: "Amina",
        number: "12345678906",
        init: lacking ? withoutEd25519 : undefined,
        sent: () => {
          const entries = [...stand.entries.values()];
          const count = (wanted) => entries.filter(({ reason }) => reason === wanted).length;
          judge.expect(entries.every(({ seq }, at) => seq === at + 1), "gate, server", "the log has holes");
          judge.expect(count("ok") >= 2 && count("unknown_key") >= 1, "gate, server", `has ${JSON.stringify(entries.map(({ reason }) => reason))}`);
          judge.expect(entries.filter(({ text }) => text).every(({ code: named }) => !named), "gate, server", "a code nobody checked is named");
          const apart = entries.map(({ at, offset }) => Math.abs(at + offset - stand.now()));
          judge.expect(Math.max(...apart) < 600_000, "gate, server", "the log's times are not the server's");
        },
        wipe: () => stand.devices.forEach((device) => (device.wiped = true)),
      });
    } finally {
      stand.close();
    }
  }
}
/** A device without news: its bundle's age turns amber, its answers stay, until nothing can be known any more. */
async function gateForgotten({ judge, options = {} }) {
  const stand = await new Stand().listen();
  const profile = mkdtempSync(join(tmpdir(), "beffroi-gate-"));
  try {
    const now = Math.floor(Date.now() / 1000);
    const made = () => code({ id: crypto.getRandomValues(new Uint8Array(8)), notBefore: now - 100_000, expires: now + 1e7 }, stand.codes).text;
    let { context, page } = await browser(profile, [[null, 1]], { executablePath: options.chromium });
    await enrol(page, stand.base, stand.code);
    await context.close();
    stand.close();
    for (const [days, tone, reason] of [[0.5, "good", "ok"], [10, "amber", "ok"], [15, "amber", "bundle_old"]]) {
      const later = `{ const own = Date.now; Date.now = () => own() + ${days * 86_400_000}; }`;
      ({ context, page } = await browser(profile, [[null, 1]], { executablePath: options.chromium, init: { content: later } }));
      await page.goto(`${stand.base}/controle`);
      await ready(page);
      const where = `gate, ${days} days without news`;
      judge.expect((await page.locator("#age").getAttribute("data-tone")) === tone, where, `the bundle's age is not ${tone}`);
      judge.expect(/\d+\s(h|j)/.test(await said(page, "age")), where, `says “${await said(page, "age")}”`);
      await page.keyboard.type(made());
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => globalThis.told.length > 0);
      const [told] = await page.evaluate(() => globalThis.told);
      judge.expect(told.reason === reason, where, `answers ${told.reason}`);
      if (days === 10 && options.screenshots) await page.screenshot({ path: join(options.screenshots, "gate-forgotten-390.png") });
      await context.close();
    }
  } finally {
    stand.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

gateAlone.title = "a gate's day, beside a stand-in: enrolled, offline, reconnected, erased";

/** Runs in the page: its WebCrypto no longer knows Ed25519, as browsers before 2025; its own reader of codes says it reads, and can't. */
function withoutEd25519() {
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => ["qr_code"];
    detect = async () => {
      throw new DOMException("Barcode detection service unavailable.", "NotSupportedError");
    };
  };
  const { subtle } = crypto;
  for (const name of ["importKey", "generateKey"]) {
    const own = subtle[name].bind(subtle);
    const at = name === "importKey" ? 2 : 0;
    subtle[name] = (...given) => {
      const asked = given[at]?.name ?? given[at];
      return asked === "Ed25519" ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError")) : own(...given);
    };
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({ options: { server: { type: "string" }, prepared: { type: "string" }, screenshots: { type: "string" }, chromium: { type: "string" } } });
  const judge = new Judge();
  const visit = { base: values.server, judge, options: values };
  try {
    if (values.server) {
      const { erase, ...prepared } = JSON.parse(values.prepared);
      await gate(visit, { ...prepared, wipe: erase && (() => fetch(erase, { method: "POST" })) });
    } else await gateAlone(visit);
  } catch (error) {
    judge.fault("gate", error.stack);
  }
  for (const { where, what } of judge.faults) console.error(`${where}: ${what}`);
  console.log(`${judge.pages} pages judged, ${judge.faults.length} faults`);
  process.exit(judge.faults.length ? 1 : 0);
}
