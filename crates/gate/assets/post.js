// The post between a gate and the server: hands the log over when it can, fetches what the door must know. It never stops
// anybody at the door: what can't be sent waits.

import { Unbelieved } from "./bundle.js";
import { batch, run } from "./log.js";
import { Refused } from "./server.js";
import { fromBase64 } from "./base45.js";

const PATIENCE_MS = [2_000, 5_000, 15_000, 60_000, 300_000];

/** How long one waits after so many failures in a row. */
const patience = (failures) => PATIENCE_MS[Math.min(failures, PATIENCE_MS.length) - 1] * (0.75 + Math.random() / 2);

export class Post {
  /** `says.changed()` when there is something new to show, `says.gone()` once erased. */
  constructor(door, keep, server, says) {
    Object.assign(this, { door, keep, server, says });
    this.failures = 0;
    this.reached = null;
    this.bundleDue = 0;
    this.bundleFailures = 0;
    this.missing = [];
    door.onWritten = () => this.soon();
  }

  /** Begins. */
  start() {
    const { signal } = (this.until = new AbortController());
    addEventListener("online", () => this.now(), { signal });
    addEventListener("offline", () => {
      this.reached = false;
      this.says.changed();
    }, { signal });
    document.addEventListener("visibilitychange", () => !document.hidden && this.now(), { signal });
    return this.now();
  }

  /** Another post takes over. */
  end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.until?.abort();
  }

  /** Tries at once. */
  now() {
    [this.failures, this.bundleFailures] = [0, 0];
    return this.turn();
  }

  /** Tries shortly: several passages in a moment go together. */
  soon() {
    if (!this.busy && !this.failures) this.after(1_000);
  }

  after(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.turn(), ms);
  }

  async turn() {
    if (this.busy || this.ended) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      const missed = Date.now() >= this.bundleDue && (await this.missBundle());
      await this.send();
      // The server is there: the bundle is asked for again in its own time, the log goes on in its.
      if (missed) this.bundleDue = Math.max(this.bundleDue, Date.now() + patience((this.bundleFailures += 1)));
      [this.failures, this.reached, this.stranger] = [0, true, Boolean(this.signedByStranger)];
    } catch (error) {
      await this.failed(error);
    } finally {
      this.busy = false;
    }
    if (this.ended) return;
    await this.keep.setFacts({ offset: this.server.clock.offset }).catch(() => {});
    this.says.changed();
    const { send_every_ms: often } = this.door.bundle.content.policy;
    this.after(this.failures ? patience(this.failures) : often);
  }

  async failed(error) {
    if (!(error instanceof Refused)) console.warn(error);
    this.failures += 1;
    this.reached = error instanceof Refused && error.status > 0 && error.status < 500;
    if (error.retryAfter) this.bundleDue = Math.max(this.bundleDue, Date.now() + error.retryAfter * 1000);
    if (error.status === 410) await this.wipe();
    else if (error.status === 401 && ["signature", "unknown_device"].includes(error.code)) this.stranger = true;
    // A server that lost the device lost what the device told: all that is still held is to be told again.
    if (error.code === "unknown_device" && this.door.accepted) await this.door.accept(0);
  }

  /** Fetches the bundle; says whether that failed. The log does not wait for it. */
  async missBundle() {
    try {
      await this.fetchBundle();
      [this.bundleFailures, this.signedByStranger] = [0, false];
      return false;
    } catch (error) {
      if (!(error instanceof Refused)) console.warn(error);
      // Signed by none of the keys this device was told of: only enrolling again tells it others.
      if (error instanceof Unbelieved) this.signedByStranger = error.message === "key";
      if (error.retryAfter) this.bundleDue = Date.now() + error.retryAfter * 1000;
      return true;
    }
  }

  async fetchBundle() {
    const { door, server, keep } = this;
    const bundle = await server.bundle(door.etag);
    if (bundle) await door.learn(bundle.bytes, bundle.etag);
    this.checkedAt = server.clock.now();
    const records = await server.records(await keep.fact("recordsEtag"));
    if (records) {
      await keep.setRecords(records.records.map(([id, sealed]) => [id, fromBase64(sealed)]));
      await keep.setFacts({ recordsEtag: records.etag });
    }
    this.bundleDue = Date.now() + door.bundle.content.policy.bundle_every_ms;
  }

  /** The body of the next batch. */
  async next(entries) {
    const { door, server } = this;
    const head = door.head;
    const seenAfter = (await this.keep.fact("seenAt")) ?? 0;
    const rest = { device_time: Date.now(), seen_after: seenAfter };
    return batch(server.device, server.secret, entries, rest, head);
  }

  async send() {
    const { door, server } = this;
    for (;;) {
      const held = door.pending(this.missing);
      const entries = run(held, this.most);
      let answer;
      try {
        answer = await server.passages(await this.next(entries));
      } catch (error) {
        // Whatever is between may take less at once: no batch is ever stuck behind its own weight.
        if (error.status !== 413 || entries.length < 2) throw error;
        this.most = Math.floor(entries.length / 2);
        continue;
      }
      await this.kept(answer);
      if (answer.seen) await door.hear(answer.seen, answer.seen_at);
      if (answer.epoch > door.bundle.content.epoch) this.bundleDue = 0;
      // What the server keeps asking for and is handed in vain must not be handed for ever.
      const left = door.pending(this.missing).length;
      if (!left || left >= held.length) return;
    }
  }

  /**
   * How far the server keeps the log. It asks for the holes it sees; those this device let go of will never be filled, and
   * what comes after them must not wait.
   */
  async kept({ accepted_to: upTo, missing = [], highest = upTo }) {
    const [lowest] = this.door.held(missing);
    this.missing = lowest === undefined ? [] : missing;
    await this.door.accept(lowest === undefined ? highest : lowest - 1);
  }

  /** Erased from the office: what is left of the log is handed over, then nothing stays on the device. */
  async wipe() {
    const { door, server, keep } = this;
    const left = door.pending();
    while (left.length) {
      const entries = run(left);
      try {
        await server.passages(await this.next(entries));
      } catch (error) {
        // Each batch is answered 410 and taken. Without an answer the erasing waits: the log is the only copy.
        if (error.status !== 410) return;
      }
      left.splice(0, entries.length);
    }
    this.end();
    await keep.erase();
    for (const name of await caches.keys()) if (name.startsWith("beffroi-controle-")) await caches.delete(name);
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
      if (new URL(worker.scope).pathname.startsWith("/controle")) await worker.unregister();
    }
    this.says.gone();
  }
}
