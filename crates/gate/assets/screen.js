// What the gate's screen shows. It decides nothing: it is told what to say, and tells what was pressed.

import { ago, counted, day, hour, word } from "./words.js";

const find = (id) => document.getElementById(id);
const SHEETS = ["starting", "trouble", "enrol", "ready"];
/** How long an answer stays when nobody does anything; amber waits for someone. */
const STAYS_MS = { green: 6_000, red: 15_000 };
const LISTED = 8;

const facts = { age: find("age"), net: find("net"), waiting: find("waiting") };

/** Shows one of the page's sheets. */
export function show(sheet) {
  for (const one of SHEETS) find(one).hidden = one !== sheet;
  document.body.dataset.state = sheet;
}

/** Says what stands in the way; `act` is called by the button, when there is one. */
export function trouble(name, label, act) {
  find("trouble-title").textContent = word(`${name}-title`);
  find("trouble-words").textContent = word(name);
  const button = find("trouble-do");
  button.hidden = !act;
  button.textContent = label ? word(label) : "";
  button.onclick = act ?? null;
  answerOver();
  show("trouble");
}

function fact(name, tone, text) {
  facts[name].hidden = false;
  facts[name].dataset.tone = tone;
  facts[name].querySelector("[data-said]").textContent = text;
}

/** The three facts always on the screen: the bundle's age, the network, what waits. */
export function state({ informed, issuedAt, freshUntil, now, online, stranger, waiting }) {
  const elapsed = Math.max(0, now - issuedAt);
  if (!informed) fact("age", "amber", word("age-none"));
  else fact("age", now < freshUntil ? "good" : "amber", elapsed < 60_000 ? word("age-now") : word("age", { ago: ago(elapsed, true) }));
  if (stranger) fact("net", "amber", word("net-stranger"));
  else fact("net", online ? "good" : "off", word(online ? "net-on" : "net-off"));
  find("stranger").hidden = !stranger;
  fact("waiting", waiting ? "off" : "good", waiting ? counted("waiting", waiting) : word("waiting-none"));
}

/** Where this gate is, and what it was told. */
export function place({ door, name, bundle }) {
  find("door").textContent = door.name;
  find("museum").textContent = door.institution_name === door.name ? name : door.institution_name;
  find("device-name").textContent = name;
  find("device-bundle").textContent = bundle.issued_at ? word("bundle-of", { date: day(bundle.issued_at), at: hour(bundle.issued_at) }) : word("age-none");
  find("benefits").hidden = !bundle.benefits.length;
  find("benefit-list").replaceChildren(
    ...bundle.benefits.map(({ title, detail }) => {
      const line = document.createElement("li");
      const strong = document.createElement("strong");
      strong.textContent = title;
      line.append(strong, detail ? ` ${detail}` : "");
      return line;
    }),
  );
}

/** How many came in and went out today. */
export function tally({ in: came, out: left }) {
  find("in").textContent = came;
  find("in-words").textContent = counted("in", came);
  find("out").textContent = left;
  find("out-words").textContent = counted("out", left);
}

// ---- the last passages

/** Adds an answer to the list of the last ones, or says what became of it. */
export function list(answer) {
  let line = find("last").querySelector(`[data-seq="${answer.seq}"]`);
  if (!line) {
    line = document.createElement("li");
    line.dataset.seq = answer.seq;
    find("last").prepend(line);
    while (find("last").children.length > LISTED) find("last").lastChild.remove();
  }
  line.dataset.tone = answer.tone;
  const time = document.createElement("time");
  time.textContent = hour(answer.shownAt);
  const said = document.createElement("span");
  const what = answer.right ? word(`right-${answer.right}`) : "";
  const people = answer.people ? `${answer.people} ${word(answer.people === 1 ? "person" : "persons")}` : "";
  const end = answer.tone === "amber" && answer.people ? word("let-in-said") : answer.people ? "" : answer.tone === "red" ? word("red").toLowerCase() : word("kept-out-said");
  said.textContent = [what, people, end].filter(Boolean).join(", ");
  line.replaceChildren(time, said);
  find("last-none").hidden = true;
}

// ---- the answer

let current = null;
let timer;
/** What had the focus before the answer. */
let before;

function line(kind, ...parts) {
  const one = document.createElement(kind === "word" ? "h2" : "p");
  one.className = `answer-${kind}`;
  one.append(...parts);
  return one;
}

