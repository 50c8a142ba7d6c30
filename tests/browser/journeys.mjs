// What people do, page after page.

import { join } from "node:path";
import { libraries } from "./card_libraries.mjs";
import { vendors } from "./card_vendors.mjs";
import { accounts, pass } from "./pass.mjs";
import { season, tours } from "./tours.mjs";

/** How long a step may take, in milliseconds: machines that run tests are busy. */
const PATIENCE = 30_000;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

async function open({ context, judge }, viewport = DESK) {
  const page = judge.watch(await context.newPage());
  page.setDefaultTimeout(PATIENCE);
  await page.setViewportSize(viewport);
  return page;
}

/** A context of its own: without scripts, in another language. */
async function apart({ browser }, options) {
  const context = await browser.newContext(options);
  return context;
}

function walk(name, title, run) {
  Object.defineProperty(run, "name", { value: name });
  run.title = title;
  return run;
}

/** Home → search → facet → work → edition → library, every page judged. */
async function read(page, { base, judge, options }, where, scripted = true) {
  const at = (name) => `${where}, ${name}`;
  await page.goto(`${base}/`);
  await judge.page(page, at("home"));

  await page.fill(".hero [name=q]", options.search);
  await Promise.all([page.waitForURL(/\/recherche\?/), page.press(".hero [name=q]", "Enter")]);
  judge.expect((await page.locator(".hit").count()) > 0, at("results"), `nothing found for “${options.search}”`);
  await judge.page(page, at("results"));

  await facet(page, judge, at("facet"), scripted);

  await page.goto(`${base}/recherche?q=${encodeURIComponent(options.search)}`);
  await Promise.all([page.waitForURL(/\/oeuvre\//), page.locator(".hit h2 a").first().click()]);
  await judge.page(page, at("work"));
  const data = await page.locator('script[type="application/ld+json"]').first().textContent();
  judge.expect(JSON.parse(data)["@context"] === "https://schema.org", at("work"), "has no structured data");
  const work = page.url();

  await Promise.all([page.waitForURL(/\/edition\//), page.locator(".edition h3 a").first().click()]);
  await judge.page(page, at("edition"));

  await page.goto(work);
  for (const closed of await page.locator("details.more > summary").all()) await closed.click();
  const library = page.locator(".holders th a").first();
  if (await library.count()) {
    await Promise.all([page.waitForURL(/\/bibliotheque\//), library.click()]);
  } else {
    await page.goto(`${base}/bibliotheques`);
    await Promise.all([page.waitForURL(/\/bibliotheque\//), page.locator(".commune a").first().click()]);
  }
  await judge.page(page, at("library"));

  await page.goto(`${base}/bibliotheques`);
  await judge.page(page, at("libraries"));
}

async function facet(page, judge, where, scripted) {
  const boxes = page.locator(".facet input[type=checkbox]:not(:checked)");
  if (!(await page.locator(".facets").count())) return judge.fault(where, "there is no facet");
  if (!(await boxes.first().isVisible())) await page.locator(".facets > summary").click();
  const [name, value] = [await boxes.first().getAttribute("name"), await boxes.first().getAttribute("value")];
  // Named, for the first box not ticked is another one once it is.
  const box = page.locator(`.facet [name="${name}"][value="${value}"]`);
  const choose = async () => {
    await box.check();
    if (!scripted) await page.locator(".apply").click();
  };
  await Promise.all([page.waitForURL((url) => url.searchParams.getAll(name).includes(value)), choose()]);
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
  judge.expect(await box.isChecked(), where, "the facet chosen is not kept");
  judge.expect((await page.locator(".chips li").count()) > 0, where, "the filter in force is not shown");
  if (scripted) {
    judge.expect(
      await box.evaluate((element) => element === document.activeElement),
      where,
      "focus is lost when the results change",
    );
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
    judge.expect(!(await box.isChecked()), where, "going back does not take the facet off");
  }
}

/** Moves by Tab until an element matches, as someone without a mouse does. */
async function tabTo(page, selector, most = 200) {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    if (there) return;
  }
  throw new Error(`the Tab key never reaches ${selector} on ${page.url()}`);
}

/** Readers carry Readium's, PDF.js's or SCORM's engine, fetched once and kept. */
const READER_HEAVIEST = 1_900_000;

/** A page of a browser of its own, where someone has signed in. */
async function signedIn(visit, named, secret, viewport = DESK) {
  const context = await apart(visit, { viewport, locale: "fr-FR", timezoneId: "Europe/Paris" });
  const page = visit.judge.watch(await context.newPage());
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${visit.base}/connexion`);
  await page.fill("[name=email]", named);
  await page.fill("[name=password]", secret);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/connexion"), page.press("[name=password]", "Enter")]);
  return page;
}

/** Registers someone at a desk with the keyboard alone; gives the card's number and its PIN. */
async function registerAtDesk(visit, [family, given, born]) {
  const [email, password] = visit.options.office.split(":");
  const page = await signedIn(visit, email, password);
  await page.goto(`${visit.base}/bureau/guichet`);
  await visit.judge.page(page, "desk");
  await page.goto(`${visit.base}/bureau/guichet/nouveau`);
  await visit.judge.page(page, "desk, registering");
  visit.judge.expect(await page.evaluate(() => document.activeElement?.id === "f-family_name"), "desk", "typing does not begin at the name");
  for (const text of [family, given, born]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("59118");
  await Promise.all([page.waitForURL(/\/bureau\/guichet\/[0-9a-f-]{36}/), page.keyboard.press("Enter")]);
  const said = await page.locator(".flash").first().textContent();
  const number = said.match(/29\d\d(?:\s?\d{2,4}){3}/)?.[0].replace(/\s/g, "");
  const pin = said.match(/(\d{4,8})\D*$/)?.[1];
  visit.judge.expect(number?.length === 14 && pin, "desk", `gives no card: “${said}”`);
  await visit.judge.page(page, "desk, the new card's sheet");
  return { page, number, pin };
}

/** What a reader sees of a book: the text of the frame on the screen. */
async function bookText(page) {
  for (const frame of page.frames().slice(1)) {
    const text = await frame.evaluate(() => (document.body && frameElement?.style.visibility !== "hidden" ? document.body.innerText : "")).catch(() => "");
    if (text.trim()) return text;
  }
  return "";
}

export const walks = {
  pass: walk("pass", "a duo bought on a phone, a solo sold at a desk and its till closed, an invitation claimed; all three at a gate without a network, then with one", pass),
  accounts: walk("accounts", "flows with their parameters, the money's rules side by side, visits, the offices of the pass", accounts),
  card: walk("card", "registered at a desk by keyboard, signed in on a phone, Germinal found, read, and found again at its page", async (visit) => {
    const { base, judge, options } = visit;
    if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
    const { page: desk, number, pin } = await registerAtDesk(visit, ["Delattre", "Zoé", "12/05/1999"]);
    await desk.context().close();

    const phone = await signedIn(visit, number, pin, PHONE);
    judge.expect(new URL(phone.url()).pathname === "/ma-carte", "phone", `signing in leads to ${phone.url()}`);
    await judge.page(phone, "phone, my card");
    await phone.goto(`${base}/`);
    await phone.fill(".hero [name=q]", "Germinal");
    await Promise.all([phone.waitForURL(/\/recherche\?/), phone.press(".hero [name=q]", "Enter")]);
    const now = phone.locator('.hit a[href="/mediatheque/germinal"]').first();
    judge.expect((await now.count()) === 1, "phone, results", "do not say “read now”");
    await Promise.all([phone.waitForURL(/\/mediatheque\/germinal$/), now.click()]);
    await judge.page(phone, "phone, Germinal's page");
    await Promise.all([phone.waitForURL(/\/lire$/), phone.locator(".open-it a").click()]);
    await phone.waitForFunction(() => document.querySelector("#percent")?.textContent?.trim());
    await judge.page(phone, "phone, reading", READER_HEAVIEST);

    // To a chapter by the table of contents, then on by two pages.
    await phone.locator('[data-opens="contents"]').click();
    const chapter = phone.locator("#contents nav a").nth(9);
    const file = (await chapter.getAttribute("data-href")).split("#")[0];
    const reached = (wanted) => document.querySelector("#contents [aria-current=true]")?.dataset.href.split("#")[0] === wanted;
    await chapter.click();
    await phone.waitForFunction(reached, file);
    await phone.waitForTimeout(800);
    for (let turns = 0; turns < 2; turns += 1) {
      await phone.locator("#next-page").click();
      await phone.waitForTimeout(700);
    }
    const before = await phone.locator("#percent").textContent();
    const read = await bookText(phone);
    judge.expect(read.length > 500, "phone, reading", "shows no text");
    await phone.waitForTimeout(1500);
    await phone.goto(`${base}/ma-carte/mediatheque`);
    await judge.page(phone, "phone, my médiathèque");

    // Another device: a desk's screen, the same card.
    const other = await signedIn(visit, number, pin, DESK);
    await other.goto(`${base}/mediatheque/germinal/lire`);
    const there = await other.waitForFunction(reached, file).then(() => true, () => false);
    judge.expect(there, "another device", `does not open in ${file}`);
    const after = await other.locator("#percent").textContent();
    judge.expect(parseInt(after, 10) >= parseInt(before, 10) - 1, "another device", `opens at ${after} instead of ${before}`);
    await other.context().close();
    await phone.context().close();
  }),

  films: walk("films", "the clip plays with its captions; a fifth film in a month is refused with the day it will work", async (visit) => {
    const { base, judge, options } = visit;
    if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
    const { page: desk, number, pin } = await registerAtDesk(visit, ["Cauchy", "Augustin", "21/08/1989"]);
    await desk.context().close();
    const page = await signedIn(visit, number, pin);
    await page.goto(`${base}/mediatheque/films`);
    await judge.page(page, "films");
    await page.goto(`${base}/mediatheque/big-buck-bunny/regarder`);
    await judge.page(page, "watching", READER_HEAVIEST);
    const played = await page.evaluate(async () => {
      const video = document.querySelector("video");
      video.muted = true;
      const track = [...video.textTracks].find((track) => track.language === "fr");
      track.mode = "showing";
      await video.play();
      await new Promise((done) => setTimeout(done, 2500));
      return { at: video.currentTime, cues: track.cues?.length ?? 0, shown: [...(track.activeCues ?? [])].map((cue) => cue.text), wide: video.videoWidth };
    });
    judge.expect(played.at > 1, "watching", `the film stands at ${played.at} s`);
    judge.expect(played.cues >= 4 && played.shown.length > 0, "watching", `captions: ${JSON.stringify(played)}`);
    const refusals = [];
    for (const film of ["carillon", "quatre-vingt-quinze", "le-canal", "briques"]) {
      await page.goto(`${base}/mediatheque/${film}/regarder`);
      if (!(await page.locator("video").count())) refusals.push(film);
    }
    judge.expect(refusals.length === 1 && refusals[0] === "briques", "a fifth film", `refused: ${refusals.join(", ") || "none"}`);
    await page.goto(`${base}/mediatheque/briques`);
    const said = await page.locator(".said").first().textContent();
    const next = new Date();
    const month = new Date(next.getFullYear(), next.getMonth() + 1, 1).toLocaleDateString("fr-FR", { month: "short" }).replace(".", "");
    judge.expect(/\b4\b|quatre/i.test(said) && said.includes("1") && said.toLowerCase().includes(month.slice(0, 3)), "a fifth film", `says “${said.trim()}”`);
    await judge.page(page, "a fifth film");
    // The first one, already begun, opens again at no cost.
    await page.goto(`${base}/mediatheque/big-buck-bunny/regarder`);
    judge.expect((await page.locator("video").count()) === 1, "a film begun", "does not open again");
    await page.context().close();
  }),

  vendors: walk("vendors", "a vendor declared, spoken with, tried, opened; a reader at two vendors' under two names, an agreement taken back; a machine's password shown once", vendors),
  libraries: walk("libraries", "a library's system tried message by message, put to sleep, broken; loans, holds, an account linked, a loan renewed, a title reserved on a phone", libraries),
  season: walk("season", "what is on: season, show, evening, month, map, figures; the offices of tours and tickets", season),
  tours: walk("tours", "a show proposed, wished for, planned with reasons, pinned, published; four places booked on a phone, paid at the town hall, moved, let in without a network, counted", tours),
  learning: walk("learning", "a quiz passed, its certificate; a course kept; the paper searched; a comic opened", async (visit) => {
    const { base, judge, options } = visit;
    if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
    const { page: desk, number, pin } = await registerAtDesk(visit, ["Germain", "Sophie", "01/04/1976"]);
    await desk.context().close();
    const page = await signedIn(visit, number, pin);
    await page.goto(`${base}/mediatheque/germinal-et-le-pays-noir/suivre`);
    await judge.page(page, "quiz");
    const right = [["Zola"], "1885", ["entre Marchiennes"], "Lantier", ["Le Voreux"], ["Catherine", "Jeanlin", "Bonnemort"], ["Anzin"], ["calendrier"]];
    for (const [index, answer] of right.entries()) {
      const question = page.locator(".question").nth(index);
      if (typeof answer === "string") await question.locator("input").fill(answer);
      else for (const choice of answer) await question.locator("label", { hasText: choice }).locator("input").check();
    }
    await page.locator("form.quiz button").click();
    await page.locator(".said-yes").waitFor();
    await judge.page(page, "quiz, passed");
    await page.locator('a[href^="/mediatheque/certificat/"]').first().click();
    await page.waitForURL(/certificat/);
    judge.expect((await page.locator("body").textContent()).includes("Sophie Germain"), "certificate", "does not name who earned it");
    await judge.page(page, "certificate");

    await page.goto(`${base}/mediatheque/trouver-dans-le-catalogue/suivre`);
    const course = page.frameLocator("#course");
    await course.locator("#apres").click();
    await course.locator("#avance", { hasText: "Page 2" }).waitFor();
    await page.waitForTimeout(2500);
    await judge.page(page, "course", READER_HEAVIEST);
    await page.goto(`${base}/mediatheque/trouver-dans-le-catalogue/suivre`);
    const again = await course.locator("#avance", { hasText: "Page 2" }).waitFor().then(() => true, () => false);
    judge.expect(again, "course", "does not begin again where it was left");

    await page.goto(`${base}/mediatheque/la-feuille-du-beffroi/lire`);
    await page.locator("canvas").first().waitFor();
    await page.waitForTimeout(1500);
    await judge.page(page, "paper", READER_HEAVIEST);

    await page.goto(`${base}/mediatheque/la-page-blanche/lire`);
    await page.waitForFunction(() => document.querySelector("#percent")?.textContent?.trim());
    await judge.page(page, "comic", READER_HEAVIEST);
    for (const path of ["/mediatheque", "/mediatheque/livres", "/mediatheque/presse", "/mediatheque/cours", "/mediatheque/propositions", "/ma-carte/donnees", "/ma-carte/effacer"]) {
      await page.goto(base + path);
      await judge.page(page, path);
      await page.setViewportSize(PHONE);
      await judge.page(page, `${path}, 390 px`);
      await page.setViewportSize(DESK);
    }
    await page.context().close();
  }),

  passkey: walk("passkey", "a passkey made on my card's page signs in", async (visit) => {
    const { base, judge, options } = visit;
    if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
    // A passkey is bound to a name: the server's number won't do.
    const named = { ...visit, base: base.replace("127.0.0.1", "localhost") };
    const { page: desk, number, pin } = await registerAtDesk(named, ["Noether", "Emmy", "23/03/1982"]);
    await desk.context().close();
    const page = await signedIn(named, number, pin);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
    const make = page.locator("form[data-passkey-make]");
    if (!(await make.count())) return "skipped: the server is known by a number";
    await page.locator("details", { has: make }).locator("summary").click();
    await make.locator("[name=old]").fill(pin);
    await make.locator("button").click();
    await page.waitForLoadState("networkidle");
    await page.goto(`${named.base}/ma-carte`);
    judge.expect((await page.locator("form[action*='/ma-carte/cles/'][action$='/retirer']").count()) > 0, "passkey", "is not in the list");
    await page.context().clearCookies();
    await page.goto(`${named.base}/connexion`);
    await Promise.all([
      page.waitForURL((url) => url.pathname === "/ma-carte"),
      page.locator("form[data-passkey-use] button").click(),
    ]).catch((error) => judge.fault("passkey", `does not sign in: ${error.message.split("\n")[0]}`));
    await page.context().close();
  }),

  desk: walk("desk", "home → search → facet → work → edition → library, 1280 px", async (visit) => {
    const page = await open(visit);
    await read(page, visit, "1280 px");
    await page.close();
  }),

  phone: walk("phone", "the same on a phone, 390 px, nothing scrolls sideways", async (visit) => {
    const page = await open(visit, PHONE);
    await read(page, visit, "390 px");
    await page.close();
  }),

  bare: walk("bare", "the same without JavaScript", async (visit) => {
    const context = await apart(visit, { javaScriptEnabled: false, viewport: DESK });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await read(page, { ...visit, judge: bareJudge(visit.judge) }, "without JavaScript", false);
    await context.close();
  }),

  keyboard: walk("keyboard", "home → search → facet → work with the keyboard alone", async (visit) => {
    const { base, judge, options } = visit;
    const page = await open(visit);
    await page.goto(`${base}/`);
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => document.activeElement?.className);
    judge.expect(skip === "skip", "keyboard, home", "the first stop is not the link to the content");
    await page.keyboard.press("Enter");
    judge.expect(await page.evaluate(() => document.activeElement?.id === "main"), "keyboard, home", "the skip link does not move focus");
    await page.goto(`${base}/`);
    await tabTo(page, ".hero [name=q]");
    judge.expect(await ringed(page), "keyboard, home", "focus does not show on the search box");
    await page.keyboard.type(options.search);
    await Promise.all([page.waitForURL(/\/recherche\?/), page.keyboard.press("Enter")]);
    await tabTo(page, ".facet input[type=checkbox]");
    await Promise.all([page.waitForURL((url) => url.searchParams.size > 1), page.keyboard.press("Space")]);
    await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
    await tabTo(page, ".hit h2 a");
    judge.expect(await ringed(page), "keyboard, results", "focus does not show on a result");
    await Promise.all([page.waitForURL(/\/oeuvre\//), page.keyboard.press("Enter")]);
    await tabTo(page, ".why > summary");
    await page.keyboard.press("Enter");
    judge.expect(await page.locator(".why").getAttribute("open") !== null, "keyboard, work", "the reasons cannot be opened");
    await page.close();
  }),

  typing: walk("typing", "proposals under the search box can be chosen with the arrows", async (visit) => {
    const { base, judge, options } = visit;
    const page = await open(visit);
    await page.goto(`${base}/`);
    await page.locator(".hero [name=q]").pressSequentially(options.search.slice(0, 5), { delay: 30 });
    const first = page.locator(".offers li").first();
    await first.waitFor({ state: "visible" });
    await page.keyboard.press("ArrowDown");
    const active = await page.locator(".hero [name=q]").getAttribute("aria-activedescendant");
    judge.expect(active === (await first.getAttribute("id")), "proposals", "the arrow does not choose the first");
    await judge.axe(page, "proposals open");
    await page.keyboard.press("Escape");
    judge.expect(await first.isHidden(), "proposals", "Escape does not close them");
    await page.close();
  }),

  languages: walk("languages", "Dutch and English, kept from page to page", async (visit) => {
    const { base, judge, options } = visit;
    for (const lang of ["nl", "en"]) {
      const context = await apart(visit, { locale: "fr-FR", viewport: DESK });
      const page = judge.watch(await context.newPage());
      page.setDefaultTimeout(PATIENCE);
      await page.goto(`${base}/`);
      await Promise.all([page.waitForURL(/lang=/), page.locator(`.langs [lang=${lang}]`).click()]);
      for (const path of ["/", `/recherche?q=${encodeURIComponent(options.search)}`, "/bibliotheques", "/accessibilite", "/connexion"]) {
        await page.goto(base + path);
        const shown = await page.evaluate(() => document.documentElement.lang);
        judge.expect(shown === lang, `${lang} ${path}`, `is shown in ${shown}`);
        await judge.page(page, `${lang} ${path}`);
      }
      await context.close();
    }
  }),

  errors: walk("errors", "no result, a page that does not exist, odd queries", async (visit) => {
    const { base, judge } = visit;
    const page = await open(visit);
    await page.goto(`${base}/recherche?q=${encodeURIComponent("zzxqv kwjhpt")}`);
    judge.expect(await page.locator(".nothing").isVisible(), "no result", "gives no help");
    await judge.page(page, "no result");
    const missing = await page.goto(`${base}/cette-page-n-existe-pas`);
    judge.expect(missing.status() === 404, "missing page", `answers ${missing.status()}`);
    await judge.page(page, "missing page");
    for (const query of ["<script>alert(1)</script>", "'; DROP TABLE works; --", "\u0000\u0007 x", "é".repeat(3000)]) {
      const answer = await page.goto(`${base}/recherche?q=${encodeURIComponent(query)}`);
      judge.expect(answer.status() < 500, "odd query", `${answer.status()} for ${query.slice(0, 30)}`);
      judge.expect(await page.locator("h1").isVisible(), "odd query", `no page for ${query.slice(0, 30)}`);
    }
    await page.close();
  }),

  office: walk("office", "the office, signed in", async (visit) => {
    const { base, judge, options } = visit;
    if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
    const [email, password] = options.office.split(":");
    const context = await apart(visit, { viewport: DESK, locale: "fr-FR" });
    const page = judge.watch(await context.newPage());
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${base}/connexion`);
    await judge.page(page, "sign in");
    await page.fill("[name=email]", email);
    await page.fill("[name=password]", password);
    await Promise.all([page.waitForURL((url) => url.pathname !== "/connexion"), page.press("[name=password]", "Enter")]);
    for (const path of await officePaths(page, base)) {
      await page.goto(base + path);
      await judge.page(page, `office ${path}`);
      await page.setViewportSize(PHONE);
      await judge.page(page, `office ${path}, 390 px`);
      await page.setViewportSize(DESK);
    }
    await context.close();
  }),
};

async function officePaths(page, base) {
  await page.goto(`${base}/bureau`);
  const links = await page.locator(".side a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
  const more = [];
  await page.goto(`${base}/bureau/sources`);
  for (const pattern of ['a[href*="/import"]:not([href*="imports"])', 'a[href*="/imports/"]']) {
    const link = page.locator(`main ${pattern}`).first();
    if (await link.count()) more.push(new URL(await link.evaluate((a) => a.href)).pathname);
  }
  return [...new Set(["/bureau", ...links, ...more])];
}

async function ringed(page) {
  return page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
}

/** axe is a script: without scripts in the page, what Playwright itself can see is judged. */
function bareJudge(judge) {
  const bare = Object.create(judge);
  bare.page = async (page, where) => {
    bare.expect((await page.locator("h1").count()) === 1, where, "has not one heading of the first level");
  };
  return bare;
}

export const screenshots = walk("screenshots", "screenshots", async (visit) => {
  const { base, options } = visit;
  const found = await open(visit);
  await found.goto(`${base}/recherche?q=${encodeURIComponent(options.search)}`);
  const work = await found.locator(".hit h2 a").first().getAttribute("href");
  await found.goto(new URL(work, base).href);
  const edition = await found.locator(".edition h3 a").first().getAttribute("href");
  const holder = found.locator(".holders th a").first();
  let library = (await holder.count()) ? await holder.getAttribute("href") : null;
  if (!library) {
    await found.goto(`${base}/bibliotheques`);
    library = await found.locator(".commune a").first().getAttribute("href");
  }
  await found.close();
  const shots = {
    home: "/",
    results: `/recherche?q=${encodeURIComponent(options.search)}`,
    work,
    edition,
    library,
    libraries: "/bibliotheques",
    mediatheque: "/mediatheque",
    germinal: "/mediatheque/germinal",
    opening: "/carte/inscription",
  };
  for (const [size, viewport] of Object.entries({ 1280: DESK, 390: PHONE })) {
    const page = await open(visit, viewport);
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const [name, path] of Object.entries(shots)) {
      await page.goto(new URL(path, base).href);
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => Promise.all([...document.images].map((image) => { image.loading = "eager"; return image.decode().catch(() => {}); })));
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...viewport, height: Math.min(height, size === "390" ? 3200 : 2600) });
      await page.screenshot({ path: join(options.screenshots, `${name}-${size}.png`) });
      await page.setViewportSize(viewport);
    }
    await page.close();
    if (options.office) await screenshotsSignedIn(visit, size, viewport);
  }
});

/** What only who has signed in sees: a reader's card and readers, a librarian's desk and figures. */
async function screenshotsSignedIn(visit, size, viewport) {
  const { base, options } = visit;
  const shoot = async (page, name) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(options.screenshots, `${name}-${size}.png`) });
  };
  const { page: desk, number, pin } = await registerAtDesk(visit, ["Delattre", `Zoé ${size}`, "12/05/1999"]);
  await desk.setViewportSize(viewport);
  await shoot(desk, "desk-sheet");
  await desk.goto(`${base}/bureau/guichet?q=lecourt`);
  await shoot(desk, "desk");
  await desk.goto(`${base}/bureau/mediatheque`);
  await shoot(desk, "office-mediatheque");
  await desk.goto(`${base}/bureau/usages`);
  await shoot(desk, "figures");
  await desk.context().close();

  const page = await signedIn(visit, number, pin, viewport);
  await shoot(page, "card");
  await page.goto(`${base}/mediatheque/germinal/lire`);
  await page.waitForFunction(() => document.querySelector("#percent")?.textContent?.trim());
  await page.evaluate(() => document.querySelectorAll("#contents nav a")[9].click());
  await page.waitForTimeout(2500);
  await shoot(page, "reading");
  await page.goto(`${base}/mediatheque/la-page-blanche/lire`);
  await page.waitForTimeout(3500);
  for (let turns = 0; turns < 3; turns += 1) {
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(900);
  }
  await shoot(page, "comic");
  await page.goto(`${base}/mediatheque/big-buck-bunny/regarder`);
  await page.evaluate(async () => {
    const video = document.querySelector("video");
    [...video.textTracks].find((track) => track.language === "fr").mode = "showing";
    video.muted = true;
    video.currentTime = 2.2;
    await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
  });
  await page.waitForTimeout(800);
  await shoot(page, "watching");
  await page.goto(`${base}/mediatheque/germinal-et-le-pays-noir/suivre`);
  await page.locator(".question").nth(0).locator("label", { hasText: "Zola" }).locator("input").check();
  await page.locator("form.quiz button").click();
  await page.locator(".said").waitFor();
  await shoot(page, "quiz");
  await page.goto(`${base}/mediatheque/la-feuille-du-beffroi/lire`);
  await page.locator("canvas").first().waitFor();
  await page.waitForTimeout(1500);
  await shoot(page, "paper");
  for (const film of ["carillon", "quatre-vingt-quinze", "le-canal"]) await page.goto(`${base}/mediatheque/${film}/regarder`);
  await page.goto(`${base}/mediatheque/briques`);
  await shoot(page, "fifth-film");
  await page.context().close();
}
