// The camera: shows what it sees, and gives the codes it reads. The browser's own reader of QR codes serves where there is
// one that works; otherwise ZXing does, in a worker.

/** A picture is looked at reduced to this many pixels a side at most: enough for our codes at arm's length, and quick. */
const SIDE = 900;
const RESTS_MS = 60;
/** Every so many pictures, one is looked at harder: turned, worn, glossy. */
const HARDER_EVERY = 4;

class Worn extends Error {}

/** ZXing in its worker. */
class Zxing {
  constructor() {
    this.waiting = new Map();
    this.asked = 0;
    this.worker = new Worker(new URL("./decoder.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }) => {
      const promise = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.failed) promise?.reject(new Worn(data.failed));
      else promise?.resolve(data);
    };
    this.worker.onerror = (event) => {
      for (const promise of this.waiting.values()) promise.reject(new Worn(event.message));
      this.waiting.clear();
    };
  }

  ask(bitmap, harder) {
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, bitmap, harder }, bitmap ? [bitmap] : []);
    });
  }

  async read(bitmap, harder) {
    return (await this.ask(bitmap, harder)).texts;
  }
}

/** The browser's own reader, when it has one for QR codes. */
async function own() {
  try {
    const kinds = await globalThis.BarcodeDetector?.getSupportedFormats();
    if (!kinds?.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return {
      read: async (bitmap) => {
        const found = await detector.detect(bitmap);
        bitmap.close();
        return found.map(({ rawValue }) => rawValue);
      },
    };
  } catch {
    return null;
  }
}

export class Camera {
  /** `onText` is given each text read, as often as it is seen. */
  constructor(video, onText) {
    this.video = video;
    this.onText = onText;
    this.facing = "environment";
    this.running = 0;
  }

  /** Readies the reader of codes before the first picture; also so that all it needs is kept for offline. */
  async warm() {
    this.reader ??= (await own()) ?? new Zxing();
    await this.reader.ask?.(null, false);
  }

  /** Starts looking. Rejects with the browser's reason (`NotAllowedError`, `NotFoundError`…). */
  async start() {
    this.stop();
    const turn = this.running;
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera", "NotFoundError");
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: this.facing }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    if (turn !== this.running) return stream.getTracks().forEach((track) => track.stop());
    this.stream = stream;
    this.video.srcObject = stream;
    await this.video.play();
    this.look(turn);
  }

  /** Stops looking, and lets the camera go. */
  stop() {
    this.running += 1;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.video.srcObject = null;
  }

  /** Looks through the other camera. */
  async turn() {
    this.facing = this.facing === "environment" ? "user" : "environment";
    await this.start();
  }

  get #track() {
    return this.stream?.getVideoTracks()[0];
  }

  /** Whether this camera has a light. */
  get hasLight() {
    return Boolean(this.#track?.getCapabilities?.().torch);
  }

  /** Turns the light on or off; says how it now is. */
  async light() {
    const on = !this.#track?.getSettings?.().torch;
    await this.#track?.applyConstraints({ advanced: [{ torch: on }] });
    return on;
  }

  /** What is framed on the screen, the middle square, reduced. */
  async framed() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const side = Math.min(width, height);
    const size = Math.min(side, SIDE);
    const part = [(width - side) / 2, (height - side) / 2, side, side];
    if (!this.canvas) {
      try {
        return await createImageBitmap(this.video, ...part, { resizeWidth: size, resizeHeight: size });
      } catch {
        // Some browsers can't cut and reduce a film at once.
        this.canvas = new OffscreenCanvas(size, size);
      }
    }
    Object.assign(this.canvas, { width: size, height: size });
    this.canvas.getContext("2d").drawImage(this.video, ...part, 0, 0, size, size);
    return this.canvas.transferToImageBitmap();
  }

  async look(turn) {
    await this.warm().catch(() => {});
    for (let pictures = 1; turn === this.running; pictures += 1) {
      if (this.video.videoWidth && this.video.readyState >= 2 && !document.hidden) {
        try {
          const bitmap = await this.framed();
          const seen = performance.now();
          for (const text of await this.reader.read(bitmap, pictures % HARDER_EVERY === 0)) {
            if (turn === this.running) this.onText(text, seen);
          }
        } catch (error) {
          // A reader of the browser's that says it reads QR codes and then can't is replaced.
          if (!(this.reader instanceof Zxing)) this.reader = new Zxing();
          else if (error instanceof Worn) await new Promise((go) => setTimeout(go, 1000));
        }
      }
      await new Promise((go) => setTimeout(go, RESTS_MS));
    }
  }
}
