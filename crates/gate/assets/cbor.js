// The CBOR (RFC 8949) our codes and envelopes are written in, and no more: whole numbers, bytes, texts, lists, maps, tags,
// true, false, null. Only the one deterministic spelling is read (section 4.2): a code has one form, so that nobody makes
// two of one.

/** A tagged value. */
export class Tagged {
  constructor(tag, value) {
    this.tag = tag;
    this.value = value;
  }
}

const DEEPEST = 8;
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads one value that fills the bytes whole; maps become `Map`. Throws a `RangeError` on anything else. */
export function decode(bytes) {
  const reader = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  const value = item(reader, 0);
  if (reader.at !== bytes.length) throw new RangeError("bytes after the value");
  return value;
}

function item(reader, depth) {
  if (depth > DEEPEST) throw new RangeError("too deep");
  const first = byte(reader);
  const kind = first >> 5;
  if (kind === 7) {
    if (first === 0xf4) return false;
    if (first === 0xf5) return true;
    if (first === 0xf6) return null;
    throw new RangeError("a value of another kind");
  }
  const count = argument(reader, first & 31);
  switch (kind) {
    case 0:
      return count;
    case 1:
      return -1 - count;
    case 2:
      return run(reader, count);
    case 3:
      try {
        return text.decode(run(reader, count));
      } catch {
        throw new RangeError("a text that is not UTF-8");
      }
    case 4: {
      const list = [];
      for (let i = 0; i < count; i += 1) list.push(item(reader, depth + 1));
      return list;
    }
    case 5:
      return map(reader, count, depth);
    default:
      return new Tagged(count, item(reader, depth + 1));
  }
}

function map(reader, count, depth) {
  const found = new Map();
  let before;
  for (let i = 0; i < count; i += 1) {
    const start = reader.at;
    const key = item(reader, depth + 1);
    if (typeof key !== "number" && typeof key !== "string") throw new RangeError("a key of another kind");
    const spelt = reader.bytes.subarray(start, reader.at);
    if (before && !(compare(before, spelt) < 0)) throw new RangeError("keys repeated or out of order");
    before = spelt;
    found.set(key, item(reader, depth + 1));
  }
  return found;
}

function compare(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

function byte(reader) {
  if (reader.at >= reader.bytes.length) throw new RangeError("cut short");
  return reader.bytes[reader.at++];
}

function run(reader, count) {
  if (count > reader.bytes.length - reader.at) throw new RangeError("cut short");
  reader.at += count;
  return reader.bytes.subarray(reader.at - count, reader.at);
}

function argument(reader, short) {
  if (short < 24) return short;
  if (short > 27) throw new RangeError("a length left open");
  const size = 1 << (short - 24);
  const { byteOffset } = run(reader, size);
  const at = byteOffset - reader.view.byteOffset;
  let value;
  if (size === 1) value = reader.view.getUint8(at);
  else if (size === 2) value = reader.view.getUint16(at);
  else if (size === 4) value = reader.view.getUint32(at);
  else value = Number(reader.view.getBigUint64(at));
  if (!Number.isSafeInteger(value)) throw new RangeError("a number too large");
  const least = [24, 0x100, 0x1_0000, 0x1_0000_0000][short - 24];
  if (value < least) throw new RangeError("a number not in its shortest form");
  return value;
}

/** Writes a value: whole numbers, `Uint8Array`, texts, lists, `Map` (in the order given), `Tagged`, booleans, null. */
export function encode(value) {
  const bytes = [];
  write(bytes, value);
  return Uint8Array.from(bytes);
}

function write(out, value) {
  if (value === false) out.push(0xf4);
  else if (value === true) out.push(0xf5);
  else if (value === null) out.push(0xf6);
  else if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError("not a whole number");
    if (value < 0) head(out, 1, -1 - value);
    else head(out, 0, value);
  } else if (value instanceof Uint8Array) {
    head(out, 2, value.length);
    for (const byte of value) out.push(byte);
  } else if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value);
    head(out, 3, bytes.length);
    for (const byte of bytes) out.push(byte);
  } else if (Array.isArray(value)) {
    head(out, 4, value.length);
    for (const part of value) write(out, part);
  } else if (value instanceof Map) {
    head(out, 5, value.size);
    for (const [key, part] of value) {
      write(out, key);
      write(out, part);
    }
  } else if (value instanceof Tagged) {
    head(out, 6, value.tag);
    write(out, value.value);
  } else throw new RangeError("a value of another kind");
}

function head(out, kind, count) {
  const first = kind << 5;
  if (count < 24) out.push(first | count);
  else if (count < 0x100) out.push(first | 24, count);
  else if (count < 0x1_0000) out.push(first | 25, count >> 8, count & 0xff);
  else {
    const wide = count >= 0x1_0000_0000;
    out.push(first | (wide ? 27 : 26));
    for (let shift = wide ? 56n : 24n; shift >= 0n; shift -= 8n) out.push(Number((BigInt(count) >> shift) & 0xffn));
  }
}
