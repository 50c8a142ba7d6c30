// Walks the journeys of a running server in Chromium and judges each page.
//
//   node run.mjs http://127.0.0.1:8080 [--search germinal] [--screenshots DIR] [--only-screenshots]
//                [--only WALK,WALK] [--office EMAIL:PASSWORD] [--chromium /usr/bin/chromium]
//
// Ends with 0 when nothing is wrong, 1 when something is (each fault on a line of its own), 2 when it cannot run.

import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { Judge } from "./judge.mjs";
import * as journeys from "./journeys.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    search: { type: "string", default: "germinal" },
    screenshots: { type: "string" },
    "only-screenshots": { type: "boolean", default: false },
    office: { type: "string" },
    only: { type: "string" },
    chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
  },
});
const base = positionals[0]?.replace(/\/$/, "");
if (!base) {
  console.error("usage: node run.mjs BASE_URL [--search WORDS] [--screenshots DIR] [--office EMAIL:PASSWORD]");
  process.exit(2);
}

const profile = mkdtempSync(join(tmpdir(), "beffroi-browser-"));
let browser;
try {
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: options.chromium,
    headless: true,
    chromiumSandbox: false,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
} catch (error) {
  console.error(`Chromium could not be started: ${error.message}`);
  process.exit(2);
}

const judge = new Judge();
const visit = { browser: browser.browser() ?? browser, context: browser, base, judge, options };
if (options.screenshots) mkdirSync(options.screenshots, { recursive: true });

const chosen = options.only ? options.only.split(",").map((name) => journeys.walks[name]) : Object.values(journeys.walks);
const walks = options["only-screenshots"] ? [] : chosen;
if (options.screenshots) walks.push(journeys.screenshots);
for (const walk of walks) {
  const started = judge.faults.length;
  let skipped;
  try {
    skipped = await walk(visit);
  } catch (error) {
    judge.fault(walk.name, error.message.split("\n").slice(0, 4).join(" · "));
  }
  const found = judge.faults.length - started;
  console.log(`${found ? "✗" : skipped ? "–" : "✓"} ${walk.title}${found ? ` (${found})` : skipped ? ` (${skipped})` : ""}`);
}

await browser.close();
rmSync(profile, { recursive: true, force: true });
for (const { where, what } of judge.faults) console.error(`${where}: ${what}`);
const heaviest = judge.weights.toSorted((one, other) => other[0] - one[0]).slice(0, 5);
console.log(`heaviest: ${heaviest.map(([weight, where]) => `${where} ${Math.round(weight / 1000)} kB`).join(", ")}`);
console.log(`${judge.pages} pages judged, ${judge.faults.length} faults`);
process.exit(judge.faults.length ? 1 : 0);
