// What a gate keeps between two openings of its page, in the browser's own database: who it is, the bundle, the sealed desk
// records, the log. Every write is on the disk before it is said to be done.

const NAME = "beffroi-controle";
const STORES = { facts: undefined, log: { keyPath: "seq" }, records: undefined };

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });

export class Keep {
  /** Opens the database; makes it the first time. */
  static async open() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [store, options] of Object.entries(STORES)) request.result.createObjectStore(store, options);
    };
    return new Keep(await done(request));
  }

  constructor(database) {
    this.database = database;
    // Another tab that erases the device must not wait for this one.
    database.onversionchange = () => database.close();
  }

  write(stores) {
    return this.database.transaction(stores, "readwrite", { durability: "strict" });
  }

  /** A fact by its name, `undefined` when there is none. */
  fact(name) {
    return done(this.database.transaction("facts").objectStore("facts").get(name));
  }

  /** Keeps facts, all or none. */
  async setFacts(facts) {
    const transaction = this.write("facts");
    for (const [name, value] of Object.entries(facts)) transaction.objectStore("facts").put(value, name);
    await finished(transaction);
  }

  /** Adds an entry to the log, with facts. Fails when its number is taken: two pages must not write one log. */
  async append(entry, facts = {}) {
    const transaction = this.write(["log", "facts"]);
    transaction.objectStore("log").add(entry);
    for (const [name, value] of Object.entries(facts)) transaction.objectStore("facts").put(value, name);
    await finished(transaction);
  }

  /** Begins again as another device: these facts and these entries, nothing of before. */
  async restart(facts, entries) {
    const transaction = this.write(Object.keys(STORES));
    for (const store of Object.keys(STORES)) transaction.objectStore(store).clear();
    for (const [name, value] of Object.entries(facts)) transaction.objectStore("facts").put(value, name);
    for (const entry of entries) transaction.objectStore("log").put(entry);
    await finished(transaction);
  }

  /** Every entry still held, in order. */
  entries() {
    return done(this.database.transaction("log").objectStore("log").getAll());
  }

  /** Forgets entries by their numbers. */
  async dropEntries(numbers) {
    const transaction = this.write("log");
    for (const seq of numbers) transaction.objectStore("log").delete(seq);
    await finished(transaction);
  }

  /** The sealed record kept under a look-up identifier. */
  record(id) {
    return done(this.database.transaction("records").objectStore("records").get(id));
  }

  /** Replaces every sealed record: all the new ones, or the old ones. */
  async setRecords(records) {
    const transaction = this.write("records");
    const store = transaction.objectStore("records");
    store.clear();
    for (const [id, sealed] of records) store.put(sealed, id);
    await finished(transaction);
  }

  /** Erases the whole: nothing of this device is left in the browser. */
  async erase() {
    const transaction = this.write(Object.keys(STORES));
    for (const store of Object.keys(STORES)) transaction.objectStore(store).clear();
    await finished(transaction);
    this.database.close();
    indexedDB.deleteDatabase(NAME);
  }
}
