// The touring programme, from the proposal to the report: a house proposes a show, a small town wishes for it, the planner places
// it and says why others wait, an officer pins it and publishes; a family books four places on a phone, pays at the town hall, is told
// of another day, and comes in at a gate without a network; the edition's account counts them.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { altered, answered, browser, enrol, fromOffice, noneWaits, ready, said } from "./gate.mjs";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
/** A plan of a whole territory, its map and its calendar. */
const PLAN_HEAVIEST = 260_000;
/** A minute, in which the box office follows the programme, and some. */
const FOLLOWED = 100_000;
/** The commune whose account the demonstration lends. */
const COMMUNE = { insee: "59636", name: "Wambrechies" };

const shooter = (options) => (page, name) => options.screenshots && page.screenshot({ path: join(options.screenshots, `${name}.png`), fullPage: true });

/** A title no earlier walk on this server used. */
const title = `La Nuit des géants n° ${Date.now() % 10_000}`;

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toLocaleDateString("sv", { timeZone: "Europe/Paris" });

async function fresh({ browser: chromium, judge }, viewport) {
  const context = await chromium.newContext({ viewport, locale: "fr-FR", timezoneId: "Europe/Paris" });
  const page = judge.watch(await context.newPage());
  page.setDefaultTimeout(60_000);
  return page;
}

async function staff(visit, email, password, viewport = DESK) {
  const page = await fresh(visit, viewport);
  await page.goto(`${visit.base}/connexion`);
  await page.fill("[name=email]", email);
  await page.fill("[name=password]", password);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/connexion"), page.press("[name=password]", "Enter")]);
  return page;
}

/** Presses a button that leads elsewhere, and waits for it. */
const go = (page, button) => Promise.all([page.waitForLoadState("load"), page.waitForNavigation(), button.click()]);

/** A house proposes a show; gives the edition's path. */
async function propose(visit, house) {
  const { base, judge } = visit;
  await house.goto(`${base}/bureau/mes-spectacles`);
  await judge.page(house, "tours, one's shows");
  await go(house, house.locator("a[href^='/bureau/mes-spectacles/nouveau/']").first());
  const edition = house.url().split("/").at(-1);
  await judge.page(house, "tours, a proposal");
  await house.fill("[name=title]", title);
  await house.selectOption("[name=genre]", "puppets");
  await house.fill("[name=summary]", "Deux géants d’osier se réveillent la nuit qui suit la ducasse, et font le tour du village.");
  await go(house, house.locator("button[name=then]"));
  judge.expect((await house.locator(".wrong").count()) > 0, "tours, a proposal", "sent without a length, it says nothing");
  judge.expect((await house.inputValue("[name=title]")) === title, "tours, a proposal", "what was typed is lost");
  for (const [name, value] of [["credits", "Deux marionnettistes, un accordéon"], ["minutes", "45"], ["artists", "3"], ["width", "5"], ["height", "2,8"], ["performances", "2"], ["cost", "2400"], ["licence", `PLATESV-D-${new Date().getFullYear() - 1}-998877`], ["contact", "grandbleu@demo.example"], ["days_from_1", day(1)], ["days_to_1", day(60)]]) {
    await house.fill(`[name=${name}]`, value);
  }
  await shooter(visit.options)(house, "tours-proposal-1280");
  await go(house, house.locator("button[name=then]"));
  judge.expect((await house.locator("main").innerText()).includes(title), "tours, one's shows", "does not show the proposal sent");
  return edition;
}

/** The métropole keeps it. */
async function accept(visit, officer, edition) {
  const { base, judge } = visit;
  await officer.goto(`${base}/bureau/belles-sorties/${edition}`);
  await judge.page(officer, "tours, an edition");
  await shooter(visit.options)(officer, "tours-edition-1280");
  await officer.goto(`${base}/bureau/belles-sorties/${edition}/propositions`);
  await judge.page(officer, "tours, proposals");
  await go(officer, officer.locator("a", { hasText: title }).first());
  await judge.page(officer, "tours, a proposal to be decided");
  await go(officer, officer.locator("button[value=accept]"));
}

