// The door: takes what was shown, judges it, writes it in the log, and only then answers. No page and no network here.

import { openBundle } from "./bundle.js";
import { lookupId, openRecord, proof, read } from "./credential.js";
import { History } from "./history.js";
import { again, judge, judgeTyped } from "./judge.js";
import { entry, origin } from "./log.js";
import { isSound } from "./number.js";
import { at as statusAt } from "./status_list.js";

/** Until a first bundle comes, nothing can be known; nothing is refused for it. */
const NOTHING_KNOWN = {
  content: {
    epoch: 0,
    issued_at: 0,
    fresh_until: 0,
    not_after: 0,
    door: { accepts: ["pass", "ticket", "card", "invitation"], scopes: [] },
    keys: [],
    totp: [],
    policy: { reentry_ms: 1_800_000, clock_tolerance_s: 60, send_every_ms: 15_000, bundle_every_ms: 3_600_000, totp_step_s: 30, totp_window: 1 },
    museums: [],
    benefits: [],
  },
  ring: new Map(),
  status: { bits: 2, bytes: new Uint8Array() },
};

/** How long passages of another door are kept for it: as long as the server keeps them. */
const ASIDE_MS = 14 * 86_400_000;

/**
 * What the server was not told, in order; and what it was told that makes sense of it: a passage nobody had been let in
 * with, when somebody was let in since. (Who was let in is not told twice: the same people would be two passages.)
 */
function unsaid(held, accepted) {
  const corrected = new Set(held.filter(({ seq }) => seq > accepted).map(({ text }) => JSON.parse(text).of));
  const waited = ({ seq, text }) => corrected.has(seq) && JSON.parse(text).people === 0;
  return held.filter((one) => one.seq > accepted || waited(one)).sort((a, b) => a.seq - b.seq);
}

const dayOf = (ms) => new Date(ms).toLocaleDateString("sv");

export class Door {
  /** Takes up where the device was: what is kept of its bundle, its log and what it heard. */
  static async load(keep, device, clock) {
    const [kept, head, tally, seen, told, entries] = await Promise.all([
      keep.fact("bundle"),
      keep.fact("head"),
      keep.fact("tally"),
      keep.fact("seen"),
      keep.fact("accepted"),
      keep.entries(),
    ]);
    const door = new Door(keep, device, clock);
    door.head = head ?? { seq: 0, hash: await origin(device.device) };
    door.tally = tally ?? { day: "", in: 0, out: 0 };
    door.accepted = told ?? 0;
    door.trusted = device.bundle_keys;
    if (kept) {
      door.keys = kept.keys;
      const trusted = kept.signer ? [kept.signer] : kept.trusted;
      door.bundle = await openBundle(kept.bytes, { door: device.door.id, trusted, known: kept.keys });
      door.trusted = door.bundle.content.bundle_keys;
      door.etag = kept.etag;
    }
    door.entries = new Map(entries.map((one) => [one.seq, one]));
    for (const { text } of entries) door.history.note(JSON.parse(text));
    door.history.learn(seen ?? []);
    return door;
  }

  /**
   * Becomes that device, just enrolled. Passages a former enrolment at this door could not hand over are written again at
   * the head of the new log, with the times they had. Those of another door are not this one's to tell: they stay aside until
   * the device serves that door again, or for a fortnight.
   */
  static async begin(keep, device, secret) {
    const [accepted, held, before] = await Promise.all([keep.fact("accepted"), keep.entries(), keep.fact("aside")]);
    let head = { seq: 0, hash: await origin(device.device) };
    const [entries, aside] = [[], []];
    // What each former enrolment left is a log of its own, with its own numbers.
    for (const log of [...(before ?? []), unsaid(held, accepted ?? 0)].filter(Array.isArray)) {
      const renumbered = new Map();
      const others = [];
      for (const one of log) {
        const { seq, of, ...content } = JSON.parse(one.text);
        if (content.door !== device.door.id) {
          if (one.at > Date.now() - ASIDE_MS) others.push({ text: one.text, at: one.at });
          continue;
        }
        if (of !== undefined && !renumbered.has(of)) continue;
        const written = await entry(head.seq + 1, head.hash, of === undefined ? content : { ...content, of: renumbered.get(of) });
        head = { seq: written.seq, hash: written.hash };
        renumbered.set(seq, written.seq);
        entries.push({ ...written, at: one.at });
      }
      if (others.length) aside.push(others);
    }
    await keep.restart({ device, secret, head, ...(aside.length && { aside }) }, entries);
  }

