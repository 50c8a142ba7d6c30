// A QR code (ISO/IEC 18004) drawn in the browser: the code on a phone changes every thirty seconds, also without a network.
// Alphanumeric mode and level Q only, which is what our codes are made of and printed at; up to version 15 (77 modules).

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
// Level Q, by version: check bytes of a block, and blocks.
const CHECK = [0, 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30];
const BLOCKS = [0, 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12];
const LEVEL_Q = 3;
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Rows of modules of the smallest symbol that holds a text; the mask is the one the standard's penalties prefer. */
export function symbol(text, forced = -1) {
  const { version, data } = encode(text);
  const stream = interleave(version, data);
  const base = frame(version);
  let best = null;
  for (let mask = 0; mask < 8; mask++) {
    if (forced >= 0 && mask !== forced) continue;
    const dark = drawn(base, version, stream, mask);
    const cost = penalty(dark);
    if (!best || cost < best.cost) best = { cost, dark };
  }
  return best.dark;
}

/** The symbol as an SVG path in modules, with the four modules of white around it, and its side. */
export function path(text) {
  const rows = symbol(text);
  let d = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; ) {
      let run = 0;
      while (row[x + run]) run++;
      if (run) d += `M${x + 4} ${y + 4}h${run}v1h-${run}z`;
      x += run || 1;
    }
  });
  return { side: rows.length + 8, d };
}

/** Modules left for data once the patterns are drawn. */
function room(version) {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const count = Math.floor(version / 7) + 2;
    bits -= (25 * count - 10) * count - 55;
    if (version >= 7) bits -= 36;
  }
  return Math.floor(bits / 8);
}

const held = (version) => room(version) - CHECK[version] * BLOCKS[version];

function encode(text) {
  const values = [...text].map((letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) throw new RangeError("not of the alphanumeric mode");
  const needed = Math.floor(values.length / 2) * 11 + (values.length % 2) * 6;
  let version = 1;
  const length = () => (version < 10 ? 9 : 11);
  while (version <= 15 && 4 + length() + needed > held(version) * 8) version++;
  if (version > 15) throw new RangeError("too long");
  const bits = [];
  const put = (value, count) => {
    for (let at = count - 1; at >= 0; at--) bits.push((value >>> at) & 1);
  };
  put(2, 4);
  put(values.length, length());
  for (let at = 0; at + 1 < values.length; at += 2) put(values[at] * 45 + values[at + 1], 11);
  if (values.length % 2) put(values[values.length - 1], 6);
  const full = held(version) * 8;
  put(0, Math.min(4, full - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < full; pad ^= 0xec ^ 0x11) put(pad, 8);
  const data = [];
  for (let at = 0; at < bits.length; at += 8) data.push(bits.slice(at, at + 8).reduce((byte, bit) => byte * 2 + bit, 0));
  return { version, data };
}

/** A product in the field of 256 elements under x⁸ + x⁴ + x³ + x² + 1. */
function times(x, y) {
  let z = 0;
  for (let at = 7; at >= 0; at--) {
    z = (z << 1) ^ ((z >>> 7) * 0x11d);
    z ^= ((y >>> at) & 1) * x;
  }
  return z;
}

function divisor(degree) {
  const result = new Array(degree).fill(0);
  result[degree - 1] = 1;
  for (let round = 0, root = 1; round < degree; round++, root = times(root, 2)) {
    for (let at = 0; at < degree; at++) result[at] = times(result[at], root) ^ (at + 1 < degree ? result[at + 1] : 0);
  }
  return result;
}

function remainder(data, by) {
  const result = by.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ result.shift();
    result.push(0);
    by.forEach((term, at) => (result[at] ^= times(term, factor)));
  }
  return result;
}

function interleave(version, data) {
  const [blocks, check] = [BLOCKS[version], CHECK[version]];
  const long = room(version) % blocks;
  const short = Math.floor(room(version) / blocks) - check;
  const by = divisor(check);
  const parts = [];
  for (let block = 0, at = 0; block < blocks; block++) {
    const length = short + (block < blocks - long ? 0 : 1);
    const bytes = data.slice(at, at + length);
    at += length;
    parts.push({ bytes, check: remainder(bytes, by) });
  }
  const stream = [];
  for (let at = 0; at <= short; at++) for (const part of parts) if (at < part.bytes.length) stream.push(part.bytes[at]);
  for (let at = 0; at < check; at++) for (const part of parts) stream.push(part.check[at]);
  return stream;
}

/** Finders, timing, alignment and version: `null` where data go. */
function frame(version) {
  const size = version * 4 + 17;
  const rows = Array.from({ length: size }, () => new Array(size).fill(null));
  const put = (x, y, dark) => {
    if (x >= 0 && y >= 0 && x < size && y < size) rows[y][x] = dark;
  };
  for (let at = 0; at < size; at++) {
    put(6, at, at % 2 === 0);
    put(at, 6, at % 2 === 0);
  }
  for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]]) {
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        const far = Math.max(Math.abs(dx), Math.abs(dy));
        put(cx + dx, cy + dy, far !== 2 && far !== 4);
      }
    }
  }
  const places = alignment(version, size);
  const last = places.length - 1;
  places.forEach((cx, i) =>
    places.forEach((cy, j) => {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) return;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) put(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }),
  );
  // Room for the format, which depends on the mask; the dark module.
  for (let at = 0; at < 9; at++) {
    if (rows[8][at] === null) rows[8][at] = false;
    if (rows[at][8] === null) rows[at][8] = false;
  }
  for (let at = 0; at < 8; at++) {
    put(size - 1 - at, 8, false);
    put(8, size - 1 - at, false);
  }
  put(8, size - 8, true);
  if (version >= 7) {
    let rest = version;
    for (let at = 0; at < 12; at++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let at = 0; at < 18; at++) {
      const [a, b] = [size - 11 + (at % 3), Math.floor(at / 3)];
      put(a, b, Boolean((bits >>> at) & 1));
      put(b, a, Boolean((bits >>> at) & 1));
    }
  }
  return rows;
}

