// The door's answers, from the text shown to the log written, without a page.

import assert from "node:assert/strict";
import test from "node:test";
import { fromBase45, fromHex, toBase45, toHex } from "../../assets/base45.js";
import { Unbelieved, openBundle } from "../../assets/bundle.js";
import { Door } from "../../assets/door.js";
import { origin, chained, run } from "../../assets/log.js";
import { Clock } from "../../assets/server.js";
import { Memory } from "./memory.mjs";
import { Key, POLICY, bundle, code, content, deskRecord, digits, envelope, claims } from "./issuer.mjs";

const codes = new Key([0, 1]);
const bundles = new Key([0, 9]);
const DAY_S = 86_400;
const nowS = () => Math.floor(Date.now() / 1000);
let ids = 0;
const id = () => fromHex((ids += 1).toString(16).padStart(16, "0"));
const shown = (said = {}, key = codes) => {
  const whole = { id: id(), notBefore: nowS() - DAY_S, expires: nowS() + 300 * DAY_S, ...said };
  return { ...code(whole, key), hex: toHex(whole.id), id: whole.id };
};

async function gate(said = {}, { offset = 0, memory = new Memory() } = {}) {
  const device = { device: "appareil-1", name: "Tablette", door: { id: "porte-1", institution: "piscine" }, bundle_keys: [bundles.listed()] };
  const door = await Door.load(memory, device, new Clock(offset));
  if (said) await door.learn(bundle(content({ keys: [codes], bundleKey: bundles, ...said }), bundles), '"1"');
  return Object.assign(door, { memory });
}

const told = ({ tone, reason }) => `${tone} ${reason}`;
const lastEntry = (door) => JSON.parse([...door.entries.values()].at(-1).text);

test("a good code enters, and is written down before it is said", async () => {
  const door = await gate();
  const { text, hex } = shown({ admits: 2 });
  const answer = await door.present(text, "scan");
  assert.equal(told(answer), "green ok");
  assert.deepEqual([answer.people, answer.admits, answer.right], [2, 2, "pass"]);
  assert.equal(door.memory.log.size, 1, "it is on the disk");
  const { at, ...entry } = lastEntry(door);
  assert.ok(Math.abs(at - Date.now()) < 2000);
  assert.deepEqual(entry, { seq: 1, kind: "scan", code: hex, verdict: "green", reason: "ok", people: 2, offset: 0, door: "porte-1", bundle: door.bundle.content.epoch });
});

test("nothing is said when it can't be written", async () => {
  const door = await gate();
  door.memory.append = async () => { throw new Error("the disk is full"); };
  await assert.rejects(door.present(shown().text, "scan"), /full/);
  assert.equal(door.head.seq, 0);
});

test("each reason, in its colour", async () => {
  const stranger = new Key([0, 2]);
  const revoked = new Key([0, 3]);
  const over = new Key([0, 4]);
  const door = await gate({
    keys: [codes, revoked.listed({ revoked: true }), over.listed({ until_s: nowS() - DAY_S })],
    status: [0, 1, 2, 0, 0],
  });
  const good = shown().text;
  const bytes = fromBase45(good.slice(4));
  bytes[bytes.length - 1] ^= 1;
  const cases = {
    "red not_ours": "https://example.org/",
    "red malformed": "CA1:ABC",
    "red too_long": `CA1:${"0".repeat(300)}`,
    "red wrong_algorithm": `CA1:${toBase45(envelope(claims({ id: id(), notBefore: 1, expires: 2 }), codes, [], { alg: -7 }).bytes)}`,
    "amber unknown_key": shown({}, stranger).text,
    "red revoked_key": shown({}, revoked).text,
    "red key_over": shown({}, over).text,
    "red bad_signature": `CA1:${toBase45(bytes)}`,
    "red not_yet": shown({ notBefore: nowS() + DAY_S }).text,
    "red expired": shown({ expires: nowS() - 120 }).text,
    "red wrong_door": shown({ kind: "card" }).text,
    "red revoked": shown({ index: 1 }).text,
    "amber suspended": shown({ index: 2 }).text,
    "amber status_unknown": shown({ index: 400 }).text,
  };
  for (const [expected, text] of Object.entries(cases)) assert.equal(told(await door.present(text, "scan")), expected);
  assert.equal(told(await door.present(shown({ index: 5 }).text, "scan")), "amber status_unknown", "never issued when the list was made: not refused");
  assert.equal(told(await door.present(shown({ kind: "invitation", scope: 12 }).text, "scan")), "green ok");
  assert.equal(told(await door.present(shown({ kind: "invitation", scope: 13 }).text, "scan")), "red wrong_door");
});

