// Vendors opened with the card: an officer declares one, sets what it is told and its protocol, tries it and opens it; a reader
// goes to two vendors, who know her under two names, and takes an agreement back. Machines and other identities, too.

import { ADA, adaOf, go, judged, officerOf, shooter } from "./card.mjs";
import { site } from "./card_site.mjs";

/** A code no earlier walk on this server used. */
const code = `ecran-public-${Date.now().toString(36)}`;
const NAME = "L’Écran public";

/** A resource which is read on the vendor's site, with its licence. */
async function resource(visit, officer) {
  const { base, judge } = visit;
  await officer.goto(`${base}/bureau/mediatheque/ailleurs`);
  await judge.page(officer, "a resource read elsewhere");
  await officer.fill("[name=title]", NAME);
  await officer.fill("[name=elsewhere]", `/fournisseurs/${code}/aller`);
  await officer.fill("[name=description]", "Des films documentaires, sur le site de leur éditeur.");
  await go(officer, officer.locator(".sheet form.form button").first());
  const sheet = officer.url();
  await go(officer, officer.locator("a[href$='/licences/nouvelle'], a[href*='/licence']").first());
  await officer.fill("[name=label]", "Réseau, tous les abonnés");
  await go(officer, officer.locator("form.licence button").first());
  await officer.goto(sheet);
  await go(officer, officer.locator("form[action$='/etat'] button"));
  judge.expect((await officer.locator(".state-done").count()) === 1, "a resource read elsewhere", "is not published");
}

/** The vendor declared, told of, spoken with, tried, opened. */
async function declare(visit, officer, other) {
  const { base, judge } = visit;
  await officer.goto(`${base}/bureau/fournisseurs-acces`);
  await judged(visit, officer, "vendors' sites", "vendors");
  await go(officer, officer.locator("a[href='/bureau/fournisseurs-acces/nouveau']"));
  await judged(visit, officer, "a new vendor");
  await officer.fill("[name=nom]", NAME);
  await officer.fill("[name=code]", code);
  await officer.fill("[name=site]", "http://ecran-public.example/");
  await officer.fill("[name=description]", "Des films documentaires, sur le site de leur éditeur.");
  await officer.selectOption("[name=porte]", { label: await officer.locator("[name=porte] option", { hasText: NAME }).last().textContent() });
  await go(officer, officer.locator(".sheet form.form button").last());
  judge.expect((await officer.locator("#f-site-error").count()) === 1, "a new vendor", "an address without https is not explained");
  await officer.fill("[name=site]", "https://ecran-public.example/");
  await go(officer, officer.locator(".sheet form.form button").last());
  const sheet = officer.url();
  judge.expect(/\/fournisseurs-acces\/[0-9a-f-]{36}$/.test(sheet), "a new vendor", `leads to ${sheet}`);

  // What it is told, and why; what names a reader needs a reason. It can't be opened yet.
  const own = officer.locator("form.vendor-form").first();
  await own.locator("[name=a_member]").check();
  await own.locator("[name=a_given_name]").check();
  await own.locator("[name=why_member]").fill("pour vous ouvrir les films du réseau");
  await go(officer, own.locator("button").last());
  judge.expect((await officer.locator("#f-why_given_name-error").count()) === 1, "a vendor's sheet", "a given name without a reason is let through");
  await own.locator("[name=why_given_name]").fill("pour vous saluer");
  await own.locator("[name=etat]").selectOption("open");
  await go(officer, own.locator("button").last());
  judge.expect((await officer.locator("#f-etat-error").count()) === 1, "a vendor's sheet", "opens without a protocol");
  await own.locator("[name=etat]").selectOption("draft");
  await go(officer, own.locator("button").last());
  judge.expect(/saura si votre carte est valable et votre prénom/.test(await officer.locator(".vendor-told").innerText()), "a vendor's sheet", "does not say what it will know");

  // OpenID Connect.
  const face = officer.locator("details.vendor-face", { has: officer.locator("[name=oidc_redirects]") });
  if (!(await face.getAttribute("open"))) await face.locator("summary").first().click();
  await face.locator("[name=oidc_redirects]").fill("http://ecran-public.example/retour");
  await go(officer, face.locator("form.vendor-form button"));
  judge.expect((await face.locator("#f-oidc_redirects-error").count()) === 1, "a vendor's protocol", "an address without https is let through");
  await face.locator("[name=oidc_redirects]").fill(other.callback);
  await go(officer, face.locator("form.vendor-form button"));
  other.clientId = await face.locator("[name=oidc_client_id]").inputValue();
  other.secret = (await face.locator(".vendor-made code").innerText()).trim();
  judge.expect(other.secret.length >= 32, "a vendor's protocol", `gives no secret: “${other.secret}”`);
  await judged(visit, officer, "a vendor's protocol");
  await officer.reload();
  judge.expect(!(await officer.locator("main").innerText()).includes(other.secret), "a vendor's protocol", "shows the secret a second time");

  await go(officer, face.locator("form.vendor-try button"));
  const steps = await face.locator(".vendor-step").count();
  judge.expect(steps >= 5 && (await face.locator(".vendor-step-failed").count()) === 0, "a vendor tried", `${steps} steps: ${await face.locator(".vendor-tried").innerText()}`);
  await judged(visit, officer, "a vendor tried", "vendor-tried", face.locator(".vendor-tried"));

  await officer.goto(sheet);
  await own.locator("[name=etat]").selectOption("open");
  await go(officer, own.locator("button").last());
  judge.expect((await officer.locator("h1 ~ p .vendor-state-open").count()) === 1, "a vendor's sheet", "does not open");
  await judged(visit, officer, "a vendor's sheet", "vendor-sheet");
}

