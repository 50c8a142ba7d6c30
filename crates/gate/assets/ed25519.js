// Ed25519 (RFC 8032): the browser's own where it has it, otherwise a bundled one. A device's key never leaves the device.

import { joined } from "./base45.js";

const NAME = "Ed25519";
const { subtle } = globalThis.crypto;

/** A known public key (RFC 8032, section 7.1, test 1), to ask the browser what it can do. */
const SOME_KEY = Uint8Array.from(
  "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".match(/../g),
  (pair) => Number.parseInt(pair, 16),
);

let asked;

/** Whether this browser's own cryptography knows Ed25519. */
export function isNative() {
  asked ??= (async () => {
    try {
      await subtle.importKey("raw", SOME_KEY, NAME, false, ["verify"]);
      await subtle.generateKey(NAME, false, ["sign", "verify"]);
      return true;
    } catch {
      return false;
    }
  })();
  return asked;
}

const bundled = () => import("./noble.js");

/** A function that says whether a signature over bytes is of the key whose 32 bytes are given. */
export async function verifier(raw, native) {
  if (native ?? (await isNative())) {
    const key = await subtle.importKey("raw", raw, NAME, false, ["verify"]);
    return (signature, message) => subtle.verify(NAME, key, signature, message);
  }
  const { verifyAsync } = await bundled();
  return async (signature, message) => {
    try {
      // As RFC 8032 has it, and not the looser reading some chains of blocks prefer.
      return await verifyAsync(signature, message, raw, { zip215: false });
    } catch {
      return false;
    }
  };
}

/** A new key: its 32 public bytes, and a secret to keep in the browser's database that no script can read out. */
export async function makeKey(native) {
  if (native ?? (await isNative())) {
    const { publicKey, privateKey } = await subtle.generateKey(NAME, false, ["sign", "verify"]);
    return { publicKey: new Uint8Array(await subtle.exportKey("raw", publicKey)), secret: privateKey };
  }
  const { getPublicKeyAsync } = await bundled();
  const seed = crypto.getRandomValues(new Uint8Array(32));
  // What is at rest is closed with a key of the browser's that cannot be read out.
  const lock = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = joined(iv, new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, lock, seed)));
  return { publicKey: await getPublicKeyAsync(seed), secret: { lock, sealed } };
}

/** The signature of bytes by a secret of [`makeKey`]. */
export async function sign(secret, message) {
  if (!secret.sealed) return new Uint8Array(await subtle.sign(NAME, secret, message));
  const { signAsync } = await bundled();
  const iv = secret.sealed.subarray(0, 12);
  const seed = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv }, secret.lock, secret.sealed.subarray(12)));
  const signature = await signAsync(message, seed);
  seed.fill(0);
  return signature;
}

/** SHA-256. */
export async function sha256(bytes) {
  return new Uint8Array(await subtle.digest("SHA-256", bytes));
}