/** A small town's secretary wishes for it, on a phone. */
async function wish(visit, town, edition, on) {
  const { base, judge } = visit;
  await town.goto(`${base}/bureau/accueillir`);
  await judge.page(town, "tours, receiving");
  await town.goto(`${base}/bureau/accueillir/${edition}/${COMMUNE.insee}`);
  await judge.page(town, "tours, wishes");
  judge.expect(/habitants/.test(await town.locator(".calls-eligible").innerText()), "tours, wishes", "does not say why the commune may receive");
  await town.selectOption("[name=wish_1]", { label: (await town.locator("[name=wish_1] option", { hasText: title }).first().textContent()).trim() });
  await town.locator("input[name^=hall_]").first().check();
  await town.fill("[name=days_from_1]", on);
  await town.fill("[name=days_to_1]", on);
  await town.fill("[name=hour]", "20:00");
  await shooter(visit.options)(town, "tours-wishes-390");
  await go(town, town.locator("button[name=then]"));
  judge.expect((await town.locator(".wrong").count()) === 0, "tours, wishes", "are not sent");
}

/** Asks for a plan and waits for it; gives its page's address. */
async function planned(page, press) {
  await go(page, press);
  const deadline = Date.now() + 240_000;
  while ((await page.locator(".plans-badge-working").count()) > 0) {
    if (Date.now() > deadline) throw new Error("the plan is never ready");
    await page.waitForTimeout(1_000);
    await page.reload();
  }
  return page.url();
}

/** Plans, looks at the reasons, pins, plans again, adopts and publishes. */
async function plan(visit, officer, edition) {
  const { base, judge } = visit;
  const shot = shooter(visit.options);
  const plans = `${base}/bureau/belles-sorties/${edition}/plan`;
  await officer.goto(plans);
  await judge.page(officer, "tours, plans");
  let version = await planned(officer, officer.locator(".ask form button").first());
  if (!/\/plan\/\d+$/.test(version)) {
    await go(officer, officer.locator(".plans-versions a").first());
    version = officer.url();
  }
  await judge.page(officer, "tours, a plan", PLAN_HEAVIEST);
  await shot(officer, "tours-plan-1280");
  // A commune the plan leaves without, or when it serves all one that did not get all it wished for.
  const without = officer.locator("#plans-unserved ~ .scroll tbody a");
  await go(officer, (await without.count()) > 0 ? without.first() : officer.locator("#plans-served ~ .scroll tbody th a").first());
  await judge.page(officer, "tours, why a commune waits");
  judge.expect((await officer.locator(".plans-wish p").count()) > 0, "tours, why a commune waits", "gives no reason");
  await shot(officer, "tours-reasons-1280");

  // The officer wants it there, whatever the plan says.
  await officer.goto(`${version}/commune/${COMMUNE.insee}`);
  await officer.selectOption("#p-show", { label: (await officer.locator("#p-show option", { hasText: title }).first().textContent()).trim() });
  await go(officer, officer.locator("form:has(#p-show) button"));
  await officer.goto(version);
  const again = await planned(officer, officer.locator("form[action$='/reprendre'] button"));
  await officer.goto(again);
  const line = officer.locator("#plans-served ~ .scroll tbody tr", { hasText: COMMUNE.name }).first();
  judge.expect((await line.innerText()).includes(title), "tours, a plan again", `does not keep what was pinned: ${await line.innerText()}`);
  await go(officer, officer.locator("form[action$='/adopter'] button"));
  await officer.goto(`${plans}/comparer?a=${version.split("/").at(-1)}&b=${again.split("/").at(-1)}`);
  await judge.page(officer, "tours, two plans side by side", PLAN_HEAVIEST);
  await shot(officer, "tours-compare-1280");

  await officer.goto(`${base}/bureau/belles-sorties/${edition}/publication`);
  await judge.page(officer, "tours, publication", PLAN_HEAVIEST);
  // What the plan chose without an hour or an address is said once for each.
  for (let left = await officer.locator(".calls-missing").count(); left > 0; left -= 1) {
    await go(officer, officer.locator("tr:has(.calls-missing) a").first());
    if (!(await officer.inputValue("[name=hour]"))) await officer.fill("[name=hour]", "20:00");
    if (!(await officer.inputValue("[name=address]"))) await officer.fill("[name=address]", "Place de la Mairie");
    await go(officer, officer.locator("main form button.button").first());
    await officer.goto(`${base}/bureau/belles-sorties/${edition}/publication`);
  }
  await go(officer, officer.locator("form[action$='/publication'] button"));
  await judge.page(officer, "tours, published", PLAN_HEAVIEST);
  await shot(officer, "tours-published-1280");
  const row = officer.locator("tr", { hasText: title }).first();
  return `${base}${await row.locator("a").first().getAttribute("href")}`;
}

