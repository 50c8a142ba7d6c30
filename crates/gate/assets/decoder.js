// The worker that looks for QR codes in pictures, so that the page never waits for it.

let engine;

async function begin() {
  const [zxing, wasm] = await Promise.all([import("./zxing.js"), fetch(new URL("./zxing.wasm", import.meta.url))]);
  if (!wasm.ok) throw new Error(String(wasm.status));
  await zxing.start(await wasm.arrayBuffer());
  return zxing;
}

let canvas;

function pixels(bitmap) {
  canvas ??= new OffscreenCanvas(bitmap.width, bitmap.height);
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  paper.drawImage(bitmap, 0, 0);
  bitmap.close();
  return paper.getImageData(0, 0, canvas.width, canvas.height);
}

addEventListener("message", async ({ data: { id, bitmap, harder } }) => {
  try {
    engine ??= begin();
    const zxing = await engine;
    const started = performance.now();
    const texts = bitmap ? await zxing.read(pixels(bitmap), { harder }) : [];
    postMessage({ id, texts, took: performance.now() - started });
  } catch (error) {
    engine = undefined;
    bitmap?.close();
    postMessage({ id, failed: String(error) });
  }
});
