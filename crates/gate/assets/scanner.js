// A hand scanner is a keyboard that types fast and ends with Enter. It may be plugged where no field has the focus, into a
// computer whose keyboard is another country's, with the capitals locked: what it read is found all the same.

/** Keys closer than this are no hand's. */
const FAST_MS = 80;
/** Within a code, which no hand types: a busy tablet or a scanner without wire may pause. */
const CODE_MS = 600;
const LONGEST = 1_200;

/** What the keys type on the keyboard that scanners imitate unless told otherwise. */
const PLAIN = { Space: " ", Minus: "-", Equal: "=", Semicolon: ";", Comma: ",", Period: ".", Slash: "/", NumpadAdd: "+", NumpadSubtract: "-", NumpadMultiply: "*", NumpadDivide: "/", NumpadDecimal: "." };
const SHIFTED = { Digit4: "$", Digit5: "%", Digit8: "*", Equal: "+", Semicolon: ":" };

function printed({ code, shiftKey }) {
  if (/^Key[A-Z]$/.test(code)) return code[3];
  if (shiftKey && SHIFTED[code]) return SHIFTED[code];
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit && !shiftKey) return digit;
  return PLAIN[code] ?? "";
}

/** What a run of keys says, of the two ways to read it: as the computer understood it, or as a scanner typed it. */
export function understood(keys) {
  const said = keys.map(({ key }) => key).join("").toUpperCase();
  if (said.startsWith("CA1:")) return said;
  const typed = keys.map(printed).join("");
  return typed.startsWith("CA1:") || /^\d+$/.test(typed) ? typed : said;
}

export class Scanner {
  /** `onText` is given what a scanner typed; `onDigit` may bring a field forward for someone who types a number. */
  constructor(target, { onText, onDigit }) {
    this.keys = [];
    this.last = -Infinity;
    target.addEventListener("keydown", (event) => this.hear(event, onText, onDigit), { capture: true });
  }

  hear(event, onText, onDigit) {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const typing = event.target?.closest?.("input, textarea, select");
    if (typing && !typing.dataset.scans) return;
    const within = this.keys.length >= 4 && understood(this.keys.slice(0, 4)) === "CA1:";
    const fast = event.timeStamp - this.last < (within ? CODE_MS : FAST_MS);
    if (!fast) this.keys = [];
    if (event.key === "Enter") {
      // One key alone is a hand's; so is a number typed in its field, which has a button of its own.
      if (this.keys.length >= 4 && fast) {
        event.preventDefault();
        event.stopPropagation();
        const text = understood(this.keys);
        this.keys = [];
        if (typing) typing.value = "";
        onText(text);
      }
      return;
    }
    if (event.key.length !== 1) return;
    this.last = event.timeStamp;
    if (this.keys.length < LONGEST) this.keys.push({ key: event.key, code: event.code, shiftKey: event.shiftKey });
    if (typing) return;
    if (this.keys.length > 1) {
      // A space in a code must not press the button that has the focus.
      event.preventDefault();
      event.stopPropagation();
    } else if (/^\d$/.test(event.key)) onDigit?.();
  }
}
