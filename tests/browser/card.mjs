// What the walks of the card share: Ada of the demonstration, who signs in, how a page is left.

import { join } from "node:path";

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

/** A reader of the demonstration: her card opens doors, and two libraries know her. */
export const ADA = { number: "29593500000014", pin: "7294" };

/** No picture is taller than a screen people would scroll through, in pixels. */
const TALLEST = 3_000;

/** Takes a picture of a page, or of one thing on it. */
export const shooter = (options) => async (page, name, thing) => {
  if (!options.screenshots) return;
  await page.evaluate(() => document.fonts.ready);
  const path = join(options.screenshots, `${name}.png`);
  if (thing) return thing.screenshot({ path });
  const { width } = page.viewportSize();
  const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
  return page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
};

/** A browser of its own. */
export async function fresh({ browser, judge }, viewport) {
  const context = await browser.newContext({ viewport, locale: "fr-FR", timezoneId: "Europe/Paris" });
  const page = judge.watch(await context.newPage());
  page.setDefaultTimeout(60_000);
  return page;
}

/** A browser of its own in which someone has signed in: staff by e-mail, a reader by card. */
export async function signedIn(visit, named, secret, viewport = DESK) {
  const page = await fresh(visit, viewport);
  await page.goto(`${visit.base}/connexion`);
  await page.fill("[name=email]", named);
  await page.fill("[name=password]", secret);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/connexion"), page.press("[name=password]", "Enter")]);
  return page;
}

/** The officer of `--office`, and Ada on her phone. */
export const officerOf = (visit) => signedIn(visit, ...visit.options.office.split(":"));
export const adaOf = (visit) => signedIn(visit, ADA.number, ADA.pin, PHONE);

/** Presses what leads elsewhere, and waits for it. */
export const go = (page, button) => Promise.all([page.waitForNavigation(), button.click()]);

/** Judges a page on a desk's screen and on a phone's, and takes its picture, or that of one thing on it: of the office's at a desk. */
export async function judged(visit, page, where, name, thing) {
  const before = page.viewportSize();
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await visit.judge.page(page, `${where}, ${size.width} px`);
    if (name && (size === DESK || before.width === PHONE.width)) await shooter(visit.options)(page, `${name}-${size.width}`, thing);
  }
  await page.setViewportSize(before);
}
