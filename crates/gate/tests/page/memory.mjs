/** What the browser's database does, in memory. */
export class Memory {
  constructor() {
    this.facts = new Map();
    this.log = new Map();
    this.records = new Map();
  }
  async fact(name) { return this.facts.get(name); }
  async setFacts(facts) { for (const [name, value] of Object.entries(facts)) this.facts.set(name, structuredClone(value)); }
  async append(entry, facts) {
    if (this.log.has(entry.seq)) throw new Error("taken");
    this.log.set(entry.seq, structuredClone(entry));
    await this.setFacts(facts);
  }
  async entries() { return [...this.log.values()]; }
  async dropEntries(numbers) { for (const seq of numbers) this.log.delete(seq); }
  async record(id) { return this.records.get(id); }
  async setRecords(records) { this.records = new Map(records); }
  async restart(facts, entries) {
    this.facts.clear();
    this.log = new Map(entries.map((one) => [one.seq, one]));
    await this.setFacts(facts);
  }
}