function alignment(version, size) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const places = [6];
  for (let at = size - 7; places.length < count; at -= step) places.splice(1, 0, at);
  return places;
}

function drawn(base, version, stream, mask) {
  const size = base.length;
  const rows = base.map((row) => [...row]);
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      for (let side = 0; side < 2; side++) {
        const x = right - side;
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (base[y][x] !== null) continue;
        const dark = bit < stream.length * 8 && ((stream[bit >>> 3] >>> (7 - (bit & 7))) & 1) === 1;
        bit++;
        rows[y][x] = dark !== MASKS[mask](x, y);
      }
    }
  }
  const what = (LEVEL_Q << 3) | mask;
  let rest = what;
  for (let at = 0; at < 10; at++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((what << 10) | rest) ^ 0x5412;
  const on = (at) => Boolean((bits >>> at) & 1);
  for (let at = 0; at <= 5; at++) rows[at][8] = on(at);
  rows[7][8] = on(6);
  rows[8][8] = on(7);
  rows[8][7] = on(8);
  for (let at = 9; at < 15; at++) rows[8][14 - at] = on(at);
  for (let at = 0; at < 8; at++) rows[8][size - 1 - at] = on(at);
  for (let at = 8; at < 15; at++) rows[size - 15 + at][8] = on(at);
  return rows;
}

/** The four penalties of the standard (7.8.3.1). */
function penalty(rows) {
  const size = rows.length;
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  let cost = 0;
  for (const lines of [rows, columns]) {
    for (const line of lines) {
      let run = 1;
      for (let at = 1; at <= size; at++) {
        if (at < size && line[at] === line[at - 1]) run++;
        else {
          if (run >= 5) cost += run - 2;
          run = 1;
        }
      }
      const text = line.map((dark) => (dark ? "1" : "0")).join("");
      for (const like of ["10111010000", "00001011101"])
        for (let at = text.indexOf(like); at >= 0; at = text.indexOf(like, at + 1)) cost += 40;
    }
  }
  let dark = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      dark += rows[y][x] ? 1 : 0;
      if (x && y && rows[y][x] === rows[y][x - 1] && rows[y][x] === rows[y - 1][x] && rows[y][x] === rows[y - 1][x - 1]) cost += 3;
    }
  }
  return cost + Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size)) * 10;
}
