// Stands in for the server beside the gate's page: serves it as the server does and answers docs/gate.md's addresses, with
// keys of its own. For trying the page alone (`node gate_stand.mjs 8099`) and for measuring it (gate_bench.mjs).

import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { Key, bundle, content, deskRecord } from "../../crates/gate/tests/page/issuer.mjs";

const CRATES = new URL("../../crates/", import.meta.url);
const file = (path) => readFileSync(new URL(path, CRATES));
const KINDS = { js: "text/javascript", css: "text/css", wasm: "application/wasm", svg: "image/svg+xml", woff2: "font/woff2", png: "image/png" };
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const THEME = ":root{--ink:#1b1a2e;--paper:#f7f3ea;--brick:#b4452c;--ochre:#e0a526;--green:#2f6b5e;--sky:#dfe7f2;--plum:#4b2840}";
const LANGUAGES = { fr: "Français", nl: "Nederlands", en: "English" };

function messages(lang) {
  const words = new Map();
  for (const path of [`gate/i18n/page.${lang}.ftl`, `shell/i18n/${lang}.ftl`]) {
    for (const [, name, text] of file(path).toString().matchAll(/^([a-z][\w-]*) = (.*)$/gm)) words.set(name, text.replace('{ "" }', ""));
  }
  return words;
}

