// What every page must be, whatever it shows.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page's weight without its fonts, in bytes, as decoded: the worst case, without compression. */
const HEAVIEST = 100_000;

export class Judge {
  faults = [];
  pages = 0;
  /** Each page judged: its weight, and its name. */
  weights = [];

  fault(where, what) {
    this.faults.push({ where, what });
  }

  /** Notes a fault unless `sound`. */
  expect(sound, where, what) {
    if (!sound) this.fault(where, what);
    return sound;
  }

  /** Watches a page for what must never happen on any. */
  watch(page) {
    page.on("pageerror", (error) => this.fault(page.url(), `script error: ${error.message}`));
    page.on("console", (message) => {
      // A page that is meant to be an error says so on the console too.
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) {
        this.fault(page.url(), `console: ${message.text()}`);
      }
    });
    page.on("response", (response) => {
      if (response.status() >= 500) this.fault(response.url(), `answered ${response.status()}`);
    });
    return page;
  }

  /** Judges a page as it stands: axe, one heading, language, width, weight (another one for readers, which carry an engine). */
  async page(page, where, heaviest = HEAVIEST) {
    this.pages += 1;
    await page.waitForLoadState("networkidle");
    const facts = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll("h1").length,
      scroll: document.documentElement.scrollWidth,
      wide: document.documentElement.clientWidth,
      small: [...document.querySelectorAll("button, .nav a, .pass, .pages a, .tags a, .chips a, select, input:not([type=hidden])")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((element) => {
          const target = element.matches("[type=checkbox],[type=radio]") ? (element.closest("label") ?? element) : element;
          const box = target.getBoundingClientRect();
          return box.width > 1 && box.height > 1 && (box.height < 37.5 || box.width < 24);
        })
        .map((element) => element.outerHTML.slice(0, 80)),
      // The browser's own account: what it holds of the document and of what the document called for, cached or not. Told by
      // answers as they pass, a page weighed less each time its document came before its navigation was said.
      weight: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter((entry) => !["fetch", "xmlhttprequest", "beacon", "audio", "video", "track"].includes(entry.initiatorType))
        .filter((entry) => !/\.woff2?($|\?)/.test(entry.name))
        .reduce((sum, entry) => sum + entry.decodedBodySize, 0),
    }));
    this.expect(["fr", "nl", "en"].includes(facts.lang), where, `language is “${facts.lang}”`);
    this.expect(facts.title.length > 3, where, "has no title");
    this.expect(facts.headings === 1, where, `has ${facts.headings} headings of the first level`);
    this.expect(facts.scroll <= facts.wide, where, `scrolls sideways: ${facts.scroll} px in ${facts.wide}`);
    for (const target of facts.small) this.fault(where, `target too small: ${target}`);
    this.expect(facts.weight < heaviest, where, `weighs ${facts.weight} bytes without fonts`);
    this.weights.push([facts.weight, where]);
    await this.axe(page, where);
  }

  async axe(page, where) {
    // The content policy forbids a script element; evaluating in the page does not add one.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run(document, {
        runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        resultTypes: ["violations"],
      }),
    );
    for (const violation of violations) {
      for (const node of violation.nodes.slice(0, 3)) {
        this.fault(where, `axe ${violation.id} (${violation.impact}): ${node.target.join(" ")} · ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`);
      }
    }
  }
}
