// A code as it is shown at a door, read and checked by the device alone. docs/credential.md specifies its bytes.

import { fromBase45, fromBase64, toBase45, toHex, joined, utf8 } from "./base45.js";
import { decode } from "./cbor.js";
import { BadForm, isPlain, open, signed } from "./cose.js";
import { verifier } from "./ed25519.js";

const PREFIX = "CA1:";
const LONGEST = 221;
const KINDS = ["pass", "ticket", "card", "invitation"];

/** Claims of RFC 8392, and ours. */
const EXP = 4;
const NBF = 5;
const CTI = 7;
const ENTRY = -65_537;
const LAST_INSTANT = 0xffff_ffff;

const { subtle } = globalThis.crypto;

/** Verifying keys, by name, each ready. A name stays with its first key, and one once revoked stays revoked. */
export async function keyRing(keys, native) {
  const ring = new Map();
  for (const { kid, x, until_s: until, revoked } of keys) {
    const known = ring.get(kid);
    if (!known) ring.set(kid, { x, verify: await verifier(fromBase64(x), native), until: until ?? Infinity, revoked: Boolean(revoked) });
    else if (known.revoked || revoked) known.revoked = true;
    else if (known.x === x) known.until = until ?? Infinity;
  }
  return ring;
}

/**
 * Reads a text shown at a door: `{refusal}`, or `{claims, signature, digits}` when it is genuine. Dates and status are for
 * `judge.js`. Refusals come in one order (form, key, signature), so that only a genuine code is said to have expired.
 * `now` is in seconds, `tolerance` too.
 */
export async function read(text, ring, now, tolerance) {
  const code = text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, "");
  if (!code.startsWith(PREFIX)) return { refusal: "not_ours" };
  if (code.length > LONGEST) return { refusal: "too_long" };
  let envelope, digits;
  try {
    [envelope, digits] = parted(code.slice(PREFIX.length));
  } catch (error) {
    if (error instanceof BadForm) return { refusal: error.message };
    throw error;
  }
  const key = ring.get(envelope.kid);
  // What nobody vouches for is not repeated: a forger could name someone else's code.
  if (!key) return { refusal: "unknown_key" };
  if (key.revoked) return { refusal: "revoked_key" };
  if (!(await key.verify(envelope.signature, signed(envelope)))) return { refusal: "bad_signature" };
  const claims = quiet(envelope);
  if (now >= key.until + tolerance) return { refusal: "key_over", claims };
  if (!isPlain(envelope) || !claims) return { refusal: "malformed" };
  return { claims, signature: envelope.signature, digits };
}

/** The message, and the digits of a proof shown behind it. At most one of the two ways to part a text is a message. */
function parted(body) {
  const cut = /^(.*)\.(\d{8})$/s.exec(body);
  if (cut) {
    try {
      return [message(cut[1]), cut[2]];
    } catch {
      // Then those were letters of the code.
    }
  }
  return [message(body), null];
}

function message(text) {
  let bytes;
  try {
    bytes = fromBase45(text);
  } catch {
    throw new BadForm("malformed");
  }
  if (toBase45(bytes) !== text) throw new BadForm("malformed");
  return open(bytes);
}

function quiet(envelope) {
  try {
    return claimsOf(envelope.payload);
  } catch {
    return undefined;
  }
}

/** What a claims set says. Throws a `RangeError` when it isn't one. */
export function claimsOf(payload) {
  const said = decode(payload);
  if (!(said instanceof Map)) throw new RangeError("not claims");
  const instant = (label) => {
    const value = said.get(label);
    if (!Number.isInteger(value) || value < 0 || value > LAST_INSTANT) throw new RangeError("not an instant");
    return value;
  };
  const [expires, notBefore, id, entry] = [instant(EXP), instant(NBF), said.get(CTI), said.get(ENTRY)];
  if (!(id instanceof Uint8Array) || id.length !== 8) throw new RangeError("not an identifier");
  if (!Array.isArray(entry) || !entry.length || entry.length > 4) throw new RangeError("not an entry");
  const usual = [0, 1, 0, 0];
  // What goes without saying is not said: a code has one spelling.
  if (entry.length > 1 && entry.at(-1) === usual[entry.length - 1]) throw new RangeError("not the shortest");
  const [index, admits, kind, scope] = usual.map((value, at) => entry[at] ?? value);
  for (const number of [index, admits, kind, scope]) {
    if (!Number.isInteger(number) || number < 0 || number > 0xffff_ffff) throw new RangeError("not a number");
  }
  if (!KINDS[kind] || admits < 1 || admits > 255 || notBefore >= expires) throw new RangeError("not an entry");
  return { id, code: toHex(id), kind: KINDS[kind], scope, notBefore, expires, index, admits };
}

async function hkdf(secret, info, bytes) {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return new Uint8Array(await subtle.deriveBits(how, key, bytes * 8));
}

/** The eight digits of RFC 6238 (HMAC-SHA-1) for a step. */
export async function digitsAt(secret, counter) {
  const key = await subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
  const message = new DataView(new ArrayBuffer(8));
  message.setBigUint64(0, BigInt(counter));
  const hash = new DataView(await subtle.sign("HMAC", key, message.buffer));
  const number = hash.getUint32(hash.getUint8(19) & 0x0f) & 0x7fff_ffff;
  return String(number % 100_000_000).padStart(8, "0");
}

/** The secret of a code's proof in an epoch of the gates' key. */
export const proofSecret = (gateKey, id) => hkdf(gateKey, joined(utf8("beffroi proof"), id), 20);

/** What the digits shown with a code are worth: `fresh`, `stale`, or `none` when there are none. `now` is in seconds. */
export async function proof({ claims, digits }, epochs, policy, now) {
  if (!digits) return "none";
  const step = Math.floor(now / policy.totp_step_s);
  for (const epoch of epochs) {
    if (now >= epoch.until_s) continue;
    const secret = await proofSecret(fromBase64(epoch.key), claims.id);
    for (let off = -policy.totp_window; off <= policy.totp_window; off += 1) {
      if ((await digitsAt(secret, step + off)) === digits) return "fresh";
    }
  }
  return "stale";
}

const derived = (signature, what, bytes) => hkdf(signature, utf8(`beffroi desk record ${what}`), bytes);

/** Under what the desk record of a code is found, in hexadecimal. */
export async function lookupId(signature) {
  return toHex(await derived(signature, "id", 16));
}

/** Opens the desk record of a code: `{firstName, picture}`, or null when it doesn't open with it. */
export async function openRecord(sealed, signature) {
  try {
    const [id, secret] = await Promise.all([derived(signature, "id", 16), derived(signature, "key", 32)]);
    const key = await subtle.importKey("raw", secret, "AES-GCM", false, ["decrypt"]);
    const how = { name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: id };
    const plain = new Uint8Array(await subtle.decrypt(how, key, sealed.subarray(12)));
    if (plain[0] !== 1) return null;
    const name = plain.subarray(2, 2 + plain[1]);
    const after = 2 + plain[1];
    const length = plain[after] * 256 + plain[after + 1];
    const picture = plain.subarray(after + 2, after + 2 + length);
    if (!(picture.length === length)) return null;
    return { firstName: new TextDecoder("utf-8", { fatal: true }).decode(name), picture };
  } catch {
    return null;
  }
}