test("what was not checked is kept whole for the server, and names nobody", async () => {
  const door = await gate();
  const { text } = shown({}, new Key([7, 7]));
  await door.present(text, "hand");
  assert.equal(lastEntry(door).text, text);
  assert.equal(lastEntry(door).code, undefined);
  await door.present("https://example.org/", "scan");
  assert.equal(door.head.seq, 1, "another kind of code is not written down");
});

test("every altered letter is refused", async () => {
  const door = await gate();
  const { text } = shown();
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  for (let at = 4; at < text.length; at += 1) {
    const other = letters[(letters.indexOf(text[at]) + 7) % 45];
    const answer = await door.present(text.slice(0, at) + other + text.slice(at + 1), "scan");
    assert.ok(["red malformed", "red bad_signature", "amber unknown_key", "red wrong_algorithm"].includes(told(answer)), `${at}: ${told(answer)}`);
    assert.equal(answer.people, 0);
  }
});

test("whatever is shown, there is an answer", async () => {
  const door = await gate();
  const { text } = shown();
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:é\n";
  let seed = 1;
  const dice = (sides) => (seed = (seed * 48271) % 2147483647) % sides;
  for (let turn = 0; turn < 800; turn += 1) {
    let other = turn % 2 ? text : `CA1:${Array.from({ length: dice(220) }, () => letters[dice(letters.length)]).join("")}`;
    for (let cuts = dice(3); cuts > 0; cuts -= 1) other = other.slice(0, dice(other.length)) + letters[dice(letters.length)] + other.slice(dice(other.length));
    const { tone, people } = await door.present(other, "scan");
    assert.ok(people === 0 || other.trim() === text, `${tone}: ${other}`);
  }
});

test("cannot know is never no", async () => {
  const before = await gate(null);
  assert.equal(told(await before.present(shown().text, "scan")), "amber unknown_key", "no bundle yet");
  const unsure = await gate({}, { offset: null });
  assert.equal(told(await unsure.present(shown({ notBefore: nowS() - 9 * DAY_S, expires: nowS() - DAY_S }).text, "scan")), "amber clock_unsure");
  assert.equal(told(await unsure.present(shown().text, "scan")), "green ok");
  const slow = await gate({}, { offset: -5 * 3_600_000 });
  assert.equal(told(await slow.present(shown({ notBefore: nowS() - 60 }).text, "scan")), "amber clock_unsure", "before the bundle was made");
  const corrected = await gate({ now: Date.now() + 5 * 3_600_000 }, { offset: 5 * 3_600_000 });
  assert.equal(told(await corrected.present(shown({ expires: nowS() + 3600 }).text, "scan")), "red expired", "five hours wrong, and corrected");
  const old = await gate({ now: Date.now() - 20 * DAY_S * 1000 });
  assert.equal(told(await old.present(shown().text, "scan")), "amber bundle_old");
  const tenDays = await gate({ now: Date.now() - 10 * DAY_S * 1000 });
  assert.equal(told(await tenDays.present(shown().text, "scan")), "green ok");
});

