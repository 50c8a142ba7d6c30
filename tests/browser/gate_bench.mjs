// How fast the gate's page judges, in Chromium. Prints one JSON object:
//
//   node gate_bench.mjs [--chromium /usr/bin/chromium] [--codes 400]
//
// `verify_per_s`: codes read and verified a second (base45, COSE, Ed25519, claims), with the browser's Ed25519 and with the
// bundled one; `judge_per_s`: the whole answer, written in the device's database before it is given; `decode_ms`: one look
// of the QR reader at a picture of the size the page gives it; `shown_to_answer_ms`: from the camera's picture to the answer.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { code } from "../../crates/gate/tests/page/issuer.mjs";
import { browser, enrol } from "./gate.mjs";
import { picture } from "./gate_camera.mjs";
import { Stand } from "./gate_stand.mjs";

const { values } = parseArgs({ options: { chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" }, codes: { type: "string", default: "400" } } });
const count = Number(values.codes);
const stand = await new Stand().listen();
const now = Math.floor(Date.now() / 1000);
const made = (index) => code({ id: crypto.getRandomValues(new Uint8Array(8)), notBefore: now - 1000, expires: now + 1e7, index }, stand.codes).text;
stand.say({ status: Array(count).fill(0) });
const codes = Array.from({ length: count }, (_, index) => made(index));
const SIDE = 480;
const pictures = codes.slice(0, 30).map((text) => Buffer.from(picture(text, { width: SIDE, height: SIDE })).toString("base64"));
const empty = Buffer.from(picture(null, { width: SIDE, height: SIDE })).toString("base64");

const profile = mkdtempSync(join(tmpdir(), "beffroi-gate-bench-"));
try {
  const shown = codes.slice(0, 12).flatMap((text) => [[text, 1], [null, 1]]);
  const { context, page } = await browser(profile, shown, { executablePath: values.chromium });
  await enrol(page, stand.base, stand.code);
  await page.waitForFunction(() => new Set(globalThis.told.map(({ reason }) => reason)).size && globalThis.told.length >= 10, null, { timeout: 120_000 });
  const answers = (await page.evaluate(() => globalThis.told)).map(({ took }) => took);
  await page.evaluate(() => document.querySelector("video").srcObject.getTracks().forEach((track) => track.stop()));

  const found = await page.evaluate(
    async ({ codes, keys, pictures, empty, side }) => {
      const files = "/controle/fichiers";
      const { keyRing, read } = await import(`${files}/credential.js`);
      const { Door } = await import(`${files}/door.js`);
      const { Keep } = await import(`${files}/keep.js`);
      const { Clock } = await import(`${files}/server.js`);
      const zxing = await import(`${files}/zxing.js`);
      const rate = async (items, each) => {
        for (const item of items.slice(0, 10)) await each(item);
        const started = performance.now();
        for (const item of items) await each(item);
        return Math.round((items.length * 1000) / (performance.now() - started));
      };
      const verify = {};
      for (const [name, native] of [["own", true], ["bundled", false]]) {
        const ring = await keyRing(keys, native);
        const some = native ? codes : codes.slice(0, Math.ceil(codes.length / 4));
        verify[name] = await rate(some, async (text) => {
          if (!(await read(text, ring, Date.now() / 1000, 60)).claims) throw new Error("not verified");
        });
      }
      const keep = await Keep.open();
      const door = await Door.load(keep, await keep.fact("device"), new Clock(0));
      const judge = await rate(codes.slice(0, 200), (text) => door.present(text, "scan"));
      await zxing.start(await (await fetch(`${files}/zxing.wasm`)).arrayBuffer());
      const decode = {};
      const image = (base64) => {
        const grey = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const data = new ImageData(side, side);
        grey.forEach((value, at) => data.data.set([value, value, value, 255], at * 4));
        return data;
      };
      for (const [name, list, harder] of [["code", pictures, false], ["code_harder", pictures, true], ["nobody", Array(30).fill(empty), false], ["nobody_harder", Array(30).fill(empty), true]]) {
        const took = [];
        for (const one of list.map(image)) {
          const started = performance.now();
          const texts = await zxing.read(one, { harder });
          took.push(performance.now() - started);
          if (name.startsWith("code") && texts.length !== 1) throw new Error("not read");
        }
        decode[name] = Number(took.sort((a, b) => a - b)[Math.floor(took.length / 2)].toFixed(1));
      }
      return { verify_per_s: verify, judge_per_s: judge, decode_ms: decode, browser: navigator.userAgent.match(/Chrome\/[\d.]+/)?.[0] };
    },
    { codes, keys: [stand.codes.listed({ until_s: null, revoked: false })], pictures, empty, side: SIDE },
  );
  answers.sort((a, b) => a - b);
  const at = (part) => answers[Math.min(answers.length - 1, Math.floor(answers.length * part))];
  console.log(JSON.stringify({ ...found, shown_to_answer_ms: { median: at(0.5), worst: answers.at(-1), codes: answers.length } }));
  await context.close();
} finally {
  stand.close();
  rmSync(profile, { recursive: true, force: true });
}
