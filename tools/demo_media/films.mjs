// Makes the demonstration's short films: drawings of ours set in motion, a few seconds each, with a carillon made of
// sines. They exist so that the online media library has films anyone may keep (EUPL-1.2, as the project).
//
//   (cd ../../tests/browser && npm ci) ; node films.mjs OUT_DIR     needs Chromium and ffmpeg
//
// Each film is a function of the instant (0…1) that gives an SVG: the same script gives the same frames.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const { chromium } = createRequire(new URL("../../tests/browser/package.json", import.meta.url))("playwright-core");
const out = resolve(process.argv[2] ?? ".");
const [W, H, FPS] = [960, 540, 24];
const INK = "#1b1a2e", PLUM = "#3b2449", OCHRE = "#e8b04b", BRICK = "#b5462f", PAPER = "#f7f1e5", SKY = "#9cc3d5", GREEN = "#2f5d50";

const ease = (x) => (x < 0 ? 0 : x > 1 ? 1 : x * x * (3 - 2 * x));
const step = (t, from, to) => ease((t - from) / (to - from));
const words = (t, text, y = 470, from = 0.08, fill = PAPER, size = 44) => {
  const seen = step(t, from, from + 0.1) * (1 - step(t, 0.93, 0.99));
  return `<text x="480" y="${y}" text-anchor="middle" font-family="Fraunces, Georgia, serif" font-weight="600" font-size="${size}" fill="${fill}" opacity="${seen.toFixed(3)}">${text}</text>`;
};
const tower = (x, y, k, fill) =>
  `<g transform="translate(${x} ${y}) scale(${k})" fill="${fill}"><path d="M0-34l5 7v3h2v6h2v18h-18v-18h2v-6h2v-3z"/></g>`;
const sheet = (ground, inside) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}"><rect width="${W}" height="${H}" fill="${ground}"/>${inside}</svg>`;

// The outlines of the ninety-five communes, as the server's own maps have them.
const outlines = JSON.parse(readFileSync(new URL("../../data/boundaries/200093201.geojson", import.meta.url), "utf8"));
const rings = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map((part) => part[0]);
const every = outlines.features.flatMap((feature) => rings(feature.geometry).flat());
const [west, east] = [Math.min(...every.map((p) => p[0])), Math.max(...every.map((p) => p[0]))];
const [south, north] = [Math.min(...every.map((p) => p[1])), Math.max(...every.map((p) => p[1]))];
const scale = 460 / (north - south), flat = Math.cos((((north + south) / 2) * Math.PI) / 180);
const place = ([lon, lat]) => [480 + (lon - (west + east) / 2) * scale * flat, 255 - (lat - (north + south) / 2) * scale];
const communes = outlines.features
  .map((feature) => {
    const path = rings(feature.geometry).map((ring) => "M" + ring.map((point) => place(point).map((v) => v.toFixed(1)).join(" ")).join("L") + "z").join("");
    const [x, y] = place(rings(feature.geometry)[0][0]);
    return { path, far: Math.hypot(x - 500, y - 250) };
  })
  .sort((a, b) => a.far - b.far);