test("the same code again is asked about, and let in once more or not", async () => {
  const door = await gate();
  const { text, hex } = shown({ admits: 2 });
  const first = await door.present(text, "scan");
  await door.fix(first, 1);
  const again = await door.present(text, "scan");
  assert.equal(told(again), "amber re_entry");
  assert.deepEqual([again.people, again.before], [0, 1]);
  await door.more(again, 1);
  assert.deepEqual([lastEntry(door).more, lastEntry(door).people, lastEntry(door).code], [true, 1, hex]);
  await door.fix(again, 0);
  assert.equal(door.todays().in, 2);
  const nobody = await gate();
  const other = shown();
  await nobody.fix(await nobody.present(other.text, "scan"), 0);
  assert.equal(told(await nobody.present(other.text, "scan")), "green ok", "who did not come in comes in");
  assert.equal(nobody.todays().in, 1);
});

test("the second of a duo is one of two when both come back", async () => {
  const door = await gate({ policy: { ...POLICY, reentry_ms: 1_800_000 } });
  const { text } = shown({ admits: 2 });
  await door.fix(await door.present(text, "scan"), 1);
  await door.more(await door.present(text, "scan"), 1);
  const both = await door.present(text, "scan");
  assert.deepEqual([told(both), both.before], ["amber re_entry", 2]);
  // One of them comes back alone: two have come in all the same.
  await door.fix(both, 1);
  assert.equal((await door.present(text, "scan")).before, 2);
  const again = await gate(null, { memory: door.memory });
  assert.equal((await again.present(text, "scan")).before, 2, "after a restart too");
});

test("what other gates saw is known", async () => {
  const door = await gate();
  const [here, far, long] = [shown(), shown(), shown()];
  await door.hear([[here.hex, Date.now() - 60_000, "piscine"], [far.hex, Date.now() - 600_000, "lam"], [long.hex, Date.now() - 1_000_000, "lam"]], Date.now());
  assert.equal(told(await door.present(here.text, "scan")), "amber re_entry");
  const elsewhere = await door.present(far.text, "scan");
  assert.equal(told(elsewhere), "amber elsewhere");
  assert.equal(elsewhere.place, "LaM, Villeneuve-d’Ascq");
  assert.equal(told(await door.present(long.text, "scan")), "green ok", "time enough to come");
  const reopened = await gate(null, { memory: door.memory });
  assert.equal(told(await reopened.present(shown().text, "scan")), "green ok", "the bundle is kept");
  assert.equal(reopened.history.elsewhere(far.hex).length, 1);
});

test("a proof of the minute is judged", async () => {
  const epoch = new Uint8Array(32).fill(5);
  const door = await gate({ totp: [{ epoch: 1, from_s: 0, until_s: nowS() * 2, key: Buffer.from(epoch).toString("base64url") }] });
  const [fresh, stale] = [shown(), shown()];
  assert.equal(told(await door.present(`${fresh.text}.${digits(epoch, fresh.id, nowS())}`, "scan")), "green ok");
  assert.equal(told(await door.present(`${stale.text}.${digits(epoch, stale.id, nowS() - 600)}`, "scan")), "amber stale_proof");
});

test("the log is one chain, taken up after a restart", async () => {
  const door = await gate();
  for (let i = 0; i < 3; i += 1) await door.present(shown().text, "scan");
  const again = await gate(null, { memory: door.memory });
  await Promise.all([again.present(shown().text, "scan"), again.present(shown().text, "hand"), again.out(1)]);
  let hash = await origin("appareil-1");
  const entries = again.pending();
  assert.deepEqual(entries.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6]);
  for (const entry of entries) {
    assert.equal(entry.prev, hash);
    hash = await chained(hash, entry.text);
    assert.equal(entry.hash, hash);
  }
  await again.accept(4);
  assert.deepEqual(again.pending().map(({ seq }) => seq), [5, 6]);
  assert.deepEqual(again.pending([[2, 3]]).map(({ seq }) => seq), [2, 3, 5, 6]);
  assert.deepEqual(run(again.pending([[2, 3]])).map(({ seq }) => seq), [2, 3], "a batch has no hole");
  assert.deepEqual(again.todays(), { day: again.tally.day, in: 5, out: 1 });
});