/** Ada goes to the kiosk of the demonstration, asked for her agreement or not; gives the name it knows her under. */
async function toKiosk(visit, ada, asked, pictures = false) {
  const { base, judge } = visit;
  const shot = (name) => (pictures ? shooter(visit.options)(ada, name) : undefined);
  await ada.goto(`${base}/mediatheque/le-kiosque`);
  await judge.page(ada, "the kiosk's resource");
  await shot("vendor-resource-390");
  await go(ada, ada.locator("main a[href$='/aller']").first());
  await ada.waitForURL(/\/accord|\/demonstration\/kiosque/);
  judge.expect(/\/accord/.test(ada.url()) === asked, "the kiosk", asked ? "asks for no agreement" : "asks again for what was agreed");
  if (asked) {
    const words = await ada.locator("main").innerText();
    judge.expect(/saura si votre carte est valable et votre prénom/.test(words) && /ni votre nom/.test(words), "the kiosk's agreement", `does not say what is told and what is not: ${words}`);
    await judged(visit, ada, "the kiosk's agreement", pictures ? "vendor-agreement" : undefined);
    await Promise.all([ada.waitForURL(/\/demonstration\/kiosque\?ticket=/), ada.locator("form.vendor-choice button").click()]);
  }
  await judge.page(ada, "the kiosk");
  await shot("kiosk-390");
  return (await ada.locator(".vendor-facts code").first().innerText()).trim();
}

/** Ada goes to the vendor that signs in by OpenID Connect; gives what it was told. */
async function toOther(visit, ada, other) {
  const { judge } = visit;
  await ada.goto(other.address);
  await ada.waitForURL(/\/accord/);
  await judge.page(ada, "the second vendor's agreement");
  await Promise.all([ada.waitForURL((url) => url.href.startsWith(other.callback)), ada.locator("form.vendor-choice button").click()]);
  const text = await ada.locator("#told").innerText();
  if (!judge.expect(text.startsWith("{"), "the second vendor", text)) return {};
  return JSON.parse(text);
}

