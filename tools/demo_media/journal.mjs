// Prints journal.html as a tagged PDF: `node journal.mjs OUT.pdf` (needs Chromium and tests/browser's packages).
import { createRequire } from "node:module";
const { chromium } = createRequire(new URL("../../tests/browser/package.json", import.meta.url))("playwright-core");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"] });
const page = await browser.newPage();
await page.goto(new URL("journal.html", import.meta.url).href);
await page.evaluate(() => document.fonts.ready);
await page.pdf({ path: process.argv[2], preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
await browser.close();
