// Reads pictures (binary PGM, one after the other on the standard input) with the reader the page uses, as the page does.
// Prints the texts found, null where there is none, and the milliseconds each look took.

import { readFileSync } from "node:fs";
import * as zxing from "../../assets/vendor/zxing.js";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const bytes = Buffer.concat(chunks);
await zxing.start(readFileSync(new URL("../../assets/vendor/zxing.wasm", import.meta.url)));

const texts = [];
const took = [];
for (let at = 0; at < bytes.length; ) {
  const [head, width, height] = /^P5\n(\d+) (\d+)\n255\n/.exec(bytes.toString("latin1", at, at + 32));
  at += head.length;
  const size = Number(width) * Number(height);
  const data = new Uint8ClampedArray(size * 4);
  for (let pixel = 0; pixel < size; pixel += 1) data.fill(bytes[at + pixel], pixel * 4, pixel * 4 + 3).fill(255, pixel * 4 + 3, pixel * 4 + 4);
  at += size;
  const picture = { data, width: Number(width), height: Number(height) };
  // The page looks quickly at most pictures, harder at some: a code held up is seen by both.
  let text = null;
  for (const harder of [false, true]) {
    const started = performance.now();
    text ??= (await zxing.read(picture, { harder }))[0] ?? null;
    took.push(performance.now() - started);
    if (text) break;
  }
  texts.push(text);
}
console.log(JSON.stringify({ texts, took }));
