// The one thing the gate asks of ZXing: what the QR codes of a picture say.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

/** Starts the engine from the bytes of its WebAssembly. */
export function start(wasmBinary) {
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The texts of the QR codes found in a picture (`ImageData`). */
export async function read(picture, { harder = false } = {}) {
  const found = await readBarcodes(picture, {
    formats: ["QRCode"],
    tryHarder: harder,
    tryRotate: harder,
    tryInvert: true,
    tryDownscale: true,
    maxNumberOfSymbols: 2,
  });
  return found.filter((code) => code.isValid).map((code) => code.text);
}
