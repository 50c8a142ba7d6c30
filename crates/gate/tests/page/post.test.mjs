// The post: everything arrives once and for all, whatever the network does.

import assert from "node:assert/strict";
import test from "node:test";
import { Door } from "../../assets/door.js";
import { makeKey } from "../../assets/ed25519.js";
import { Post } from "../../assets/post.js";
import { Clock, Refused } from "../../assets/server.js";
import { Memory } from "./memory.mjs";
import { Key, bundle, content, deskRecord } from "./issuer.mjs";

const bundles = new Key([0, 9]);

/** A server that keeps a set of entries, and may be told to fail. */
class Far {
  constructor(secret) {
    Object.assign(this, { device: "appareil-1", secret, clock: new Clock(0), kept: new Map(), heavy: Infinity, batches: [], epoch: 1 });
  }
  async bundle(etag) {
    this.fail?.();
    this.failBundle?.();
    if (etag === `"${this.epoch}"`) return null;
    return { bytes: bundle({ ...content({ keys: [], bundleKey: bundles }), epoch: this.epoch }, bundles), etag: `"${this.epoch}"` };
  }
  async records(etag) {
    return etag ? null : { records: [deskRecord(new Uint8Array(64), "Zoé")], etag: "r" };
  }
  async passages(batch) {
    this.fail?.();
    if (batch.entries.length > this.heavy) throw new Refused(413, "too_large");
    this.batches.push([batch.first, batch.entries.length]);
    batch.entries.forEach((text, at) => this.kept.set(batch.first + at, text));
    this.cut?.();
    const highest = Math.max(0, ...this.kept.keys());
    const holes = Array.from({ length: highest }, (_, at) => at + 1).filter((seq) => !this.kept.has(seq));
    const accepted = holes.length ? holes[0] - 1 : highest;
    return { accepted_to: accepted, missing: holes.map((seq) => [seq, seq]), highest, epoch: this.epoch, seen: [["00112233445566aa", Date.now(), "lam"]], seen_at: 7 };
  }
}

async function far() {
  const { secret } = await makeKey();
  const memory = new Memory();
  const server = new Far(secret);
  const device = { device: "appareil-1", name: "T", door: { id: "porte-1", institution: "piscine" }, bundle_keys: [bundles.listed()] };
  const door = await Door.load(memory, device, server.clock);
  let gone = 0;
  const post = new Post(door, memory, server, { changed() {}, gone: () => (gone += 1) });
  // Time is not waited for here.
  post.after = () => {};
  post.soon = () => {};
  return { door, memory, server, post, gone: () => gone };
}

test("bundle, records and log go each their way; what others saw comes back", async () => {
  const { door, memory, server, post } = await far();
  for (let i = 0; i < 5; i += 1) await door.out(1);
  await post.turn();
  assert.ok(door.isInformed && post.reached);
  assert.equal(memory.records.size, 1);
  assert.deepEqual([server.kept.size, door.pending().length], [5, 0]);
  assert.equal(door.history.elsewhere("00112233445566aa").length, 1);
  assert.equal(memory.facts.get("offset"), 0);
  await post.turn();
  assert.deepEqual(server.batches.at(-1), [6, 0], "an empty batch asks what others saw");
  server.epoch = 2;
  await post.turn();
  await post.turn();
  assert.equal(door.bundle.content.epoch, 2, "a bundle that changed is fetched at once");
});

test("a network that fails loses nothing and sends nothing twice for ever", async () => {
  const { door, server, post } = await far();
  for (let i = 0; i < 3; i += 1) await door.out(1);
  server.fail = () => { throw new Refused(0, "network"); };
  await post.turn();
  assert.deepEqual([post.reached, post.failures, door.pending().length], [false, 1, 3]);
  server.fail = undefined;
  // Taken, and the answer lost.
  server.cut = () => { throw new Refused(0, "network"); };
  await post.turn();
  assert.deepEqual([server.kept.size, door.pending().length], [3, 3]);
  server.cut = undefined;
  await post.turn();
  assert.deepEqual([server.kept.size, door.pending().length, post.failures], [3, 0, 0]);
});

test("a batch too heavy for what is between is cut", async () => {
  const { door, server, post } = await far();
  for (let i = 0; i < 20; i += 1) await door.out(1);
  server.heavy = 6;
  await post.turn();
  assert.deepEqual([server.kept.size, door.pending().length], [20, 0]);
  assert.ok(server.batches.every(([, size]) => size <= 6));
});

