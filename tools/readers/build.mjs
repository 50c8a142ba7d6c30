// Bundles the libraries our readers stand on into crates/mediatheque/assets/vendor, with their licences.
// Run by hand when a version changes (`npm ci && npm run build`): building the server needs no node.
import { build } from "esbuild";
import { copyFile, readFile, writeFile } from "node:fs/promises";

const to = new URL("../../crates/mediatheque/assets/vendor/", import.meta.url).pathname;
const common = { bundle: true, minify: true, target: "es2022", legalComments: "none", logLevel: "warning" };
const version = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8")).version;

// Readium writes `upgrade-insecure-requests` in the policy of each frame: a server tried at home over plain HTTP
// would then show no picture. The page's own policy rules the frame as well.
const plain = {
  name: "plain-http",
  setup(bundle) {
    bundle.onLoad({ filter: /@readium\/navigator\/dist\/index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes("upgrade-insecure-requests")) throw new Error("Readium's frame policy has changed: look again");
      return { contents: text.replaceAll("upgrade-insecure-requests", ""), loader: "js" };
    });
  },
};

await build({ ...common, entryPoints: ["src/readium.js"], format: "esm", outfile: `${to}readium.js`, plugins: [plain] });
await build({ ...common, entryPoints: ["src/pdf.js"], format: "esm", outfile: `${to}pdf.js`, external: ["canvas"] });
await copyFile("node_modules/pdfjs-dist/build/pdf.worker.min.mjs", `${to}pdf-worker.js`);
await build({ ...common, entryPoints: ["src/scorm.js"], format: "iife", outfile: `${to}scorm.js` });

await copyFile("node_modules/pdfjs-dist/LICENSE", `${to}LICENSE-pdfjs.txt`);
await copyFile("node_modules/scorm-again/LICENSE", `${to}LICENSE-scorm-again.txt`);
await copyFile("licences/readium.txt", `${to}LICENSE-readium.txt`);
await writeFile(
  `${to}README.md`,
  `Bundled by tools/readers, not written here.

| file | made of | licence |
|---|---|---|
| readium.js | @readium/navigator ${await version("@readium/navigator")}, @readium/shared ${await version("@readium/shared")} (with @readium/css) | BSD-3-Clause, LICENSE-readium.txt |
| pdf.js, pdf-worker.js | pdfjs-dist ${await version("pdfjs-dist")} | Apache-2.0, LICENSE-pdfjs.txt |
| scorm.js | scorm-again ${await version("scorm-again")} and src/scorm.js of ours | MIT, LICENSE-scorm-again.txt |
`,
);