const films = {
  "carillon": { seconds: 9, notes: [392, 494, 587, 784, 587, 494, 392], draw: (t) => {
    const circles = Array.from({ length: 9 }, (_, i) => {
      const age = (t * 7 - i * 0.7);
      if (age < 0) return "";
      const r = 26 + age * 95;
      return `<circle cx="480" cy="250" r="${r.toFixed(1)}" fill="none" stroke="${i % 3 ? OCHRE : PAPER}" stroke-width="${(7 / (1 + age)).toFixed(2)}" opacity="${Math.max(0, 1 - age / 6).toFixed(3)}"/>`;
    }).join("");
    return sheet(INK, circles + tower(480, 330, 4.6, OCHRE) + `<circle cx="${480 + Math.sin(t * 40) * 5}" cy="262" r="14" fill="${BRICK}"/>` + words(t, "Le carillon", 470));
  } },
  "quatre-vingt-quinze": { seconds: 11, notes: [330, 392, 440, 523, 440, 392, 330, 262], draw: (t) => {
    const lit = step(t, 0.05, 0.8) * communes.length;
    const shapes = communes.map(({ path }, i) => {
      const on = Math.max(0, Math.min(1, lit - i));
      return `<path d="${path}" fill="${on > 0 ? [OCHRE, BRICK, SKY, GREEN][i % 4] : PLUM}" fill-opacity="${on > 0 ? (0.35 + 0.65 * on).toFixed(2) : 1}" stroke="${INK}" stroke-width="1"/>`;
    }).join("");
    return sheet(INK, shapes + words(t, `${Math.round(Math.min(communes.length, lit))}`, 512, 0.05, PAPER, 56));
  } },
  "le-canal": { seconds: 9, notes: [262, 294, 330, 294, 349, 330, 262], draw: (t) => {
    const waves = Array.from({ length: 7 }, (_, row) => {
      const y = 250 + row * 44;
      let d = `M-80 ${H}V${y}`;
      for (let x = -80; x <= 1040; x += 40) d += `L${x} ${(y + Math.sin(x / (70 + row * 9) + t * (9 - row) + row) * (9 + row * 2)).toFixed(1)}`;
      return `<path d="${d}V${H}z" fill="${row % 2 ? "#2c4f74" : "#24415f"}" opacity="0.9"/>`;
    }).join("");
    const x = -160 + t * 1250;
    const barge = `<g transform="translate(${x.toFixed(1)} ${(262 + Math.sin(t * 20) * 4).toFixed(1)})"><path d="M-130 0h260l-30 34h-200z" fill="${BRICK}"/><path d="M-90-30h60v30h-60z" fill="${PAPER}"/><path d="M0-14h110v14h-110z" fill="${OCHRE}"/></g>`;
    return sheet(SKY, `<circle cx="770" cy="120" r="56" fill="${OCHRE}"/>` + barge + waves + words(t, "Le canal", 490));
  } },
  "briques": { seconds: 9, notes: [294, 349, 392, 349, 440, 392, 294], draw: (t) => {
    let bricks = "";
    const laid = step(t, 0.03, 0.82) * 150;
    for (let i = 0; i < 150; i += 1) {
      const row = Math.floor(i / 15), column = i % 15;
      const fall = Math.max(0, Math.min(1, laid - i));
      if (fall <= 0) break;
      const x = column * 68 - 34 + (row % 2) * 34, y = 500 - row * 46 - (1 - fall) * 120;
      bricks += `<rect x="${x}" y="${y.toFixed(1)}" width="62" height="40" rx="3" fill="${["#b5462f", "#a23c28", "#c4573c", "#93341f"][(i * 7) % 4]}" opacity="${fall.toFixed(2)}"/>`;
    }
    const door = step(t, 0.8, 0.92);
    return sheet(PAPER, bricks + `<path d="M420 540v-${(190 * door).toFixed(1)}a60 60 0 0 1 120 0v${(190 * door).toFixed(1)}z" fill="${INK}" opacity="${door.toFixed(2)}"/>` + words(t, "Briques", 96, 0.08, INK));
  } },
  "les-geants": { seconds: 10, notes: [220, 262, 294, 330, 294, 262, 330, 220], draw: (t) => {
    const giant = (i, fill, coat) => {
      const x = -120 + ((t * 1.15 + i * 0.29) % 1.25) * 1000, bob = Math.sin(t * 30 + i * 2) * 10, lean = Math.sin(t * 15 + i) * 4;
      return `<g transform="translate(${x.toFixed(1)} ${(470 + bob).toFixed(1)}) rotate(${lean.toFixed(2)})"><path d="M-66 0l24-190h84l24 190z" fill="${coat}"/><rect x="-50" y="-215" width="100" height="60" rx="28" fill="${coat}"/><circle cy="-262" r="46" fill="${fill}"/><path d="M-58-292h116l-14-18h-20v-34h-48v34h-20z" fill="${INK}"/><circle cx="-15" cy="-266" r="5" fill="${INK}"/><circle cx="17" cy="-266" r="5" fill="${INK}"/><path d="M-16-244q16 14 34 0" fill="none" stroke="${INK}" stroke-width="4"/><path d="M-70-110h140v14h-140z" fill="${PAPER}"/></g>`;
    };
    return sheet(OCHRE, `<path d="M0 470h960v70H0z" fill="${INK}"/>` + giant(0, PAPER, BRICK) + giant(1, "#f3d9b8", GREEN) + giant(2, PAPER, PLUM) + words(t, "Les géants défilent", 82, 0.06, INK));
  } },
};

const font = (name) => readFileSync(new URL(`../../crates/shell/assets/fonts/${name}`, import.meta.url)).toString("base64");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: W, height: H } });
await page.setContent(`<style>@font-face{font-family:Fraunces;font-weight:100 900;src:url(data:font/woff2;base64,${font("fraunces-latin.woff2")})}body{margin:0}</style><div id="s" style="font-family:Fraunces">.</div>`);
await page.evaluate(() => document.fonts.ready);
mkdirSync(out, { recursive: true });
for (const [name, { seconds, notes, draw }] of Object.entries(films)) {
  const frames = mkdtempSync(join(tmpdir(), "film-"));
  const count = seconds * FPS;
  for (let i = 0; i < count; i += 1) {
    await page.evaluate((svg) => { document.getElementById("s").innerHTML = svg; }, draw(i / count));
    writeFileSync(join(frames, `${String(i).padStart(4, "0")}.jpg`), await page.screenshot({ type: "jpeg", quality: 92 }));
  }
  // A bell: a sine and two partials, each note struck in turn and let ring.
  const beat = (seconds - 1.5) / notes.length;
  const bell = notes.map((hz, i) => {
    const at = (0.3 + i * beat).toFixed(3);
    return `gte(t,${at})*0.16*exp(-2.2*(t-${at}))*(sin(2*PI*${hz}*(t-${at}))+0.5*sin(2*PI*${hz * 2.4}*(t-${at}))*exp(-3*(t-${at}))+0.3*sin(2*PI*${hz / 2}*(t-${at})))`;
  }).join("+");
  execFileSync("ffmpeg", ["-v", "error", "-y", "-framerate", String(FPS), "-i", join(frames, "%04d.jpg"), "-f", "lavfi", "-i", `aevalsrc='${bell}':s=44100:d=${seconds}`,
    "-c:v", "libx264", "-preset", "veryslow", "-crf", "27", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart", "-map_metadata", "-1", "-shortest", join(out, `${name}.mp4`)]);
  rmSync(frames, { recursive: true, force: true });
  console.log(name);
}
await browser.close();