/** The town hall opens its sale. */
async function openSale(visit, town, item) {
  const { base, judge } = visit;
  await town.goto(`${base}/bureau/billetterie`);
  await judge.page(town, "box office, what one keeps");
  const settings = `${base}/bureau/billetterie/seance/${item}/reglages`;
  await town.goto(settings);
  await judge.page(town, "box office, settings");
  await town.fill("[name=opens_at]", `${day(-1)}T08:00`);
  await town.check("[name=pay_later]");
  await go(town, town.locator("form[action$='/reglages'] button.button"));
  await town.goto(settings);
  if ((await town.locator("button[value=open]").count()) === 0) throw new Error(`the sale can't be opened: ${(await town.locator("main").innerText()).slice(0, 200)}`);
  // A price above the programme's cap is refused, and said.
  const price = town.locator("[name=price0]");
  if ((await price.count()) === 1) {
    const before = await price.inputValue();
    await price.fill("9");
    await go(town, town.locator("form[action$='/tarifs'] button.button"));
    judge.expect((await town.locator(".wrong, .flash-refused").count()) > 0, "box office, settings", "a price above the cap is taken");
    await town.goto(settings);
    judge.expect((await price.inputValue()) === before, "box office, settings", "a price above the cap was kept");
  }
  await go(town, town.locator("button[value=open]"));
  await shooter(visit.options)(town, "tickets-settings-1280");
}

/** A family books four places on a phone, to be paid at the town hall; gives the order's page and reference. */
async function book(visit, item) {
  const { base, judge } = visit;
  const shot = shooter(visit.options);
  const phone = await fresh(visit, PHONE);
  await phone.goto(`${base}/sorties?commune=${COMMUNE.insee}`);
  await judge.page(phone, "what is on, on a phone");
  await shot(phone, "outings-390");
  await phone.goto(`${base}/sorties/date/${item}`);
  await judge.page(phone, "an evening");
  await shot(phone, "evening-390");
  await go(phone, phone.locator(`a[href='/billetterie/${item}']`).first());
  await judge.page(phone, "booking, places");
  await phone.locator(".book-count input").first().fill("4");
  await shot(phone, "booking-390");
  await go(phone, phone.locator(".book-go"));
  await judge.page(phone, "booking, who");
  await phone.fill("[name=name]", "Lucie <b>Vandamme</b>");
  await phone.fill("[name=email]", "lucie@demo.example");
  await phone.check("[name=way][value=town_hall]");
  await phone.locator("details.book-know summary").click();
  await phone.selectOption("[name=commune]", COMMUNE.insee);
  await phone.locator("[name=first_time]").selectOption({ index: 1 });
  await shot(phone, "booking-who-390");
  await go(phone, phone.locator(".book-go"));
  await judge.page(phone, "booking, kept");
  await shot(phone, "booking-kept-390");
  const told = await phone.locator("main").innerText();
  judge.expect(/20\s?€/.test(told), "booking, kept", "does not say what is to be paid");
  const reference = (await phone.locator(".k").first().innerText()).match(/[A-Z0-9][A-Z0-9-]{4,}$/i)?.[0];
  return { phone, order: phone.url(), reference };
}

