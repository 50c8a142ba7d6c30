// The museum pass, from the basket to the door: a duo bought on a phone, a solo sold at a desk whose till is then closed, an
// invitation claimed, all three shown to a gate without a network; back online, the visits show. Then the accounts.

import { join } from "node:path";
import { fromOffice, gate } from "./gate.mjs";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
/** A pass's page carries its code twice, once for the whole screen. */
const PASS_HEAVIEST = 140_000;

/** A name no earlier walk on this server sold a pass to. */
const family = `Maes${Date.now().toString(36).replace(/\d/g, (digit) => "abcdefghij"[digit])}`;

const shooter = (options) => (page, name) => options.screenshots && page.screenshot({ path: join(options.screenshots, `${name}.png`), fullPage: true });

/** A browser of its own. */
async function fresh({ browser, judge }, viewport) {
  const context = await browser.newContext({ viewport, locale: "fr-FR", timezoneId: "Europe/Paris" });
  const page = judge.watch(await context.newPage());
  page.setDefaultTimeout(60_000);
  return page;
}

/** A browser of its own in which someone of the staff has signed in. */
async function staff(visit, email, password) {
  const page = await fresh(visit, DESK);
  await page.goto(`${visit.base}/connexion`);
  await page.fill("[name=email]", email);
  await page.fill("[name=password]", password);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/connexion"), page.press("[name=password]", "Enter")]);
  return page;
}

