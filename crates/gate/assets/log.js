// A device's log: one JSON text an entry, each chained to all before by a hash, sent in signed batches.

import { fromHex, joined, toBase64, toHex, utf8 } from "./base45.js";
import { sha256, sign } from "./ed25519.js";

/** What the first entry of a device is chained to. */
export async function origin(device) {
  return toHex(await sha256(utf8(`beffroi scan log\n${device}`)));
}

/** How many entries, and how many bytes of them, go in one batch. */
const MOST = 500;
const HEAVIEST = 900_000;

/** The hash of an entry after the one whose hash is `prev`, both in hexadecimal. */
export async function chained(prev, text) {
  return toHex(await sha256(joined(fromHex(prev), utf8(text))));
}

/** An entry ready to be kept: its number, its text as it will always be, and the two hashes. */
export async function entry(seq, prev, content) {
  const text = JSON.stringify({ seq, ...content });
  return { seq, text, prev, hash: await chained(prev, text) };
}

/** The first run of entries (in order) that one batch can carry: no hole, not too many, not too heavy. */
export function run(entries, most = MOST) {
  let bytes = 0;
  let last = 0;
  for (const { seq, text } of entries) {
    bytes += text.length * 2;
    if (last >= most || (last && (bytes > HEAVIEST || seq !== entries[last - 1].seq + 1))) break;
    last += 1;
  }
  return entries.slice(0, last);
}

/** The body that carries a run of entries; with none, it says where the log stands (`head`: `{seq, hash}`). */
export async function batch(device, secret, entries, rest, head) {
  const last = entries.at(-1) ?? head;
  const said = utf8(`beffroi scan head\n${device}\n${last.seq}\n${last.hash}`);
  return {
    first: entries[0]?.seq ?? head.seq + 1,
    prev: entries[0]?.prev ?? head.hash,
    entries: entries.map(({ text }) => text),
    head: last.hash,
    signature: toBase64(await sign(secret, said)),
    ...rest,
  };
}