/** The town hall takes the money. */
async function collect(visit, town, reference) {
  const { base, judge } = visit;
  await town.goto(`${base}/bureau/regie`);
  if ((await town.locator("[name=fond]").count()) === 1) {
    await town.fill("[name=fond]", "100");
    await go(town, town.locator("form[action='/bureau/regie/ouvrir'] button"));
  }
  await town.goto(`${base}/bureau/billetterie?q=${encodeURIComponent(reference)}`);
  await judge.page(town, "box office, an order found");
  await go(town, town.locator("a[href*='/bureau/billetterie/commande/']").first());
  await judge.page(town, "box office, an order to be paid");
  judge.expect((await town.locator("main b", { hasText: "Vandamme" }).count()) === 0, "box office, an order to be paid", "a name became markup");
  await town.check("[name=means][value=especes]");
  await town.fill("[name=tendered]", "50");
  await shooter(visit.options)(town, "tickets-collect-1280");
  await go(town, town.locator("form[action$='/encaisser'] button"));
  await judge.page(town, "box office, an order paid");
}

/** Walks it all. */
export async function tours(visit) {
  const { base, judge, options } = visit;
  if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
  const shot = shooter(options);
  const [director, password] = options.office.split(":");
  const house = await staff(visit, "grandbleu@demo.example", password);
  const edition = await propose(visit, house);
  const officer = await staff(visit, director, password);
  await accept(visit, officer, edition);
  const town = await staff(visit, "wambrechies@demo.example", password, PHONE);
  await wish(visit, town, edition, day(21));
  await town.setViewportSize(DESK);
  const date = await plan(visit, officer, edition);
  const item = date.split("/").at(-1);
  await openSale(visit, town, item);
  const { phone, order, reference } = await book(visit, item);
  await collect(visit, town, reference);
  await phone.goto(order);
  await judge.page(phone, "booking, paid");
  judge.expect((await phone.locator(".book-ticket-valid").count()) === 4, "booking, paid", "does not hold four tickets");
  await shot(phone, "tickets-390");
  const tickets = await phone.locator(".book-ticket a").evaluateAll((links) => links.map((link) => link.href));

  // The orchestra's lorry comes tonight already: everyone is told, and the tickets follow.
  await officer.goto(date);
  await judge.page(officer, "tours, a date");
  await officer.fill("[name=day]", day(0));
  // Tickets are good from six to six: in the small hours, the evening is yesterday's.
  const hour = Number(new Date().toLocaleString("sv", { timeZone: "Europe/Paris", hour: "2-digit" }).slice(-2));
  await officer.fill("[name=hour]", hour < 6 ? "05:59" : "23:59");
  await officer.fill("[name=told]", "La salle est prise ce jour-là : nous jouons dès ce soir.");
  await go(officer, officer.locator(`form:has([name=told]) button`).first());
  judge.expect((await officer.locator(".wrong").count()) === 0, "tours, a date", "can't be moved");
  const codes = [];
  for (const ticket of tickets) {
    await phone.goto(ticket);
    codes.push(await phone.locator(".ticket-sheet").getAttribute("data-code"));
  }
  await judge.page(phone, "a ticket", 140_000);
  await phone.goto(tickets[0]);
  const code = () => phone.locator(".ticket-sheet").getAttribute("data-code");
  for (const deadline = Date.now() + FOLLOWED; (await code()) === codes[0] && Date.now() < deadline; await phone.reload()) await phone.waitForTimeout(3_000);
  codes.length = 0;
  for (const ticket of tickets) {
    await phone.goto(ticket);
    codes.push(await code());
  }
  await shot(phone, "ticket-390");

  // The door, without a network.
  const { enrolment, sent } = await fromOffice(visit, town, COMMUNE.name);
  const profile = mkdtempSync(join(tmpdir(), "beffroi-gate-"));
  try {
    const secure = base.replace("127.0.0.1", "localhost");
    const { context, page } = await browser(profile, [[null, 1]], { executablePath: options.chromium });
    await enrol(page, secure, enrolment);
    await context.setOffline(true);
    await page.goto(`${secure}/controle`);
    await ready(page);
    for (const code of codes) {
      await page.evaluate(() => (globalThis.told = []));
      await page.keyboard.type(code);
      await page.keyboard.press("Enter");
      const told = await answered(page, "ok");
      judge.expect(told.tone === "green" && told.people === "1", "a stage's gate", `answers ${JSON.stringify(told)} to a ticket`);
      await page.keyboard.press("Escape");
    }
    await page.evaluate(() => (globalThis.told = []));
    await page.keyboard.type(codes[0]);
    await page.keyboard.press("Enter");
    await answered(page, "re_entry");
    await shot(page, "stage-gate-390");
    await page.click("[data-do=same]");
    await page.waitForSelector("#verdict", { state: "hidden" });
    await page.keyboard.type(altered(codes[1]));
    await page.keyboard.press("Enter");
    await answered(page, "bad_signature");
    await page.click("[data-do=next]");
    judge.expect((await said(page, "net")).includes("Hors ligne"), "a stage's gate", "does not say it is offline");
    await context.setOffline(false);
    await noneWaits(page);
    await sent();
    await context.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }

  // The statement, and the edition's account.
  await town.goto(`${base}/bureau/billetterie/seance/${item}/releve`);
  await judge.page(town, "box office, the statement");
  judge.expect(/20\s?€/.test(await town.locator("main").innerText()), "box office, the statement", "does not say 20 €");
  await shot(town, "tickets-statement-1280");
  const account = `${base}/bureau/belles-sorties/comptes/${edition}`;
  await officer.goto(account);
  const deadline = Date.now() + FOLLOWED;
  const figures = officer.locator(".ac-figures");
  const counts = async () => /Spectateurs\s+4\s/.test(await figures.innerText());
  while (!(await counts()) && Date.now() < deadline) {
    await officer.waitForTimeout(3_000);
    await officer.goto(account);
  }
  await judge.page(officer, "the edition's account", 200_000);
  judge.expect(await counts(), "the edition's account", `does not count the four: ${await figures.innerText()}`);
  await shot(officer, "tours-account-1280");
  for (const page of [house, officer, town, phone]) await page.context().close();
  return undefined;
}

