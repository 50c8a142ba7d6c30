// Whoever issues codes and bundles, for tests: what docs/credential.md and docs/gate.md say, with node's own cryptography.

import { createCipheriv, createHmac, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign } from "node:crypto";
import { deflateSync } from "node:zlib";
import { toBase45, toBase64, toHex } from "../../assets/base45.js";
import { Tagged, encode } from "../../assets/cbor.js";

const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** An Ed25519 key of a seed of 32 bytes, with a name of two. */
export class Key {
  constructor(kid, seed = randomBytes(32)) {
    this.kid = Uint8Array.from(kid);
    this.key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
    this.raw = new Uint8Array(createPublicKey(this.key).export({ format: "der", type: "spki" }).subarray(-32));
  }

  sign(message) {
    return new Uint8Array(sign(null, message, this.key));
  }

  /** As bundles list it. */
  listed(rest = {}) {
    return { kid: toHex(this.kid), x: toBase64(this.raw), ...rest };
  }
}

/** A COSE_Sign1 of a payload. */
export function envelope(payload, key, headers = [], { alg = -8, loose = new Map() } = {}) {
  const sealed = encode(new Map([[1, alg], ...headers, [4, key.kid]].sort(([a], [b]) => a - b)));
  const signature = key.sign(encode(["Signature1", sealed, new Uint8Array(), payload]));
  return { bytes: encode(new Tagged(18, [sealed, loose, payload, signature])), signature };
}

const KINDS = ["pass", "ticket", "card", "invitation"];

/** A claims set. */
export function claims({ id, kind = "pass", scope = 0, notBefore, expires, index = 0, admits = 1 }) {
  const entry = [index, admits, KINDS.indexOf(kind), scope];
  for (const usual of [0, 0, 1]) {
    if (entry.at(-1) !== usual) break;
    entry.pop();
  }
  return encode(new Map([[4, expires], [5, notBefore], [7, id], [-65537, entry]]));
}

/** A code: its text and its signature. */
export function code(said, key) {
  const { bytes, signature } = envelope(claims(said), key);
  return { text: `CA1:${toBase45(bytes)}`, signature };
}

/** The eight digits of a proof. */
export function digits(epochKey, id, at) {
  const secret = Buffer.from(hkdfSync("sha256", epochKey, "", Buffer.concat([Buffer.from("beffroi proof"), id]), 20));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30)));
  const hash = createHmac("sha1", secret).update(counter).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 100_000_000).padStart(8, "0");
}

/** A sealed desk record: its look-up identifier and its bytes. */
export function deskRecord(signature, firstName, picture = new Uint8Array()) {
  const derived = (what, length) => Buffer.from(hkdfSync("sha256", signature, "", `beffroi desk record ${what}`, length));
  const name = Buffer.from(firstName);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(picture.length);
  const said = Buffer.concat([Buffer.from([1, name.length]), name, length, picture]);
  const plain = Buffer.concat([said, Buffer.alloc((256 - (said.length % 256)) % 256)]);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derived("key", 32), nonce);
  cipher.setAAD(derived("id", 16));
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return [toHex(derived("id", 16)), toBase64(new Uint8Array(sealed))];
}

/** The zlib bytes of a status list of two bits, from its values in order; what fills the last byte was never issued. */
export function statusList(values) {
  const bytes = Buffer.alloc(Math.ceil(values.length / 4), 0xff);
  values.forEach((value, at) => {
    const shift = (at % 4) * 2;
    bytes[at >> 2] = (bytes[at >> 2] & ~(3 << shift)) | (value << shift);
  });
  return toBase64(new Uint8Array(deflateSync(bytes)));
}

export const POLICY = {
  reentry_ms: 1_800_000, clock_tolerance_s: 60, send_every_ms: 15_000, bundle_every_ms: 3_600_000,
  keep_log_ms: 1_209_600_000, totp_step_s: 30, totp_window: 1,
};

/** What a bundle says. */
export function content({ now = Date.now(), keys, bundleKey, status = [0, 0, 0, 0], door = {}, ...rest }) {
  return {
    type: "beffroi-gate-bundle-1",
    epoch: now,
    issued_at: now,
    fresh_until: now + 86_400_000,
    not_after: now + 14 * 86_400_000,
    door: {
      id: "porte-1", code: "piscine", name: "Entrée rue de l’Espérance", institution: "piscine", institution_name: "La Piscine, Roubaix", open: true,
      accepts: ["pass", "ticket", "invitation"], scopes: [{ number: 12, title: "Nocturne des mécènes", from: null, until: null }], ...door,
    },
    bundle_keys: [bundleKey.listed()],
    keys: keys.map((key) => (key instanceof Key ? key.listed({ until_s: null, revoked: false }) : key)),
    totp: [],
    status: { bits: 2, lst: statusList(status), at: now },
    policy: POLICY,
    museums: [{ institution: "lam", name: "LaM, Villeneuve-d’Ascq", travel_ms: 900_000 }],
    benefits: [{ title: "Nocturne du jeudi", detail: "entrée libre dès 18 h" }],
    ...rest,
  };
}

/** A signed bundle. */
export function bundle(said, key, kind = "beffroi-gate") {
  const dates = new Map([[4, Math.floor(said.not_after / 1000)], [6, Math.floor(said.issued_at / 1000)]]);
  return envelope(new TextEncoder().encode(JSON.stringify(said)), key, [[3, "application/json"], [15, dates], [16, kind]]).bytes;
}
