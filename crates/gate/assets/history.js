// What a gate remembers of passages, to tell a code shown again: its own log's, and those the server says of elsewhere.

export class History {
  /** `institution` is where this gate is. */
  constructor(institution) {
    this.institution = institution;
    this.here = new Map();
    this.away = new Map();
    this.byNumber = new Map();
  }

  /** Learns an entry of the log, in order. */
  note({ seq, at, offset, code, number, people, more, of }) {
    const known = of === undefined ? { key: code ?? number, at: at + (offset ?? 0), people, more } : this.byNumber.get(of);
    if (!known?.key) return;
    if (of === undefined) this.byNumber.set(seq, known);
    known.people = people;
    const passages = this.here.get(known.key) ?? [];
    if (!passages.includes(known)) passages.push(known);
    this.here.set(known.key, passages);
  }

  /** Learns what the server says was let in elsewhere: `[code, at, institution]`. */
  learn(seen) {
    for (const [code, at, institution] of seen) {
      const passages = this.away.get(code) ?? [];
      if (!passages.some((other) => other.at === at && other.institution === institution)) passages.push({ at, institution });
      this.away.set(code, passages);
    }
  }

  /**
   * The last time a code was let in at this institution, by any of its gates, and how many have come in by then in that
   * visit, counted as the server counts (a passage follows another within `again`). Another gate's passage is told without
   * how many.
   */
  lastHere(key, again = Infinity) {
    const own = (this.here.get(key) ?? []).filter(({ people }) => people > 0);
    const told = (this.away.get(key) ?? []).filter(({ institution }) => institution === this.institution);
    let visit = null;
    for (const { at, people, more } of [...own, ...told].sort((one, other) => one.at - other.at)) {
      if (!visit || at - visit.at > again) visit = { most: 0, onTop: 0 };
      visit.at = at;
      if (more) visit.onTop += people;
      // Who came on top before may be among those who come back.
      else if (people) visit.most = Math.max(visit.most, visit.most ? people - visit.onTop : people);
      visit.people = people === undefined ? undefined : visit.most + visit.onTop;
    }
    return visit && { at: visit.at, people: visit.people };
  }

  /** When it was let in at other institutions. */
  elsewhere(key) {
    return (this.away.get(key) ?? []).filter(({ institution }) => institution !== this.institution);
  }

  /** What is to be kept of the others' passages, as `learn` takes it. */
  told() {
    return [...this.away].flatMap(([code, passages]) => passages.map(({ at, institution }) => [code, at, institution]));
  }

  /** Forgets what is older. */
  prune(before) {
    for (const map of [this.here, this.away]) {
      for (const [key, passages] of map) {
        const recent = passages.filter(({ at }) => at >= before);
        if (recent.length) map.set(key, recent);
        else map.delete(key);
      }
    }
    for (const [seq, { at }] of this.byNumber) if (at < before) this.byNumber.delete(seq);
  }
}