test("what is accepted is let go once it no longer tells a re-entry", async () => {
  const door = await gate({ policy: { ...POLICY, reentry_ms: 50 }, museums: [] });
  await door.present(shown().text, "scan");
  await door.accept(1);
  assert.equal(door.memory.log.size, 1);
  await new Promise((go) => setTimeout(go, 80));
  await door.accept(1);
  assert.equal(door.memory.log.size, 0);
  await door.present(shown().text, "scan");
  assert.equal(door.head.seq, 2);
});

test("a device enrolled again hands over what the former one could not", async () => {
  const door = await gate();
  const first = await door.present(shown().text, "scan");
  await door.present(shown().text, "scan");
  await door.accept(1);
  await door.fix(first, 0);
  const device = { ...door.device, device: "appareil-2" };
  await Door.begin(door.memory, device, "secret");
  const again = await Door.load(door.memory, device, new Clock(0));
  const [only, ...rest] = again.pending();
  assert.equal(rest.length, 0, "the correction of what was handed over goes with it");
  assert.equal(only.prev, await origin("appareil-2"));
  assert.equal(JSON.parse(only.text).seq, 1);
  assert.equal(again.isInformed, false);
  const moved = { ...device, device: "appareil-3", door: { id: "porte-2", institution: "lam" } };
  await Door.begin(door.memory, moved, "secret");
  assert.deepEqual((await Door.load(door.memory, moved, new Clock(0))).pending(), [], "another door does not tell what this one saw");
  assert.equal(door.memory.facts.get("aside").length, 1);
  // Yet another door; then the first again, which tells it.
  await Door.begin(door.memory, { ...moved, device: "appareil-4", door: { id: "porte-3" } }, "secret");
  const back = { ...device, device: "appareil-5" };
  await Door.begin(door.memory, back, "secret");
  const [late, ...none] = (await Door.load(door.memory, back, new Clock(0))).pending();
  assert.deepEqual([JSON.parse(late.text).code, none.length], [JSON.parse(only.text).code, 0]);
  assert.equal(door.memory.facts.get("aside"), undefined);
});

test("who was let in on amber after the server heard of the passage is told with it", async () => {
  const door = await gate();
  const amber = await door.present(shown({}, new Key([7, 7])).text, "scan");
  await door.accept(1);
  await door.fix(amber, 1);
  const device = { ...door.device, device: "appareil-2" };
  await Door.begin(door.memory, device, "secret");
  const pending = (await Door.load(door.memory, device, new Clock(0))).pending().map(({ text }) => JSON.parse(text));
  assert.deepEqual(pending.map(({ kind, of, people }) => [kind, of, people]), [["scan", undefined, 0], ["fix", 1, 1]]);
});

test("typed numbers", async () => {
  const door = await gate();
  assert.equal(told(await door.presentNumber("12345678901", undefined)), "red malformed");
  assert.equal(told(await door.presentNumber("00000000000", undefined)), "amber typed_offline");
  assert.equal(lastEntry(door).number, "00000000000");
  assert.equal(told(await door.presentNumber("00000000000", null)), "red unknown_number");
  const answer = { code: "00112233445566aa", kind: "pass", admits: 2, scope: 0, not_before_s: nowS() - 9, expires_s: nowS() + 9, status: 0 };
  assert.equal(told(await door.presentNumber("00000000000", answer)), "green ok");
  assert.equal(told(await door.presentNumber("00000000000", { ...answer, code: "00112233445566ab", status: 1 })), "red revoked");
});

test("the desk record opens with the code and not without", async () => {
  const door = await gate();
  const { text, signature } = shown();
  const [lookup, sealed] = deskRecord(signature, "Amina");
  door.memory.records.set(lookup, new Uint8Array(Buffer.from(sealed, "base64url")));
  assert.equal((await door.record(await door.present(text, "scan"))).firstName, "Amina");
  assert.equal(await door.record(await door.present(shown().text, "scan")), null);
});

