// Base45 (RFC 9285): what a QR code's alphanumeric mode carries best. And the two other spellings of bytes used here.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** The bytes of a base45 text. Throws a `RangeError` on anything the standard doesn't write. */
export function fromBase45(text) {
  const values = [...text].map((letter) => {
    const value = VALUE.get(letter);
    if (value === undefined) throw new RangeError("not base45");
    return value;
  });
  if (values.length % 3 === 1) throw new RangeError("base45 cut short");
  const bytes = new Uint8Array(Math.floor(values.length / 3) * 2 + (values.length % 3 ? 1 : 0));
  let at = 0;
  for (let i = 0; i < values.length; i += 3) {
    if (i + 2 < values.length) {
      const pair = values[i] + values[i + 1] * 45 + values[i + 2] * 2025;
      if (pair > 0xffff) throw new RangeError("base45 above two bytes");
      bytes[at++] = pair >> 8;
      bytes[at++] = pair & 0xff;
    } else {
      const one = values[i] + values[i + 1] * 45;
      if (one > 0xff) throw new RangeError("base45 above one byte");
      bytes[at++] = one;
    }
  }
  return bytes;
}

/** Bytes as base45. */
export function toBase45(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    let value = i + 1 < bytes.length ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
    for (let letters = i + 1 < bytes.length ? 3 : 2; letters > 0; letters -= 1) {
      text += ALPHABET[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/** Bytes as lower-case hexadecimal. */
export function toHex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** The bytes of a hexadecimal text. */
export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new RangeError("not hexadecimal");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Bytes as base64url without padding. */
export function toBase64(bytes) {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of a base64url text. */
export function fromBase64(text) {
  if (!/^[\w-]*$/.test(text)) throw new RangeError("not base64url");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

const encoder = new TextEncoder();

/** The UTF-8 bytes of a text. */
export const utf8 = (text) => encoder.encode(text);

/** Bytes one after the other. */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
