// Pictures of codes for Chromium's fake camera: a film (Y4M) in which codes come and go, as people show them.

import { createWriteStream } from "node:fs";
import { once } from "node:events";
import qrcode from "qrcode-generator";

const WIDTH = 640;
const HEIGHT = 480;
/** Pictures a second. */
const RATE = 4;

/** The modules of a code's symbol, at level Q, in alphanumeric mode as its base45 is made for. */
export function matrix(text) {
  const symbol = qrcode(0, "Q");
  symbol.addData(text, /^[0-9A-Z $%*+\-./:]*$/.test(text) ? "Alphanumeric" : "Byte");
  symbol.make();
  const side = symbol.getModuleCount();
  return Array.from({ length: side }, (_, row) => Array.from({ length: side }, (_, column) => symbol.isDark(row, column)));
}

/** A grey picture of a code held before a camera, or of nobody. */
export function picture(text, { width = WIDTH, height = HEIGHT, scale = 6 } = {}) {
  const grey = new Uint8Array(width * height);
  // A room, not a white sheet: a slow slope of light.
  for (let at = 0; at < grey.length; at += 1) grey[at] = 70 + ((at % width) * 50) / width;
  if (!text) return grey;
  const modules = matrix(text);
  const side = modules.length + 8;
  const [left, top] = [Math.floor((width - side * scale) / 2), Math.floor((height - side * scale) / 2)];
  for (let y = 0; y < side * scale; y += 1) {
    for (let x = 0; x < side * scale; x += 1) {
      const dark = modules[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4];
      grey[(top + y) * width + left + x] = dark ? 30 : 225;
    }
  }
  return grey;
}

/** Writes a film of scenes: `[text or null, seconds]`. It is played again and again. */
export async function film(path, scenes) {
  const out = createWriteStream(path);
  const write = async (bytes) => {
    if (!out.write(bytes)) await once(out, "drain");
  };
  await write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`);
  const colour = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
  for (const [text, seconds] of scenes) {
    const grey = picture(text);
    for (let frame = 0; frame < seconds * RATE; frame += 1) {
      await write("FRAME\n");
      await write(grey);
      await write(colour);
    }
  }
  out.end();
  await once(out, "close");
  return path;
}