/** Pages of the season that no journey passes through. */
export async function season(visit) {
  const { base, judge, options } = visit;
  const shot = shooter(options);
  const anyone = await fresh(visit, DESK);
  await anyone.goto(`${base}/sorties`);
  await judge.page(anyone, "what is on");
  await shot(anyone, "outings-1280");
  const [series, show, date, booking] = await Promise.all(
    ["/sorties/saison/", "/sorties/spectacle/", "/sorties/date/", "/billetterie/"].map((path) => anyone.locator(`a[href^='${path}']`).first().getAttribute("href")),
  );
  for (const [path, name] of [
    [series, "season"],
    [show, "show"],
    [date, "evening"],
    ["/sorties/calendrier", "month"],
    ["/sorties/carte", "outings-map"],
    [booking, "booking"],
    ["/billetterie/retrouver", "find-tickets"],
    ["/belles-sorties/chiffres", "tours-figures"],
  ]) {
    await anyone.setViewportSize(DESK);
    await anyone.goto(`${base}${path}`);
    await judge.page(anyone, name, 120_000);
    await shot(anyone, `${name}-1280`);
    await anyone.setViewportSize(PHONE);
    await judge.page(anyone, `${name}, on a phone`, 120_000);
  }
  await anyone.context().close();
  if (!options.office) return undefined;
  const [email, password] = options.office.split(":");
  const officer = await staff(visit, email, password);
  for (const [path, name] of [
    ["/bureau/belles-sorties", "tours"],
    ["/bureau/belles-sorties/comptes", "tours, accounts"],
    ["/bureau/billetterie/commandes", "orders"],
    ["/bureau/billetterie/releves", "statements"],
    ["/bureau/billetterie/nouvelle", "a new performance"],
    ["/bureau/billetterie/cles", "keys of programs"],
    ["/bureau/salles", "halls"],
    ["/bureau/declarations", "declarations"],
  ]) {
    await officer.goto(`${base}${path}`);
    await judge.page(officer, name, 140_000);
  }
  await officer.context().close();
  return undefined;
}
