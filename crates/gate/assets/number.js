// The number printed beside a code: ten digits drawn at random and one that catches slips (H. M. Damm's, 2004).

const DIGITS = 11;
const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

/** The digits of a number as someone typed it; `null` when something else than digits and what separates them is there. */
export function digitsOf(text) {
  const digits = text.trim().replace(/[\s.\u00a0\u202f-]/g, "");
  return /^\d+$/.test(digits) ? digits : null;
}

/** Whether these digits go together. */
export function isSound(digits) {
  return digits?.length === DIGITS && [...digits].reduce((at, digit) => DAMM[at][digit], "0") === "0";
}

/** As it is printed: `1234 5678 901`. */
export const printed = (digits) => digits.replace(/(\d{4})(?=\d)/g, "$1 ");