/** Renders the page's own template: what it uses of the server's language, and no more. */
function page(lang) {
  const words = messages(lang);
  const given = { "page.lang": lang, "site.name": "Beffroi", "mark()": '<svg class="bell-tower" width="22" height="34" viewBox="0 0 22 34" aria-hidden="true"><path d="M11 0l5 7v3h2v6h2v18H2V16h2v-6h2V7z"/><circle cx="11" cy="20" r="4"/></svg>' };
  const say = (scope) => (_, expression) => {
    const call = /^(t|asset)\(('[^)]*)\)$/.exec(expression);
    if (!call) return scope[expression] ?? given[expression] ?? `?${expression}?`;
    const [first, ...rest] = call[2].split(/,\s*(?=\w+=)/);
    const name = first.split(" ~ ").map((part) => (part.startsWith("'") ? part.slice(1, -1) : scope[part])).join("");
    if (call[1] === "asset") return `/static/${name}`;
    const values = Object.fromEntries(rest.map((pair) => [pair.split("=")[0], pair.split("=")[1].slice(1, -1)]));
    if (!words.has(name)) throw new Error(`no word ${name} in ${lang}`);
    return words.get(name).replace(/\{ \$(\w+) \}/g, (_, value) => values[value]);
  };
  return file("gate/templates/gate.html")
    .toString()
    .replace(/\{% from [^%]*%\}/, "")
    .replace(/\{% for (\w+) in (\[[^\]]*\]|page\.languages) %\}([\s\S]*?)\{% endfor %\}/g, (_, name, list, body) => {
      const scopes = list.startsWith("[")
        ? list.slice(1, -1).split(",").map((one) => ({ [name]: one.trim().slice(1, -1) }))
        : Object.keys(LANGUAGES).map((code) => ({ "language.code": code, "language.name": LANGUAGES[code], "language.current": code === lang }));
      return scopes
        .map((scope) => body.replace(/\{% if ([\w.]+) %\}([\s\S]*?)\{% endif %\}/g, (_, condition, then) => (scope[condition] ? then : "")).replace(/\{\{ (.*?) \}\}/g, say(scope)))
        .join("");
    })
    .replace(/\{\{ (.*?) \}\}/g, say({}));
}

const ASSETS = readdirSync(new URL("gate/assets/", CRATES)).filter((name) => /\.(js|css|png)$/.test(name) && name !== "sw.js" && !name.startsWith("office"));
const FONTS = ["fraunces-latin.woff2", "atkinson-latin.woff2"];

export class Stand {
  constructor({ institution = "piscine", now = () => Date.now() } = {}) {
    Object.assign(this, { now, institution });
    this.codes = new Key([0, 1]);
    this.bundles = new Key([0, 9]);
    this.devices = new Map();
    this.entries = new Map();
    this.records = [];
    this.numbers = new Map();
    this.seen = [];
    this.requests = [];
    this.said = { keys: [this.codes] };
    this.code = "ABCDEFGH";
    this.epoch = this.now();
  }

  /** What the next bundles say. */
  say(rest) {
    Object.assign(this.said, rest);
    this.epoch = Math.max(this.epoch + 1, this.now());
  }

  /** Lets the desk see a first name with that code in hand. */
  name(code, firstName, picture) {
    this.records = [...this.records, deskRecord(code.signature, firstName, picture)].sort();
  }

  async listen(port = 0) {
    this.server = createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const [status, body, headers = {}] = this.answer(request, Buffer.concat(parts));
        response.writeHead(status, { "x-beffroi-time": this.now(), ...headers });
        response.end(body);
      });
    });
    await new Promise((ready) => this.server.listen(port, "127.0.0.1", ready));
    this.base = `http://localhost:${this.server.address().port}`;
    return this;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  answer(request, body) {
    const url = new URL(request.url, "http://localhost");
    const { pathname } = url;
    try {
      if (pathname === "/controle") return this.page(url, request);
      if (pathname === "/controle/sw.js") return this.worker();
      if (pathname === "/controle/manifest.webmanifest") return [200, JSON.stringify({ id: "/controle", name: "Contrôle", start_url: "/controle", scope: "/controle", display: "standalone", icons: [{ src: "/static/mark.svg", sizes: "any", type: "image/svg+xml" }] }), { "content-type": "application/manifest+json" }];
      if (pathname.startsWith("/controle/fichiers/") || pathname.startsWith("/static/")) return this.file(pathname);
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
      return [404, ""];
    }
    this.requests.push(pathname);
    const said = body.length ? JSON.parse(body) : {};
    const json = (status, content) => [status, JSON.stringify({ server_time: this.now(), ...content }), { "content-type": "application/json" }];
    if (pathname === "/controle/appareil") return this.enrol(said, json);
    const asked = this.who(request, body);
    if (asked.refusal) return json(asked.refusal === "wiped" ? 410 : 401, { code: asked.refusal });
    const { device } = asked;
    if (pathname === "/controle/passages") {
      if (said.entries.length) for (const [at, text] of said.entries.entries()) this.entries.set(`${device.id}/${said.first + at}`, JSON.parse(text));
      device.accepted = Math.max(device.accepted, said.first + said.entries.length - 1);
    }
    if (device.wiped) return json(410, { code: "wiped" });
    if (pathname === "/controle/passages") return json(200, { accepted_to: device.accepted, missing: [], epoch: this.epoch, seen: this.seen, seen_at: this.now() });
    if (pathname === "/controle/ballot") {
      const etag = `"${this.epoch}"`;
      if (request.headers["if-none-match"] === etag) return [304, "", { etag }];
      const whole = { ...content({ now: this.now(), bundleKey: this.bundles, ...this.said }), epoch: this.epoch };
      return [200, Buffer.from(bundle(whole, this.bundles)), { etag, "content-type": "application/cose" }];
    }
    if (pathname === "/controle/fiches") return [200, JSON.stringify({ records: this.records, next: null }), { etag: `"${this.records.length}"` }];
    if (pathname.startsWith("/controle/numero/")) {
      const found = this.numbers.get(pathname.slice("/controle/numero/".length));
      return found ? json(200, found) : json(404, { code: "number" });
    }
    return [404, ""];
  }

  enrol({ code, name, public_key: key, proof }, json) {
    if (code !== this.code) return json(404, { code: "code" });
    const raw = Buffer.from(key, "base64url");
    const publicKey = createPublicKey({ key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]), format: "der", type: "spki" });
    if (!verify(null, Buffer.from(`beffroi-enrol-1\n${code}\n${key}`), publicKey, Buffer.from(proof, "base64url"))) return json(400, { code: "proof" });
    const device = { id: `appareil-${this.devices.size + 1}`, name, publicKey, accepted: 0, wiped: false };
    this.devices.set(device.id, device);
    const { door } = content({ keys: [], bundleKey: this.bundles });
    return json(201, { device: device.id, name, door, bundle_keys: [this.bundles.listed()] });
  }

  who({ method, url, headers }, body) {
    const [, id, ms, signature] = /^Beffroi-Device ([^.]+)\.(\d+)\.(.+)$/.exec(headers.authorization ?? "") ?? [];
    const device = this.devices.get(id);
    if (!device) return { refusal: "unknown_device" };
    if (Math.abs(Number(ms) - this.now()) > 300_000) return { refusal: "clock" };
    const digest = createHash("sha256").update(body).digest("hex");
    const said = Buffer.from(`beffroi-device-1\n${method}\n${url}\n${ms}\n${digest}`);
    if (!verify(null, said, device.publicKey, Buffer.from(signature, "base64url"))) return { refusal: "signature" };
    return { device };
  }

  page(url, request) {
    const lang = url.searchParams.get("lang") ?? (request.headers["accept-language"] ?? "fr").slice(0, 2);
    return [200, page(LANGUAGES[lang] ? lang : "fr"), { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY }];
  }

  worker() {
    const kept = ["/controle", ...[...ASSETS, "zxing.js", "zxing.wasm", "noble.js"].map((name) => `/controle/fichiers/${name}`)];
    return [200, `const VERSION = "stand";\nconst FILES = ${JSON.stringify(kept)};\n${file("gate/assets/sw.js")}`, { "content-type": "text/javascript", "service-worker-allowed": "/controle" }];
  }

  file(pathname) {
    const name = pathname.split("/").at(-1);
    const headers = { "content-type": KINDS[name.split(".").at(-1)] ?? "text/plain", "cache-control": "no-cache" };
    if (name === "theme.css") return [200, THEME, headers];
    if (name === "beffroi.css") return [200, file("shell/assets/beffroi.css").toString().replace(/url\(asset:([^)]*)\)/g, "url(/static/$1)"), headers];
    const folder = pathname.startsWith("/static/") ? "shell/assets/" : /^(zxing|noble)\./.test(name) ? "gate/assets/vendor/" : "gate/assets/";
    return [200, file(folder + (FONTS.includes(name) || name.endsWith(".woff2") ? this.font(name) : name)), headers];
  }

  font(name) {
    return readdirSync(new URL("shell/assets/", CRATES), { recursive: true }).find((path) => path.endsWith(name)) ?? name;
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const stand = await new Stand().listen(Number(process.argv[2] ?? 8099));
  console.log(`${stand.base}/controle  (code ${stand.code})`);
}