  constructor(keep, device, clock) {
    this.keep = keep;
    this.device = device;
    this.clock = clock;
    this.bundle = NOTHING_KNOWN;
    this.keys = [];
    this.history = new History(device.door.institution);
    this.queue = Promise.resolve();
  }

  /** Whether a bundle ever came. */
  get isInformed() {
    return this.bundle !== NOTHING_KNOWN;
  }

  /** Believes a new bundle, or throws. */
  async learn(bytes, etag) {
    const before = this.isInformed ? this.bundle.content : undefined;
    const bundle = await openBundle(bytes, { door: this.device.door.id, trusted: this.trusted, before, known: this.keys });
    const keys = [...bundle.ring].map(([kid, { x, until, revoked }]) => ({ kid, x, until_s: until, revoked }));
    // The keys it brings are those believed from now on: one that is no longer among them was taken back. Its own signer's
    // opens it again at the next start, and nothing else.
    const trusted = [...bundle.content.bundle_keys];
    const signer = this.trusted.find(({ kid }) => kid === bundle.kid);
    await this.keep.setFacts({ bundle: { bytes, etag, signer, keys } });
    [this.bundle, this.etag, this.trusted, this.keys] = [bundle, etag, trusted, keys];
  }

  /** Judges the text of a code; `kind` says how it was read (`scan`, `hand`). */
  present(text, kind) {
    return this.inTurn(async () => {
      const { content, ring, status } = this.bundle;
      const { policy } = content;
      const now = this.clock.now();
      const found = await read(text, ring, now / 1000, policy.clock_tolerance_s);
      const shown = found.refusal ? found : { ...found, proof: (await proof(found, content.totp, policy, now / 1000)) };
      const key = shown.claims?.code;
      const verdict = judge(shown, {
        bundle: content,
        status: shown.claims && statusAt(status, shown.claims.index),
        now,
        clockKnown: this.clock.known,
        here: key ? this.history.lastHere(key, again(shown.claims, policy)) : null,
        elsewhere: key ? this.history.elsewhere(key) : [],
      });
      // Any code may lie before a camera: those that are no door's are answered, not written down.
      if (verdict.reason === "not_ours") return { ...verdict, admits: 0, people: 0 };
      const what = shown.refusal === "unknown_key" ? { text: text.slice(0, 1000) } : key ? { code: key } : {};
      return this.answer(kind, what, verdict, shown);
    });
  }

  /** Judges a typed number. `answer` is the server's, `null` when it knows no such number, `undefined` when it can't be asked. */
  presentNumber(number, answer) {
    return this.inTurn(() => {
      if (answer === undefined) return this.answer("typed", { number }, judgeTyped(isSound(number)), {});
      if (answer === null) return this.answer("typed", { number }, { tone: "red", reason: "unknown_number" }, {});
      const { code, kind, admits, scope, not_before_s: notBefore, expires_s: expires, status } = answer;
      const claims = { code, kind, admits, scope, notBefore, expires };
      const verdict = judge({ claims }, {
        bundle: this.bundle.content,
        status,
        now: this.clock.now(),
        clockKnown: this.clock.known,
        here: this.history.lastHere(code, again(claims, this.bundle.content.policy)),
        elsewhere: this.history.elsewhere(code),
      });
      return this.answer("typed", { code, number }, verdict, { claims });
    });
  }

