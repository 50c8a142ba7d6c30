// Libraries' own systems: one tried message by message; one put to sleep while a work that five hold is shown; what Ada has
// borrowed and reserved, an account linked, a loan renewed, a title reserved; a library broken, whose last answer stays.

import { ADA, adaOf, go, judged, officerOf, shooter } from "./card.mjs";

/** The demonstration's libraries with a system that answers. */
const FIVE = ["roubaix", "wattrelos", "lille-jean-levy", "tourcoing-andre-malraux", "villeneuve-d-ascq"];
const TOURCOING = { number: "00590214", name: "Tourcoing" };
/** Works tried at most while a library sleeps: on a busy machine one of the others may be late too. */
const TRIES = 6;
/** What a library has just said is not asked for again for ten seconds. */
const ASKED_AGAIN = 40_000;

/** Works that all five hold, those of one edition first. */
async function heldByFive(base, words) {
  const found = new Map();
  for (const page of [1, 2, 3]) {
    const answer = await (await fetch(`${base}/api/catalogue/search?q=${encodeURIComponent(words)}&page=${page}`)).json();
    for (const hit of answer.hits ?? []) {
      const holders = new Set(hit.editions.flatMap((edition) => edition.holdings.map((holding) => holding.library)));
      if (FIVE.every((one) => holders.has(one))) found.set(hit.work, hit);
    }
  }
  return [...found.values()].sort((one, other) => one.edition_count - other.edition_count);
}

/** How a library of the demonstration answers from now on. */
async function mood(visit, officer, library, how) {
  await officer.goto(`${visit.base}/bureau/demonstration`);
  await officer.locator(`#m-${library}`).selectOption(how);
  await go(officer, officer.locator(`form[action$='/${library}'] button`));
  visit.judge.expect((await officer.locator(".flash-done").count()) === 1, "the demonstration's systems", `${library} can't be put ${how}`);
}

/** The list, and Roubaix tried: every message in words and as sent, nothing of a reader. */
async function office(visit, officer, copy) {
  const { base, judge } = visit;
  await officer.goto(`${base}/bureau/demonstration`);
  await judged(visit, officer, "the demonstration's systems");
  await officer.goto(`${base}/bureau/systemes`);
  judge.expect((await officer.locator(".ls-list tbody tr").count()) === FIVE.length, "systems", "are not five");
  await judged(visit, officer, "systems", "systems");
  await officer.goto(`${base}/bureau/systemes/roubaix`);
  await judged(visit, officer, "a system", "system");
  await officer.fill("[name=try_item]", copy);
  await officer.fill("[name=try_patron]", ADA.number);
  await officer.fill("[name=try_pin]", ADA.pin);
  await go(officer, officer.locator("button[value=try]"));
  const result = officer.locator(".ls-result");
  judge.expect((await result.locator(".ls-outcome-good").count()) === 5, "a system tried", `is not all good: ${await result.innerText()}`);
  const sent = await result.locator(".ls-talk dd").allInnerTexts();
  for (const kind of ["93", "94", "99", "98", "17", "18", "63", "64"]) {
    judge.expect(sent.some((text) => text.split("\n").some((line) => line.trim().startsWith(kind))), "a system tried", `does not show message ${kind}`);
  }
  const all = await result.innerText();
  for (const secret of [ADA.number, ADA.pin, "Lecourt", "cle-du-reseau"]) judge.expect(!all.includes(secret), "a system tried", `shows “${secret}”`);
  await judged(visit, officer, "a system tried", "system-tried");
}

/** On results, the row of a library that has answered shows its answer, whatever its record said when it was imported. */
async function rowsSayTheSame(visit, page) {
  const rows = await page.$$eval("[data-row][data-told]", (all) =>
    all.map((row) => ({ of: row.dataset.row.split("/"), said: row.querySelector(".status")?.className ?? "" })),
  );
  let compared = 0;
  for (const work of [...new Set(rows.map((row) => row.of[0]))].slice(0, 6)) {
    const answer = await (await fetch(`${visit.base}/api/catalogue/works/${work}/availability`)).json();
    for (const { of, said } of rows.filter((row) => row.of[0] === work)) {
      const copies = answer.libraries.filter((one) => one.library === of[1] && one.state === "live").flatMap((one) => one.copies);
      if (!copies.length) continue;
      compared += 1;
      const there = copies.some((copy) => copy.available === true);
      visit.judge.expect(said.split(" ").includes("in") === there, "results", `${of.join("/")} shows “${said}” of ${JSON.stringify(copies)}`);
    }
  }
  visit.judge.expect(compared >= 3, "results", `only ${compared} rows could be compared`);
}

