// A pass on a phone: its code redrawn with the digits of the minute, shown large at a door, the page kept on the phone, read with the
// network cut, taken off again. `node pass_phone.mjs PASS_PAGE_URL OTHER_PASS_PAGE_URL [SCREENSHOTS]`

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Judge } from "./judge.mjs";

const PHONE = { width: 390, height: 844 };

/** The server seen through a wire that can be cut. */
async function wire(to) {
  const open = new Set();
  let cut = false;
  const server = createServer((near) => {
    if (cut) return near.destroy();
    const far = connect(Number(to.port), to.hostname);
    for (const end of [near, far]) {
      open.add(end);
      end.on("error", () => {});
      end.on("close", () => (open.delete(end), near.destroy(), far.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    cut(yes) {
      cut = yes;
      if (yes) for (const end of open) end.destroy();
    },
    close() {
      this.cut(true);
      server.close();
    },
  };
}

/** RFC 6238, computed by another program than the page. */
function digits(key, seconds) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac("sha1", Buffer.from(key, "hex")).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e8).padStart(8, "0");
}

/** The code drawn on the page, without its digits, and whether these are of this minute. */
async function drawn(page) {
  const facts = await page.evaluate(() => ({
    ...document.querySelector("[data-code]").dataset,
    drawn: document.querySelector("svg[data-drawn]").dataset.drawn,
  }));
  const now = Date.now() / 1000;
  const fresh = [-1, 0].map((step) => `${facts.code}.${digits(facts.key, now + step * 2)}`);
  return { ...facts, fresh: fresh.includes(facts.drawn) };
}

const turned = () => /\.\d{8}$/.test(document.querySelector("svg[data-drawn]")?.dataset.drawn ?? "");

export async function passOnPhone({ judge, pass, other, screenshots, executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium" }) {
  const line = await wire(new URL(pass));
  const here = line.base + new URL(pass).pathname;
  const profile = mkdtempSync(join(tmpdir(), "beffroi-pass-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, chromiumSandbox: false, viewport: PHONE, locale: "fr-FR", timezoneId: "Europe/Paris", colorScheme: "dark", args: ["--disable-gpu"] });
  const page = judge.watch(context.pages()[0] ?? (await context.newPage()));
  page.setDefaultTimeout(20_000);
  const shot = (name) => screenshots && page.screenshot({ path: join(screenshots, `${name}.png`) });
  try {
    await page.goto(here);
    await page.waitForFunction(turned);
    await judge.page(page, "pass on a phone");
    judge.expect((await drawn(page)).fresh, "pass on a phone", "the digits are not those of this minute");
    await shot("pass-phone-390");

    await page.getByRole("button", { name: /^Montrer à l.entrée$/ }).click();
    await page.locator("dialog[open]").waitFor();
    const ground = await page.evaluate(() => getComputedStyle(document.querySelector("dialog")).backgroundColor);
    judge.expect(ground === "rgb(255, 255, 255)", "pass shown large", `on ${ground}: a code stays on white, in the dark too`);
    const wide = (await page.locator("dialog svg").boundingBox()).width;
    judge.expect(wide > 300, "pass shown large", `${wide} px wide`);
    await judge.page(page, "pass shown large");
    await shot("pass-phone-shown-390");
    await page.keyboard.press("Escape");
    judge.expect(!(await page.locator("dialog[open]").count()), "pass shown large", "Escape closes it");

    // The network goes before the page was kept: nothing is there. It is kept, and goes again.
    await page.getByRole("button", { name: "Garder sur cet appareil" }).click();
    await page.getByText(/^Gardé.*même sans réseau/).waitFor();
    line.cut(true);
    await page.goto(here);
    await page.waitForFunction(turned);
    const offline = await drawn(page);
    judge.expect(offline.fresh, "pass without a network", "the digits are not those of this minute");
    await page.locator("[data-offline]:not([hidden])").waitFor();
    const styled = await page.evaluate(() => getComputedStyle(document.querySelector(".phone-sheet")).backgroundColor);
    judge.expect(styled === "rgb(255, 255, 255)", "pass without a network", "its styles are there");
    await shot("pass-phone-offline-390");
    const stranger = await page.goto(line.base + new URL(other).pathname).catch(() => null);
    judge.expect(stranger === null, "another pass without a network", "only the holder's page is kept");

    // A clock an hour late is put right by what the server says of the time.
    line.cut(false);
    const late = await context.newPage();
    await late.addInitScript(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() - 3_600_000;
    });
    await late.goto(here);
    await late.waitForFunction(() => Math.abs(Number(localStorage.getItem("beffroi-drift")) - 3600) < 30);
    await late.waitForTimeout(1500);
    judge.expect((await drawn(late)).fresh, "a phone an hour late", "shows digits nobody accepts");
    await late.evaluate(() => localStorage.removeItem("beffroi-drift"));
    await late.close();

    await page.goto(here);
    await page.getByRole("button", { name: "Retirer de cet appareil" }).click();
    await page.getByRole("button", { name: "Garder sur cet appareil" }).waitFor();
    line.cut(true);
    const gone = await page.goto(here).catch(() => null);
    judge.expect(gone === null, "a pass taken off the phone", "is still read");
  } finally {
    line.close();
    await context.close();
    // What a cut wire makes Chromium say.
    judge.faults = judge.faults.filter(({ what }) => !/net::ERR_/.test(what));
    rmSync(profile, { recursive: true, force: true });
  }
}

passOnPhone.title = "a pass on a phone: shown, kept, read without a network, taken off";

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [pass, other, screenshots] = process.argv.slice(2);
  const judge = new Judge();
  await passOnPhone({ judge, pass, other, screenshots });
  for (const { where, what } of judge.faults) console.error(`${where}: ${what}`);
  console.log(`${judge.pages} pages judged, ${judge.faults.length} faults`);
  process.exit(judge.faults.length ? 1 : 0);
}