function words(answer, now) {
  const { reason, tone, admits, right, item } = answer;
  const values = {
    at: answer.at ? hour(answer.at) : "",
    ago: answer.at ? ago(now - answer.at) : "",
    place: answer.place,
    date: answer.from || answer.until ? day(answer.from ?? answer.until) : "",
    before: answer.before,
  };
  const name = reason.replaceAll("_", "-");
  const parts = [line("word", word(tone))];
  if (tone === "green" || (tone === "amber" && answer.people)) {
    const count = document.createElement("b");
    count.textContent = answer.people;
    parts.push(line("count", count, ` ${word(answer.people === 1 ? "person" : "persons")}`));
  }
  parts.push(line("reason", word(`reason-${name}`, values)));
  const ask = word(`ask-${name}`);
  if (ask) parts.push(line("ask", ask));
  if (right) parts.push(line("right", [word(`right-${right}`), item, admits > 1 && admits !== answer.people ? `${admits} ${word("persons")}` : ""].filter(Boolean).join(" · ")));
  return parts;
}

/** Shows an answer, the whole screen of its colour. `does` is what its buttons call. */
export function answer(given, now, does) {
  clearTimeout(timer);
  current = given;
  const section = find("verdict");
  section.dataset.tone = given.tone;
  section.dataset.reason = given.reason;
  section.dataset.seq = given.seq ?? "";
  find("verdict-words").replaceChildren(...words(given, now));
  if (section.hidden) before = document.activeElement;
  section.hidden = false;
  find("ready").inert = true;
  document.body.dataset.answer = given.tone;
  // Who comes back is as many as came in.
  if (given.before > 0) given.chosen ??= Math.min(given.before, given.admits);
  people(given, does);
  buttons(given, does);
  section.scrollTop = 0;
  // The next Tab is the answer's first button; no button is under Enter unless someone goes to it.
  section.focus({ preventScroll: true });
  stays(given, does);
}

function stays(given, does) {
  clearTimeout(timer);
  const time = STAYS_MS[given.tone];
  if (time) timer = setTimeout(() => current === given && does.next(), time);
}

function people(given, does) {
  const box = find("people-box");
  box.hidden = given.tone === "red" || given.admits < 2 || given.settled;
  const chosen = () => (given.people || given.chosen || given.admits);
  const draw = () => {
    find("people").textContent = chosen();
    find("fewer").disabled = chosen() <= 1;
    find("more").disabled = chosen() >= given.admits;
  };
  const change = (by) => {
    const n = Math.min(given.admits, Math.max(1, chosen() + by));
    if (n === chosen()) return;
    given.chosen = n;
    if (given.tone === "green") {
      given.people = n;
      does.people(n);
      find("verdict-words").querySelector(".answer-count")?.replaceWith(words(given, given.shownAt).find((one) => one.className === "answer-count"));
    }
    draw();
    stays(given, does);
  };
  find("fewer").onclick = () => change(-1);
  find("more").onclick = () => change(1);
  draw();
}

function buttons(given, does) {
  const made = [];
  const button = (label, kind, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = `answer-button ${kind}`;
    one.textContent = word(label);
    one.onclick = act;
    one.dataset.do = label;
    made.push(one);
  };
  if (given.tone === "amber" && given.seq && !given.settled) {
    const again = given.reason === "re_entry";
    button(again ? "same" : "let-in", "first", () => does.letIn(given.admits < 2 ? 1 : given.chosen || given.admits));
    if (again && given.before < given.admits) button("one-more", "second", () => does.oneMore());
    button("keep-out", "second", () => does.next());
  } else {
    button("next", "first", () => does.next());
    if (given.seq && given.people && !given.settled) button("nobody", "second", () => does.nobody());
  }
  find("verdict-buttons").replaceChildren(...made);
}

/** Adds the first name and the picture, when the desk may see them. */
export function record(given, { firstName, picture }) {
  if (current !== given) return;
  const who = line("name", firstName);
  if (picture.length) {
    const image = document.createElement("img");
    image.alt = "";
    image.src = URL.createObjectURL(new Blob([picture]));
    image.onload = () => URL.revokeObjectURL(image.src);
    who.prepend(image);
  }
  find("verdict-words").querySelector(".answer-word").after(who);
}

/** The screen waits for the next code. */
export function answerOver() {
  clearTimeout(timer);
  current = null;
  find("verdict").hidden = true;
  find("ready").inert = false;
  if (before?.isConnected) before.focus({ preventScroll: true });
  before = undefined;
  find("verdict-words").replaceChildren();
  delete document.body.dataset.answer;
}

/** The answer on the screen, if any. */
export const answered = () => current;

/** What the camera can't, in words. */
export function eye(reason) {
  const box = find("eye-trouble");
  box.hidden = !reason;
  if (reason) find("eye-words").textContent = word(reason);
}
