// The page's words: written by the server in the visitor's language, kept in the page, filled in here.

const lang = document.documentElement.lang;
const words = new Map([...document.querySelectorAll("[data-word]")].map((one) => [one.dataset.word, one.textContent]));
const ranges = new Intl.RelativeTimeFormat(lang, { numeric: "always" });
const shortRanges = new Intl.RelativeTimeFormat(lang, { numeric: "always", style: "short" });
const days = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", year: "numeric" });

/** A word by its name, filled in. */
export function word(name, values = {}) {
  return (words.get(name) ?? "").replace(/\{(\w+)\}/g, (_, value) => values[value] ?? "");
}

/** A word that depends on how many. */
export const counted = (name, n) => word(`${name}-${n === 1 || (n === 0 && lang === "fr") ? "one" : "many"}`, { n });

/** A time of the day. */
export function hour(ms) {
  const at = new Date(ms);
  const [hours, minutes] = [at.getHours(), String(at.getMinutes()).padStart(2, "0")];
  return word("hour", { hours: lang === "en" ? String(hours).padStart(2, "0") : hours, minutes });
}

/** A day. */
export const day = (ms) => days.format(ms);

/** How long ago, in the largest unit that says enough. */
export function ago(elapsed, short = false) {
  const said = short ? shortRanges : ranges;
  const minutes = Math.max(0, Math.floor(elapsed / 60_000));
  if (minutes < 1) return said.format(-Math.max(1, Math.floor(elapsed / 1000)), "second");
  if (minutes < 60) return said.format(-minutes, "minute");
  if (minutes < 48 * 60) return said.format(-Math.floor(minutes / 60), "hour");
  return said.format(-Math.floor(minutes / 1440), "day");
}
