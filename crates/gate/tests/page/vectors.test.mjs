// Other people's vectors, kept in crates/credential/tests/vectors, over the page's own modules; and the bundled Ed25519.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fromBase45, fromHex, toBase45, toHex } from "../../assets/base45.js";
import { decode, encode } from "../../assets/cbor.js";
import { digitsAt } from "../../assets/credential.js";
import { makeKey, sign, verifier } from "../../assets/ed25519.js";
import { at, inflate } from "../../assets/status_list.js";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../../../credential/tests/vectors/${name}.json`, import.meta.url), "utf8"));
const bytes = (text) => new TextEncoder().encode(text);

test("RFC 9285, section 4", () => {
  for (const [plain, text] of [["AB", "BB8"], ["Hello!!", "%69 VD92EX0"], ["base-45", "UJCLQE7W581"], ["ietf!", "QED8WEX0"]]) {
    assert.equal(toBase45(bytes(plain)), text);
    assert.deepEqual(fromBase45(text), bytes(plain));
  }
  for (const bad of ["GGW", ":::", "A", "AAAA", "bb8", "É12"]) assert.throws(() => fromBase45(bad), RangeError, bad);
});

test("base45 of the European certificates' vectors", () => {
  let decoded = 0;
  for (const { base45, bytes: hex, decodes } of vectors("base45")) {
    if (decodes === false) continue;
    assert.equal(toHex(fromBase45(base45)), hex);
    decoded += 1;
  }
  assert.ok(decoded > 3, `${decoded} vectors`);
});

for (const native of [true, false]) {
  test(`Wycheproof Ed25519, ${native ? "the browser's own" : "bundled"}`, async () => {
    let seen = 0;
    for (const { pk, tests } of vectors("ed25519").groups) {
      const verify = await verifier(fromHex(pk), native);
      for (const { tcId, msg, sig, result } of tests) {
        const held = await verify(fromHex(sig), fromHex(msg));
        assert.equal(held, result === "valid", `${tcId}`);
        seen += 1;
      }
    }
    assert.ok(seen >= 150, `${seen} vectors`);
  });

  test(`a device's key signs, ${native ? "the browser's own" : "bundled"}`, async () => {
    const { publicKey, secret } = await makeKey(native);
    const signature = await sign(secret, bytes("entrée"));
    for (const other of [true, false]) {
      const verify = await verifier(publicKey, other);
      assert.ok(await verify(signature, bytes("entrée")));
      assert.ok(!(await verify(signature, bytes("sortie"))));
    }
    if (native) await assert.rejects(crypto.subtle.exportKey("pkcs8", secret), "it cannot be read out");
  });
}

test("RFC 6238, appendix B", async () => {
  for (const [time, expected] of [[59, "94287082"], [1111111109, "07081804"], [1234567890, "89005924"], [20000000000, "65353130"]]) {
    assert.equal(await digitsAt(bytes("12345678901234567890"), Math.floor(time / 30)), expected);
  }
});

test("the status lists of the draft", async () => {
  let seen = 0;
  for (const { bits, set, cbor, size } of Object.values(vectors("status_list")).flat()) {
    if (!cbor || !set) continue;
    // The draft's own map is not in deterministic order: bits first, then the list.
    const head = /^a26462697473(..)636c7374/.exec(cbor);
    assert.equal(Number.parseInt(head[1], 16), bits);
    const list = await inflate(decode(fromHex(cbor.slice(head[0].length))), bits);
    assert.ok(list.bytes.length * (8 / bits) >= size);
    for (const [index, value] of set) assert.equal(at(list, index), value, `${bits} bits, ${index}`);
    seen += set.length;
  }
  assert.ok(seen > 20, `${seen} statuses`);
});

test("CBOR is read in its deterministic spelling only", () => {
  for (const hex of ["00", "17", "1818", "190100", "1a00010000", "1b0000000100000000", "20", "3903e7", "4101", "6161", "8101", "a20102 0304", "d28001", "f4"]) {
    const wanted = fromHex(hex.replaceAll(" ", ""));
    if (hex === "d28001") assert.throws(() => decode(wanted), RangeError, "bytes after");
    else assert.deepEqual(encode(decode(wanted)), wanted, hex);
  }
  const bad = {
    1800: "not shortest", "1900ff": "not shortest", "1a0000ffff": "not shortest", "5f4101ff": "open length", a201020103: "repeated key",
    a203020102: "keys out of order", "62c328": "not UTF-8", f97e00: "a float", f7: "undefined", "82": "cut short", "5affffffff00": "longer than the bytes",
    "818181818181818181818101": "too deep", "": "nothing", "1bffffffffffffffff": "too large",
  };
  for (const [hex, why] of Object.entries(bad)) assert.throws(() => decode(fromHex(hex)), RangeError, why);
});