/** Buys a duo without an account; gives the pass's page. */
async function buyDuo(visit) {
  const { base, judge } = visit;
  const shot = shooter(visit.options);
  const page = await fresh(visit, PHONE);
  await page.goto(`${base}/pass`);
  await judge.page(page, "pass, what it is");
  await page.goto(`${base}/pass/acheter?duo=1`);
  await judge.page(page, "pass, buying");
  await page.fill("[name=first0]", "Noor");
  await page.fill("[name=last0]", "Peeters");
  await page.fill("[name=second_first0]", "Lucas");
  await page.selectOption("[name=commune0]", "59350");
  await page.fill("[name=email]", "pas-une-adresse");
  await page.check("[name=terms]");
  await page.evaluate(() => document.querySelector(".pass-form").setAttribute("novalidate", ""));
  await page.click(".pass-pay");
  judge.expect((await page.locator("#f-email-error").count()) === 1, "pass, buying", "an address without @ is not explained");
  judge.expect((await page.inputValue("[name=first0]")) === "Noor", "pass, buying", "what was typed is lost");
  await page.fill("[name=email]", "noor@demo.example");
  if (!(await page.isChecked("[name=terms]"))) await page.check("[name=terms]");
  await shot(page, "pass-buying-390");
  await Promise.all([page.waitForURL(/\/paiement\//), page.click(".pass-pay")]);
  await judge.page(page, "payment");
  await Promise.all([page.waitForURL(/\/paiement\/essai\//), page.click(".pay-button")]);
  await judge.page(page, "payment, the test provider");
  await Promise.all([page.waitForURL(/\/pass\/commande\//), page.locator(".pay-choices button").first().click()]);
  await judge.page(page, "pass, the order paid");
  await Promise.all([page.waitForURL(/\/pass\/mon-pass\//), page.locator(".made-one a.button").first().click()]);
  await judge.page(page, "pass, mine", PASS_HEAVIEST);
  await shot(page, "pass-mine-390");
  return page;
}

const codeOf = (page) => page.locator(".phone-sheet").getAttribute("data-code");

/** Sells a solo at a desk in cash, and closes the till; gives the code and number of the pass sold. */
async function sellSolo(visit, page) {
  const { base, judge } = visit;
  const shot = shooter(visit.options);
  await page.goto(`${base}/bureau/regie`);
  await judge.page(page, "régie");
  await page.fill("[name=fond]", "100");
  await Promise.all([page.waitForNavigation(), page.locator("form[action='/bureau/regie/ouvrir'] button").click()]);
  await page.goto(`${base}/bureau/pass`);
  await judge.page(page, "pass, desk");
  await page.goto(`${base}/bureau/pass/vendre`);
  await judge.page(page, "pass, desk, selling");
  await page.check("[name=product0][value=solo]");
  await page.fill("[name=first0]", "Rosa");
  await page.fill("[name=last0]", family);
  await page.check("[name=means][value=especes]");
  await page.fill("[name=tendered]", "50");
  await shot(page, "pass-selling-1280");
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("/vendre")), page.locator(".sell-go button").click()]);
  await judge.page(page, "pass, desk, sold");
  const receipt = page.locator("a[href*='/bureau/regie/recus/']").first();
  judge.expect((await receipt.count()) === 1, "pass, desk, sold", "leads to no receipt");
  await page.goto(`${base}${await receipt.getAttribute("href")}`);
  await judge.page(page, "régie, a receipt");
  judge.expect((await page.locator(".regie-receipt").innerText()).includes("10"), "régie, a receipt", "does not say the change");
  await shot(page, "receipt-1280");

  // A float of 100 € and 40 € taken.
  await page.goto(`${base}/bureau/regie`);
  await Promise.all([page.waitForURL(/\/cloture$/), page.locator("a[href$='/cloture']").first().click()]);
  await judge.page(page, "régie, closing");
  await page.fill("[name=n10000]", "1");
  await page.fill("[name=n2000]", "1");
  await page.locator(".regie-closing button").click();
  await page.waitForSelector(".flash-refused");
  judge.expect(/20/.test(await page.locator(".flash-refused").innerText()), "régie, closing", "a difference of 20 € is not said");
  await page.fill("[name=n2000]", "2");
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("/cloture")), page.locator(".regie-closing button").click()]);
  await judge.page(page, "régie, closed");
  await shot(page, "regie-closed-1280");
}

/** Walks it all. */
export async function pass(visit) {
  // The address the server knows as its own: payments come back to it.
  visit = { ...visit, base: visit.base.replace("127.0.0.1", "localhost") };
  const { base, judge, options } = visit;
  if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
  const shot = shooter(options);
  const password = options.office.split(":")[1];
  const holder = await buyDuo(visit);
  const duo = await codeOf(holder);
  judge.expect(/^CA1:/.test(duo ?? ""), "pass, mine", `holds no code: ${duo}`);

  const agent = await staff(visit, "piscine@demo.example", password);
  await sellSolo(visit, agent);

  // The pass sold, found again by its holder's name; its code as it would be printed.
  await agent.goto(`${base}/bureau/pass?q=${family}`);
  await Promise.all([agent.waitForURL(/\/bureau\/pass\/fiche\//), agent.locator("[data-found] a").first().click()]);
  await judge.page(agent, "pass, desk, a sheet");
  const page = agent.locator("a[href*='/pass/mon-pass/']").first();
  judge.expect((await page.count()) === 1, "pass, desk, a sheet", "leads not to the holder's page");
  const rosa = await fresh(visit, PHONE);
  await rosa.goto(`${base}${new URL(await page.getAttribute("href"), base).pathname}`);
  const solo = await codeOf(rosa);
  const number = (await rosa.locator(".phone-number strong").first().textContent()).replace(/\s/g, "");

  // An invitation of that museum, first come.
  const offer = holder.locator("#invitations .offers-list li", { hasText: "avant l’ouverture" }).first();
  await Promise.all([holder.waitForLoadState("load"), offer.locator("form button").click()]);
  await holder.waitForSelector("#invitations .made-qr");
  await judge.page(holder, "pass, an invitation claimed", PASS_HEAVIEST);
  await shot(holder, "pass-invitation-390");
  const invitation = await holder.locator("#invitations .made-qr[data-code]").first().getAttribute("data-code");
  judge.expect(/^CA1:/.test(invitation ?? ""), "pass, an invitation claimed", `has no code: ${invitation}`);

  // The gate of that museum, without a network, then with one.
  const prepared = await fromOffice(visit, agent, "La Piscine");
  await gate(visit, {
    ...prepared,
    codes: { solo, duo, other: invitation ? [[invitation, { tone: "green", reason: "ok", people: "2" }]] : [] },
    name: "Noor, Lucas",
    number,
    wipe: prepared.wipe,
  });
  await rosa.context().close();
  await agent.context().close();
  await holder.context().close();
  return undefined;
}

/** Flows, figures and the sharing of the money. */
export async function accounts(visit) {
  const { base, judge, options } = visit;
  if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
  const shot = shooter(options);
  const [email, password] = options.office.split(":");
  const anyone = await fresh(visit, DESK);
  await anyone.goto(`${base}/pass/flux`);
  await judge.page(anyone, "flows", 200_000);
  const told = await anyone.locator("main").innerText();
  judge.expect(/ε/.test(told), "flows", "do not print their parameters");
  judge.expect((await anyone.locator("svg line, svg path").count()) > 20, "flows", "have no map");
  judge.expect((await anyone.locator("table tbody tr").count()) > 3, "flows", "have no table");
  await shot(anyone, "flows-1280");
  await anyone.setViewportSize(PHONE);
  await shot(anyone, "flows-390");
  await anyone.goto(`${base}/pass/comptes`);
  await judge.page(anyone, "accounts, published");
  await anyone.context().close();

  const director = await staff(visit, email, password);
  await director.goto(`${base}/bureau/comptes-du-pass`);
  await judge.page(director, "accounts, periods");
  await director.locator("main a[href*='/bureau/comptes-du-pass/0']").first().click();
  await director.waitForURL(/comptes-du-pass\/[0-9a-f-]{36}/);
  await judge.page(director, "accounts, rules side by side", 200_000);
  await shot(director, "rules-1280");
  await director.goto(`${base}/bureau/comptes-du-pass/visites`);
  await judge.page(director, "accounts, visits", 200_000);
  await shot(director, "visits-1280");
  for (const [address, name] of [
    ["/bureau/pass/produits", "pass, products"],
    ["/bureau/pass/lots", "pass, batches"],
    ["/bureau/pass/avantages", "pass, benefits in the office"],
    ["/bureau/paiements", "payments"],
    ["/bureau/portes", "doors"],
    ["/pass/avantages", "pass, benefits"],
  ]) {
    await director.goto(`${base}${address}`);
    await judge.page(director, name);
  }
  await director.context().close();
  return undefined;
}