  async answer(kind, what, verdict, { claims, signature }) {
    const people = verdict.tone === "green" ? claims.admits : 0;
    const seq = await this.write({ kind, ...what, verdict: verdict.tone, reason: verdict.reason, people });
    const scope = this.bundle.content.door.scopes.find(({ number }) => number === claims?.scope && number !== 0);
    return { ...verdict, seq, kind, what, people, admits: claims?.admits ?? 1, right: claims?.kind, item: scope?.title, signature };
  }

  /** The first name and the picture the desk may see, with the code in hand; null when there are none. */
  async record({ signature }) {
    if (!signature) return null;
    const sealed = await this.keep.record(await lookupId(signature));
    return sealed ? openRecord(sealed, signature) : null;
  }

  /** Says how many came in after all, with an answer given before. */
  fix(verdict, people) {
    return this.inTurn(() => this.write({ kind: "fix", of: verdict.seq, people }));
  }

  /** One person more with a code let in shortly before: the second of a duo. */
  more({ kind, what, reason }, people) {
    return this.inTurn(() => this.write({ kind, ...what, verdict: "amber", reason, people, more: true }));
  }

  /** Counts people who leave. */
  out(people) {
    return this.inTurn(() => this.write({ kind: "out", people }));
  }

  /** How many came in and went out at this device today. */
  todays() {
    return this.tally.day === dayOf(this.clock.now()) ? this.tally : { in: 0, out: 0 };
  }

  /** Entries the server has not said it keeps, in order. */
  pending(missing = []) {
    const lost = new Set(this.held(missing));
    return [...this.entries.values()].filter(({ seq }) => seq > this.accepted || lost.has(seq)).sort((a, b) => a.seq - b.seq);
  }

  /** Of these ranges, the numbers of the entries still held, in order. */
  held(ranges) {
    const within = (seq) => ranges.some(([from, to]) => seq >= from && seq <= to);
    return [...this.entries.keys()].filter(within).sort((a, b) => a - b);
  }

  /**
   * The server keeps every entry up to that number; what served and is of no more use is let go. A server put back as it
   * was before says less than it had: what is still held is sent again.
   */
  async accept(upTo) {
    this.accepted = upTo;
    await this.keep.setFacts({ accepted: this.accepted });
    await this.forget();
  }

  /** Learns what was let in elsewhere. */
  async hear(seen, seenAt) {
    this.history.learn(seen);
    await this.keep.setFacts({ seen: this.history.told(), seenAt });
  }

  async forget() {
    const { policy, museums } = this.bundle.content;
    const longest = Math.max(policy.reentry_ms, policy.once_ms ?? 0, ...museums.map(({ travel_ms: least }) => least ?? 0));
    const before = this.clock.now() - longest;
    this.history.prune(before);
    const old = [...this.entries.values()].filter(({ seq, at }) => seq <= this.accepted && at < before).map(({ seq }) => seq);
    if (old.length) await this.keep.dropEntries(old);
    for (const seq of old) this.entries.delete(seq);
  }

  async write(content) {
    const at = Date.now();
    const { offset } = this.clock;
    const whole = { ...content, at, offset, door: this.device.door.id, bundle: this.bundle.content.epoch };
    const kept = { ...(await entry(this.head.seq + 1, this.head.hash, whole)), at: this.clock.now() };
    const head = { seq: kept.seq, hash: kept.hash };
    const tally = this.tallied(whole);
    await this.keep.append(kept, { head, tally });
    [this.head, this.tally] = [head, tally];
    this.entries.set(kept.seq, kept);
    this.history.note({ seq: kept.seq, ...whole });
    this.onWritten?.();
    return kept.seq;
  }

  tallied({ kind, people, of }) {
    const day = dayOf(this.clock.now());
    const tally = this.tally.day === day ? { ...this.tally } : { day, in: 0, out: 0 };
    if (kind === "out") tally.out += people;
    else tally.in += people - (of ? (this.history.byNumber.get(of)?.people ?? 0) : 0);
    return tally;
  }

  /** One thing at a time: each entry is chained to the one before. */
  inTurn(work) {
    const done = this.queue.then(work);
    this.queue = done.catch(() => {});
    return done;
  }
}