/** What a work's page says of a library: its rows' last cells. */
const said = (page, library) => page.locator(`.holders tr:has(a[href='/bibliotheque/${library}']) td:last-child`).allTextContents();

/** While Wattrelos sleeps the page of a work that five hold is whole: four answer, one is marked late. */
async function asleep(visit, officer, page, works) {
  const { base, judge } = visit;
  await mood(visit, officer, "wattrelos", "asleep");
  const seen = [];
  for (const work of works.slice(0, TRIES)) {
    const begun = Date.now();
    await page.goto(`${base}/oeuvre/${work.work}`, { waitUntil: "domcontentloaded" });
    const took = Date.now() - begun;
    const live = [];
    for (const library of FIVE) if ((await said(page, library)).some((text) => /vérifié à l’instant/.test(text))) live.push(library);
    const late = (await said(page, "wattrelos")).every((text) => /tarde à répondre|ne répond pas/.test(text));
    seen.push(`${work.title}: ${live.length} live, wattrelos ${late ? "late" : "not late"}, ${took} ms`);
    if (live.length === FIVE.length - 1 && !live.includes("wattrelos") && late) {
      console.log(`  a work's page with a library asleep: ${took} ms (budget 2,000)`);
      for (const closed of await page.locator("details.more > summary").all()) await closed.click();
      await judged(visit, page, "a work while a library sleeps", "work-asleep");
      return;
    }
  }
  judge.fault("a work while a library sleeps", seen.join(" · "));
}