test("a server put back as it was is told again, and its holes are filled", async () => {
  const { door, server, post } = await far();
  for (let i = 0; i < 6; i += 1) await door.out(1);
  await post.turn();
  for (const seq of [2, 5, 6]) server.kept.delete(seq);
  await post.turn();
  await post.turn();
  assert.deepEqual([...server.kept.keys()].sort(), [1, 2, 3, 4, 5, 6]);
  assert.equal(door.pending().length, 0);
});

test("a hole that can no longer be filled stops nothing", async () => {
  const { door, memory, server, post } = await far();
  for (let i = 0; i < 8; i += 1) await door.out(1);
  await post.turn();
  // The device let the first five go; the server is put back as it was when it had two of them.
  for (const seq of [1, 2, 3, 4, 5]) door.entries.delete(seq);
  await memory.dropEntries([1, 2, 3, 4, 5]);
  for (const seq of [3, 4, 5, 6, 7, 8]) server.kept.delete(seq);
  await post.turn();
  await post.turn();
  assert.deepEqual([...server.kept.keys()].sort(), [1, 2, 6, 7, 8]);
  assert.deepEqual([door.accepted, door.pending().length, post.missing.length], [8, 0, 0]);
  await door.out(1);
  await post.turn();
  assert.deepEqual([door.accepted, server.batches.at(-1)], [9, [9, 1]]);
  // A hole of which something is left: that is sent, and what comes after once more.
  door.entries.delete(6);
  for (const seq of [6, 7]) server.kept.delete(seq);
  await post.turn();
  await post.turn();
  assert.deepEqual([...server.kept.keys()].sort(), [1, 2, 7, 8, 9]);
  assert.deepEqual([door.accepted, door.pending().length], [9, 0]);
});

test("a bundle that does not come stops no passage", async () => {
  const { door, server, post } = await far();
  await door.out(1);
  server.failBundle = () => { throw new Refused(500, "server"); };
  await post.turn();
  assert.deepEqual([server.kept.size, door.pending().length, post.reached, post.failures], [1, 0, true, 0]);
  assert.ok(post.bundleDue > Date.now(), "asked for again a little later");
  assert.equal(post.stranger, false);
  // Signed by a key this device never heard of: it goes on telling, and says it must be enrolled again.
  const { bundle: own } = server;
  post.bundleDue = 0;
  server.failBundle = undefined;
  server.bundle = async () => ({ bytes: bundle(content({ keys: [], bundleKey: bundles }), new Key([5, 5])), etag: "x" });
  await door.out(1);
  await post.turn();
  assert.deepEqual([server.kept.size, post.stranger, post.reached], [2, true, true]);
  await post.turn();
  assert.equal(post.stranger, true, "until another comes");
  server.bundle = own;
  post.bundleDue = 0;
  await post.turn();
  assert.deepEqual([post.stranger, door.isInformed], [false, true]);
});

test("a device the server forgot goes on, and says so", async () => {
  const { door, server, post } = await far();
  await door.out(1);
  server.fail = () => { throw new Refused(401, "unknown_device"); };
  await post.turn();
  assert.equal(post.stranger, true);
  await door.out(1);
  assert.equal(door.pending().length, 2);
});

test("what a server that forgot the device had taken is told again once enrolled", async () => {
  const { door, memory, server, post } = await far();
  for (let i = 0; i < 3; i += 1) await door.out(1);
  await post.turn();
  assert.equal(door.pending().length, 0);
  server.fail = () => { throw new Refused(401, "unknown_device"); };
  await post.turn();
  const device = { ...door.device, device: "appareil-2" };
  await Door.begin(memory, device, server.secret);
  assert.equal((await Door.load(memory, device, server.clock)).pending().length, 3);
});

test("an erased device hands its log over first", async () => {
  const { door, memory, server, post, gone } = await far();
  await post.turn();
  await door.out(1);
  globalThis.caches = { keys: async () => [] };
  globalThis.navigator ??= {};
  const { passages } = server;
  let heard = 0;
  memory.erase = async () => { heard = server.kept.size; };
  server.passages = async (batch) => {
    await passages.call(server, batch);
    throw new Refused(410, "wiped");
  };
  await post.turn();
  assert.deepEqual([heard, gone(), post.ended], [1, 1, true]);
});
