// Hand scanners: keys that come fast and end with Enter, whatever keyboard the computer believes it has.

import assert from "node:assert/strict";
import test from "node:test";
import { digitsOf, isSound, printed } from "../../assets/number.js";
import { Scanner, understood } from "../../assets/scanner.js";

const CODE = "CA1:RRQN29P60AO0PD28CKHB4FN0LYDO.M1T0ZNDPJGJ-0X507H0QS00+0/E7V50+20E73WOQ27B%.4X9Q.89O-474E89SWZU6Q4 $*Z";

/** The key a scanner presses for a letter: the place on an American keyboard, and what this computer makes of it. */
function pressed(letter, means) {
  const special = { " ": ["Space"], $: ["Digit4", true], "%": ["Digit5", true], "*": ["Digit8", true], "+": ["Equal", true], "-": ["Minus"], ".": ["Period"], "/": ["Slash"], ":": ["Semicolon", true] };
  const [code, shiftKey] = special[letter] ?? (/\d/.test(letter) ? [`Digit${letter}`] : [`Key${letter}`, true]);
  return { key: means?.[letter] ?? letter, code, shiftKey: Boolean(shiftKey) };
}

const FRENCH = { A: "Q", Q: "A", W: "Z", Z: "W", M: "?", ":": "M", 0: "à", 1: "&", 2: "é", 3: '"', 4: "'", 5: "(", 6: "-", 7: "è", 8: "_", 9: "ç", ".": ":", "/": "!", "-": ")", $: "4", "%": "5", "*": "8" };

test("on an American keyboard, a French one, and with the capitals locked", () => {
  assert.equal(understood([...CODE].map((letter) => pressed(letter))), CODE);
  assert.equal(understood([...CODE].map((letter) => pressed(letter, FRENCH))), CODE);
  assert.equal(understood([...CODE].map((letter) => ({ ...pressed(letter), key: letter.toLowerCase() }))), CODE);
  assert.equal(understood([..."12345678901"].map((letter) => pressed(letter, FRENCH))), "12345678901");
});

function typed(keys, every, typing) {
  const heard = [];
  const target = { addEventListener: (_, listener) => (target.press = listener) };
  const texts = [];
  new Scanner(target, { onText: (text) => texts.push(text), onDigit: () => heard.push("digit") });
  keys.forEach((key, at) =>
    target.press({ ...key, timeStamp: typeof every === "function" ? every(at) : at * every, target: { closest: () => typing }, preventDefault: () => heard.push(key.key), stopPropagation() {} }),
  );
  return { texts, heard };
}

test("a code typed fast is heard, and presses no button on its way", () => {
  const keys = [...[...CODE].map((letter) => pressed(letter)), { key: "Enter", code: "Enter" }];
  const { texts, heard } = typed(keys, 8);
  assert.deepEqual(texts, [CODE]);
  assert.ok(heard.includes(" ") && heard.includes("Enter"));
});

test("a pause within a code does not cut it, a long one does", () => {
  const keys = [...[...CODE].map((letter) => pressed(letter)), { key: "Enter", code: "Enter" }];
  const paused = (ms) => (at) => at * 8 + (at > 10 ? ms : 0);
  assert.deepEqual(typed(keys, paused(400)).texts, [CODE]);
  assert.notDeepEqual(typed(keys, paused(2_000)).texts, [CODE]);
});

test("hands are slower", () => {
  const keys = [...[..."CA1:ABC"].map((letter) => pressed(letter)), { key: "Enter", code: "Enter" }];
  const { texts, heard } = typed(keys, 200);
  assert.deepEqual([texts, heard], [[], ["digit"]]);
  assert.deepEqual(typed([pressed("4")], 200).heard, ["digit"]);
});

test("other fields are left alone", () => {
  const keys = [...[...CODE].map((letter) => pressed(letter)), { key: "Enter", code: "Enter" }];
  assert.deepEqual(typed(keys, 8, { dataset: {} }).texts, []);
  assert.deepEqual(typed(keys, 8, { dataset: { scans: "1" }, value: "" }).texts, [CODE]);
});

test("numbers", () => {
  assert.equal(digitsOf(" 1234 5678-901 "), "12345678901");
  assert.equal(digitsOf("12a"), null);
  assert.equal(printed("12345678901"), "1234 5678 901");
  const sound = [...Array(10).keys()].map((check) => `1234567890${check}`).filter(isSound);
  assert.equal(sound.length, 1, "one check digit for each number");
  for (let at = 0; at < 11; at += 1) {
    const other = (Number(sound[0][at]) + 1) % 10;
    assert.ok(!isSound(sound[0].slice(0, at) + other + sound[0].slice(at + 1)));
  }
  assert.ok(!isSound("00000"));
});
