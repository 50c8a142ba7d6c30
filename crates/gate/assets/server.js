// What a gate says to the server and hears from it. Every request is signed by the device's key; every answer teaches the
// device how far its clock is.

import { toBase64, toHex, utf8 } from "./base45.js";
import { sha256, sign } from "./ed25519.js";

const PATIENCE_MS = 20_000;

/** An answer that is not the one hoped for: `code` as the server says it, or `network` when nobody answered. */
export class Refused extends Error {
  constructor(status, code, retryAfter) {
    super(code);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The device's clock beside the server's. */
export class Clock {
  constructor(offset = null) {
    this.offset = offset;
  }

  /** Whether the server ever said its time. */
  get known() {
    return this.offset !== null;
  }

  /** Milliseconds since 1970, as the server would say. */
  now() {
    return Date.now() + (this.offset ?? 0);
  }

  /** Learns from an answer that left the server at `server`; the request was sent and its answer received here at. */
  learn(server, sent, received) {
    if (Number.isFinite(server) && server > 0) this.offset = Math.round(server - (sent + received) / 2);
  }
}

async function ask(path, options, clock) {
  const sent = Date.now();
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", credentials: "omit", redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS), ...options });
  } catch {
    throw new Refused(0, "network");
  }
  const time = Number(answer.headers.get("x-beffroi-time"));
  if (time) clock.learn(time, sent, Date.now());
  if (answer.ok || answer.status === 304) return answer;
  const said = await answer.json().catch(() => ({}));
  // A clock set wrong is heard of in the body too, for whoever stands between may drop headers.
  if (!time && said.server_time) clock.learn(said.server_time, sent, Date.now());
  throw new Refused(answer.status, said.code ?? "server", Number(answer.headers.get("retry-after")) || undefined);
}

/** Enrols this device with a code read in the office. */
export async function enrol({ code, name, publicKey, secret }, clock) {
  const key = toBase64(publicKey);
  const proof = toBase64(await sign(secret, utf8(`beffroi-enrol-1\n${code}\n${key}`)));
  const body = JSON.stringify({ code, name, public_key: key, proof, device_time: Date.now() });
  const answer = await ask("/controle/appareil", { method: "POST", headers: { "content-type": "application/json" }, body }, clock);
  return answer.json();
}

/** The server, as an enrolled device speaks to it. */
export class Server {
  constructor(device, secret, clock) {
    this.device = device;
    this.secret = secret;
    this.clock = clock;
  }

  async ask(method, path, { body, headers, again = true } = {}) {
    const at = this.clock.now();
    const digest = toHex(await sha256(utf8(body ?? "")));
    const signature = toBase64(await sign(this.secret, utf8(`beffroi-device-1\n${method}\n${path}\n${at}\n${digest}`)));
    const authorization = `Beffroi-Device ${this.device}.${at}.${signature}`;
    const typed = body === undefined ? {} : { "content-type": "application/json" };
    try {
      return await ask(path, { method, body, headers: { authorization, ...typed, ...headers } }, this.clock);
    } catch (refused) {
      if (again && refused.status === 401 && refused.code === "clock") return this.ask(method, path, { body, headers, again: false });
      throw refused;
    }
  }

  /** The bundle's bytes and their mark; `null` when the one held is still the one. */
  async bundle(etag) {
    const answer = await this.ask("GET", "/controle/ballot", { headers: etag ? { "if-none-match": etag } : {} });
    if (answer.status === 304) return null;
    return { bytes: new Uint8Array(await answer.arrayBuffer()), etag: answer.headers.get("etag") };
  }

  /** Every sealed desk record and their mark; `null` when those held are still those. */
  async records(etag) {
    const records = [];
    let mark = null;
    for (let after = ""; after !== null; ) {
      const path = `/controle/fiches${after ? `?apres=${after}` : ""}`;
      const answer = await this.ask("GET", path, { headers: !after && etag ? { "if-none-match": etag } : {} });
      if (answer.status === 304) return null;
      if (!after) mark = answer.headers.get("etag");
      const page = await answer.json();
      records.push(...page.records);
      after = page.next ?? null;
    }
    return { records, etag: mark };
  }

  /** Hands over a batch of the log. */
  async passages(batch) {
    const answer = await this.ask("POST", "/controle/passages", { body: JSON.stringify(batch) });
    return answer.json();
  }

  /** What a typed number stands for; `null` when no code has it. */
  async number(typed) {
    try {
      const answer = await this.ask("GET", `/controle/numero/${typed}`);
      return await answer.json();
    } catch (refused) {
      if (refused.status === 404) return null;
      throw refused;
    }
  }
}