/** What Ada sees of her loans and holds, and what she does with them. */
async function loans(visit, officer, ada, works) {
  const { base, judge } = visit;
  const shelf = () => ada.goto(`${base}/ma-carte/prets`);
  const of = (kind, library) => ada.locator(kind, { hasText: library });
  await shelf();
  judge.expect((await of(".loans .loan:not(.hold)", "Roubaix").count()) >= 1, "loans", "show nothing borrowed in Roubaix");
  judge.expect((await of(".loans .hold", "Lille").count()) >= 1, "loans", "show nothing reserved in Lille");
  await judged(visit, ada, "loans", "loans");

  // Tourcoing is linked.
  await go(ada, ada.locator("a[href='/ma-carte/prets/relier']"));
  await judged(visit, ada, "linking, which library");
  await go(ada, ada.locator(".loans-choice a", { hasText: TOURCOING.name }));
  await judged(visit, ada, "linking", "loans-link");
  await ada.fill("[name=number]", TOURCOING.number);
  await ada.fill("[name=code]", ADA.pin);
  await go(ada, ada.locator("form.loans-form button"));
  const panel = ada.locator(".loans-panel", { hasText: TOURCOING.name });
  judge.expect((await panel.count()) === 1, "linking", `does not link: ${await ada.locator("main").innerText()}`);

  // A loan is renewed: another day is said.
  const loan = ada.locator(".loan:not(.hold, .loan-late)", { hasText: "Roubaix", has: ada.locator("form") }).first();
  const title = await loan.locator("h3").innerText();
  const day = () => ada.locator(".loan:not(.hold)", { hasText: title }).first().locator("time").getAttribute("datetime");
  const before = await day();
  await go(ada, loan.locator("form button"));
  judge.expect(/C’est prolongé/.test(await ada.locator(".flash").first().innerText()), "a loan", `is not renewed: ${await ada.locator(".flash").first().innerText()}`);
  judge.expect(!(await ada.locator(".flash").first().innerText()).includes(".."), "a loan", "a sentence ends with two points");
  judge.expect((await day()) > before, "a loan", `renewed, is still due on ${before}`);
  await judge.page(ada, "a loan renewed");
  await shooter(visit.options)(ada, "loans-renewed-390");

  // A title is reserved from its page, and given up.
  let reserved = "";
  for (const work of works) {
    await ada.goto(`${base}/oeuvre/${work.work}`);
    for (const closed of await ada.locator("details.more > summary").all()) await closed.click();
    const row = ada.locator(".holders tr:has(a[href='/bibliotheque/tourcoing-andre-malraux'])", { hasText: "emprunté" }).first();
    if (!(await row.count())) continue;
    reserved = work.title;
    await judge.page(ada, "a work, on a phone");
    await go(ada, row.locator("a.now-reserve"));
    break;
  }
  judge.expect(reserved, "reserving", "no work of the five is lent in Tourcoing");
  await judged(visit, ada, "reserving", "loans-reserve");
  await go(ada, ada.locator("form.loans-form button"));
  judge.expect(/C’est réservé/.test(await ada.locator(".flash").first().innerText()), "reserving", `is refused: ${await ada.locator(".flash").first().innerText()}`);
  const hold = ada.locator(".loans .hold", { hasText: TOURCOING.name });
  judge.expect((await hold.count()) >= 1, "reserving", "is not in the list");
  await judge.page(ada, "reserved");

  // Roubaix breaks: what it said last stays, with its age, and says so.
  await mood(visit, officer, "roubaix", "down");
  const down = ada.locator(".loans-panel-down", { hasText: "Roubaix" });
  const deadline = Date.now() + ASKED_AGAIN;
  do {
    await ada.waitForTimeout(1_000);
    await shelf();
  } while (!(await down.count()) && Date.now() < deadline);
  judge.expect((await down.count()) === 1, "a library down", `is not said: ${await ada.locator(".loans-panels").innerText()}`);
  judge.expect(/ne répond pas en ce moment[\s\S]*Voici ce qu’elle a dit/.test(await ada.locator(".loans-panels").innerText()), "a library down", "does not say how old its last answer is");
  judge.expect((await of(".loans .loan:not(.hold)", "Roubaix").locator(".loan-as-of").count()) >= 1, "a library down", "its loans are gone, or have no age");
  // A picture shows an age better after a minute.
  if (visit.options.screenshots) {
    await ada.waitForTimeout(65_000);
    await shelf();
  }
  await judged(visit, ada, "loans, a library down", "loans-down");

  // As it was before: nothing reserved, nothing linked.
  await go(ada, hold.first().locator("form button"));
  judge.expect(/C’est noté/.test(await ada.locator(".flash").first().innerText()), "a hold", "can't be given up");
  await panel.locator("details.loans-more summary").click();
  await go(ada, panel.locator("form[action*='effacer'], details form").last().locator("button"));
  judge.expect((await panel.count()) === 0, "linking", "can't be undone");
}

/** Libraries' systems, from the office to a reader's phone. */
export async function libraries(visit) {
  visit = { ...visit, base: visit.base.replace("127.0.0.1", "localhost") };
  const { base, judge, options } = visit;
  if (!options.office) return "skipped: no --office EMAIL:PASSWORD";
  const works = await heldByFive(base, "jules verne");
  if (!judge.expect(works.length >= 3, "libraries", `only ${works.length} works are held by all five`)) return undefined;
  const officer = await officerOf(visit);
  const ada = await adaOf(visit);
  try {
    await office(visit, officer, "RBX0057111");
    await asleep(visit, officer, ada, works);
    await mood(visit, officer, "wattrelos", "well");
    await ada.goto(`${base}/recherche?q=${encodeURIComponent("dumas")}`);
    await ada.locator(".hit-now .status").first().waitFor();
    await rowsSayTheSame(visit, ada);
    await judged(visit, ada, "results, what is on the shelves", "results-shelves");
    await loans(visit, officer, ada, works);
  } finally {
    for (const library of ["roubaix", "wattrelos"]) await mood(visit, officer, library, "well");
  }
  for (const page of [officer, ada]) await page.context().close();
  return undefined;
}