/** Vendors, from the office to the reader and back. */
export async function vendors(visit) {
  // The address the server knows as its own: what it issues is issued there.
  visit = { ...visit, base: visit.base.replace("127.0.0.1", "localhost") };
  const { base, judge, options } = visit;
  if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
  const other = await site(base);
  try {
    const officer = await officerOf(visit);
    await resource(visit, officer);
    await declare(visit, officer, other);

    const ada = await adaOf(visit);
    const atKiosk = await toKiosk(visit, ada, true, true);
    const told = await toOther(visit, ada, other);
    judge.expect(atKiosk.length >= 20 && told.sub?.length >= 20, "two vendors", `know her as “${atKiosk}” and “${told.sub}”`);
    judge.expect(atKiosk !== told.sub, "two vendors", "know her under one name");
    for (const known of [atKiosk, JSON.stringify(told)]) judge.expect(!known.includes(ADA.number), "two vendors", `one knows her card: ${known}`);
    judge.expect(told.given_name === "Ada" && told.beffroi_member === true, "the second vendor", `was told ${JSON.stringify(told)}`);
    judge.expect(!("family_name" in told || "email" in told || "beffroi_card_number" in told), "the second vendor", `was told too much: ${JSON.stringify(told)}`);

    // A second visit asks for nothing, and knows her again.
    await ada.goto(other.address);
    await ada.waitForURL((url) => url.href.startsWith(other.callback));
    judge.expect(JSON.parse(await ada.locator("#told").innerText()).sub === told.sub, "the second vendor", "does not know her again");

    await ada.goto(`${base}/ma-carte/fournisseurs`);
    await judged(visit, ada, "my vendors", "my-vendors");
    const kiosk = ada.locator(".vendor-cards > li", { hasText: "Le Kiosque" });
    judge.expect((await kiosk.count()) === 1 && (await ada.locator(".vendor-cards > li", { hasText: NAME }).count()) >= 1, "my vendors", "does not show both");
    await go(ada, kiosk.locator("form[action$='/retirer'] button"));
    await judge.page(ada, "my vendors, an agreement taken back");
    judge.expect((await kiosk.count()) === 0, "my vendors", "still shows what was taken back");
    const again = await toKiosk(visit, ada, true);
    judge.expect(again === atKiosk, "the kiosk", "takes a reader who comes back for somebody else");
    await ada.goto(`${base}/ma-carte/fournisseurs`);
    await go(ada, kiosk.locator("form[action$='/oublier'] button"));
    judge.expect((await toKiosk(visit, ada, false)) !== atKiosk, "the kiosk", "knows a reader who asked for another name");
    await ada.goto(`${base}/ma-carte/fournisseurs`);
    await go(ada, kiosk.locator("form[action$='/retirer'] button"));

    await machines(visit, officer);
    for (const path of ["/ma-carte", "/ma-carte/identites"]) {
      await ada.goto(`${base}${path}`);
      await judged(visit, ada, path);
    }
    for (const page of [officer, ada]) await page.context().close();
  } finally {
    other.close();
  }
  return undefined;
}

/** A machine that checks cards is added; its password shows once. */
async function machines(visit, officer) {
  const { base, judge } = visit;
  await officer.goto(`${base}/bureau/automates/nouveau`);
  await judged(visit, officer, "a new machine");
  await officer.fill("[name=name]", "Portillon du hall");
  await officer.selectOption("[name=institution]", { label: (await officer.locator("[name=institution] option", { hasText: "Grand-Plage" }).first().textContent()).trim() });
  await officer.locator("[name=sees_name]").check();
  await go(officer, officer.locator("form.sip-form button"));
  const secret = (await officer.locator(".sip-once .sip-keys dd").nth(1).innerText()).trim();
  judge.expect(secret.length >= 16, "a machine", `gives no password: “${secret}”`);
  await judged(visit, officer, "a machine, its password", "machine-made");
  await officer.goto(officer.url());
  judge.expect(!(await officer.content()).includes(secret), "a machine", "shows its password a second time");
  await judged(visit, officer, "a machine");
  await officer.goto(`${base}/bureau/automates`);
  judge.expect((await officer.locator(".sip-machine", { hasText: "Portillon du hall" }).count()) >= 1, "machines", "do not show the one added");
  await judged(visit, officer, "machines", "machines");
}
