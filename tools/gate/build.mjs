// Bundles the libraries the gate's page stands on into crates/gate/assets/vendor, with their licences.
// Run by hand when a version changes (`npm ci && npm run build`): building the server needs no node.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";

const to = new URL("../../crates/gate/assets/vendor/", import.meta.url).pathname;
const common = { bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "warning" };
const version = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8")).version;

await mkdir(to, { recursive: true });
// The engine's glue asks for node's modules when it runs there: the browser never reaches them.
await build({ ...common, entryPoints: ["src/zxing.js"], outfile: `${to}zxing.js`, external: ["module", "fs", "path", "url"] });
await build({ ...common, entryPoints: ["src/ed25519.js"], outfile: `${to}noble.js` });
await copyFile("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm", `${to}zxing.wasm`);

await copyFile("node_modules/zxing-wasm/LICENSE", `${to}LICENSE-zxing-wasm.txt`);
await copyFile("licences/zxing-cpp.txt", `${to}LICENSE-zxing-cpp.txt`);
await copyFile("node_modules/@noble/ed25519/LICENSE", `${to}LICENSE-noble-ed25519.txt`);
await writeFile(
  `${to}README.md`,
  `Bundled by tools/gate, not written here.

| file | made of | licence |
|---|---|---|
| zxing.js | zxing-wasm ${await version("zxing-wasm")} and src/zxing.js of ours | MIT, LICENSE-zxing-wasm.txt |
| zxing.wasm | zxing-wasm ${await version("zxing-wasm")}: ZXing-C++ compiled | MIT, LICENSE-zxing-wasm.txt; Apache-2.0, LICENSE-zxing-cpp.txt |
| noble.js | @noble/ed25519 ${await version("@noble/ed25519")} | MIT, LICENSE-noble-ed25519.txt |
`,
);