test("only a bundle signed by a trusted key is believed, and never an older one", async () => {
  const door = await gate();
  const said = content({ keys: [codes], bundleKey: bundles });
  await assert.rejects(door.learn(bundle(said, new Key([0, 9])), "x"), { message: "signature" });
  await assert.rejects(door.learn(bundle(said, new Key([5, 5])), "x"), { message: "key" });
  await assert.rejects(door.learn(bundle(said, bundles, "another"), "x"), { message: "kind" });
  await assert.rejects(door.learn(new Uint8Array(9), "x"), Unbelieved);
  await assert.rejects(door.learn(bundle(content({ keys: [], bundleKey: bundles, now: Date.now() - DAY_S * 1000 }), bundles), "x"), { message: "older" });
  await assert.rejects(door.learn(bundle(content({ keys: [], bundleKey: bundles, door: { id: "porte-2" } }), bundles), "x"), { message: "door" });
  assert.equal(told(await door.present(shown().text, "scan")), "green ok", "the one held still serves");
});

test("a key revoked stays revoked whatever a later bundle forgets; a new one is taken up", async () => {
  const door = await gate();
  const next = new Key([0, 8]);
  await door.learn(bundle(content({ keys: [codes.listed({ revoked: true }), next], bundleKey: bundles }), bundles), "2");
  assert.equal(told(await door.present(shown().text, "scan")), "red revoked_key");
  assert.equal(told(await door.present(shown({}, next).text, "scan")), "green ok");
  await door.learn(bundle(content({ keys: [codes, next], bundleKey: bundles }), bundles), "3");
  assert.equal(told(await door.present(shown().text, "scan")), "red revoked_key");
  const again = await gate(null, { memory: door.memory });
  assert.equal(told(await again.present(shown().text, "scan")), "red revoked_key");
});

test("a bundle key hands over to the next", async () => {
  const door = await gate();
  const nextKey = new Key([0, 10]);
  const both = [bundles.listed(), nextKey.listed()];
  await door.learn(bundle({ ...content({ keys: [codes], bundleKey: bundles }), bundle_keys: both }, bundles), "2");
  await door.learn(bundle({ ...content({ keys: [codes], bundleKey: bundles }), bundle_keys: [nextKey.listed()] }, nextKey), "3");
  const again = await gate(null, { memory: door.memory });
  assert.equal(told(await again.present(shown().text, "scan")), "green ok");
  assert.ok(await openBundle(door.memory.facts.get("bundle").bytes, { door: "porte-1", trusted: again.trusted }));
});

test("a bundle key taken back is no longer believed, though what it signed still serves", async () => {
  const door = await gate();
  const [next, after] = [new Key([0, 10]), new Key([0, 11])];
  const said = (...listed) => ({ ...content({ keys: [codes], bundleKey: bundles }), bundle_keys: listed.map((key) => key.listed()) });
  await door.learn(bundle(said(bundles, next), bundles), "2");
  // The last it signs says that it goes.
  await door.learn(bundle(said(next, after), bundles), "3");
  assert.equal(told(await door.present(shown().text, "scan")), "green ok");
  await assert.rejects(door.learn(bundle(said(bundles), bundles), "x"), { message: "key" });
  const again = await gate(null, { memory: door.memory });
  assert.equal(told(await again.present(shown().text, "scan")), "green ok");
  await assert.rejects(again.learn(bundle(said(bundles), bundles), "x"), { message: "key" });
  await again.learn(bundle(said(after), next), "4");
  await assert.rejects(again.learn(bundle(said(next), next), "x"), { message: "key" });
  // Kept by a page from before this was told apart.
  const { bytes, etag, keys } = door.memory.facts.get("bundle");
  door.memory.facts.set("bundle", { bytes, etag, keys, trusted: [bundles.listed(), next.listed()] });
  assert.equal(told(await (await gate(null, { memory: door.memory })).present(shown().text, "scan")), "green ok");
});
