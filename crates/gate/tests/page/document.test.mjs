// The example at the end of docs/credential.md, byte for byte: what the server's room computes, the page computes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fromBase64, fromHex, toBase64, toHex } from "../../assets/base45.js";
import { open, signed } from "../../assets/cose.js";
import * as credential from "../../assets/credential.js";
import { verifier } from "../../assets/ed25519.js";
import * as log from "../../assets/log.js";
import { at, inflate } from "../../assets/status_list.js";
import { Key, deskRecord } from "./issuer.mjs";

const text = readFileSync(new URL("../../../../docs/credential.md", import.meta.url), "utf8").split("## An example")[1];
/** The lines that follow a caption of the example, put end to end. */
function said(caption) {
  const after = text.slice(text.indexOf(caption));
  assert.ok(text.includes(caption), caption);
  return after.slice(after.indexOf("\n\n") + 2).match(/^(?: {4}.*\n?)+/)[0].replace(/^ {4}|\n/gm, "");
}

const ID = fromHex("0102030405060708");
const NOW = 1_795_392_000;
const key = new Key([0x12, 0x34], Buffer.alloc(32, 7));
const ring = () => credential.keyRing([key.listed({ until_s: null, revoked: false })]);

test("the public key", () => assert.equal(toHex(key.raw), said("public key:")));

test("the code says what was signed", async () => {
  const read = await credential.read(said("code:"), await ring(), NOW, 30);
  const { id, ...claims } = read.claims;
  assert.deepEqual(claims, { code: "0102030405060708", kind: "pass", scope: 0, notBefore: NOW, expires: 1_826_928_000, index: 1234, admits: 2 });
  assert.deepEqual(id, ID);
  assert.equal(read.digits, null);
});

test("the proof of the minute, and its secret", async () => {
  const epoch = new Uint8Array(32).fill(9);
  assert.equal(toHex(await credential.proofSecret(epoch, ID)), said("proof secret"));
  const read = await credential.read(said("shown at 1795392000"), await ring(), NOW, 30);
  const epochs = [{ epoch: 1, until_s: NOW * 2, key: toBase64(epoch) }];
  const policy = { totp_step_s: 30, totp_window: 1 };
  assert.equal(await credential.proof(read, epochs, policy, NOW), "fresh");
  assert.equal(await credential.proof(read, epochs, policy, NOW + 30), "fresh");
  assert.equal(await credential.proof(read, epochs, policy, NOW + 90), "stale");
  assert.equal(await credential.proof(read, [{ ...epochs[0], until_s: NOW }], policy, NOW), "stale", "an epoch that is over proves nothing");
  assert.equal(await credential.proof({ ...read, digits: null }, epochs, policy, NOW), "none");
});

test("the desk record is found and opened with the code in hand", async () => {
  const { signature } = await credential.read(said("code:"), await ring(), NOW, 30);
  assert.equal(await credential.lookupId(signature), said("desk record lookup"));
  const [id, sealed] = deskRecord(signature, "Zoé", Uint8Array.from([1, 2, 3]));
  assert.equal(id, said("desk record lookup"));
  assert.deepEqual(await credential.openRecord(fromBase64(sealed), signature), { firstName: "Zoé", picture: Uint8Array.from([1, 2, 3]) });
  const another = Uint8Array.from(signature);
  another[0] ^= 1;
  assert.equal(await credential.openRecord(fromBase64(sealed), another), null);
  assert.equal(await credential.openRecord(new Uint8Array(5), signature), null);
});

test("status bytes", () => {
  const list = { bits: 2, bytes: fromHex(said("status bytes")) };
  assert.deepEqual([0, 1, 2, 3, 4, 5, 8].map((index) => at(list, index)), [0, 1, 2, 0, 1, 3, undefined]);
});

test("a status token and a bundle are envelopes of that key", async () => {
  const verify = await verifier(key.raw);
  for (const caption of ["status token of that list", "bundle of kind"]) {
    const envelope = open(fromHex(said(caption)));
    assert.equal(envelope.kid, "1234");
    assert.ok(await verify(envelope.signature, signed(envelope)), caption);
  }
});

test("the log's origin, head and signature", async () => {
  const origin = await log.origin("device-1");
  assert.equal(origin, said("log origin"));
  let head = origin;
  const entries = [];
  for (const text of ['{"seq":1}', '{"seq":2}']) {
    const hash = await log.chained(head, text);
    entries.push({ seq: entries.length + 1, text, prev: head, hash });
    head = hash;
  }
  assert.equal(head, said("log head"));
  const imported = await crypto.subtle.importKey("pkcs8", key.key.export({ format: "der", type: "pkcs8" }), "Ed25519", false, ["sign"]);
  const body = await log.batch("device-1", imported, entries, {}, null);
  assert.equal(toHex(fromBase64(body.signature)), said("log signature"));
  assert.deepEqual([body.first, body.prev, body.head, body.entries.length], [1, origin, head, 2]);
});

test("a list compressed elsewhere is opened", async () => {
  const { deflateSync } = await import("node:zlib");
  const list = await inflate(new Uint8Array(deflateSync(fromHex("24fd"))), 2);
  assert.deepEqual([...list.bytes], [0x24, 0xfd]);
});
