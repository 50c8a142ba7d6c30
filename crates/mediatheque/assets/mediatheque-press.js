// The reader of newspapers, on PDF.js: one page at a time, zoom that works with a thumb, search in the text.
import { GlobalWorkerOptions, TextLayer, getDocument, setLayerDimensions } from "pdfjs";
import { contentPrefix, keepSeat, lastPosition, page, remember, say } from "beffroi/reader";

const sheet = document.getElementById("sheet");
const canvas = sheet.querySelector("canvas");
const layer = sheet.querySelector(".text-layer");
const view = document.getElementById("stage");
const number = document.getElementById("page-number");
const said = document.getElementById("said");

GlobalWorkerOptions.workerPort = new Worker(page.dataset.worker, { type: "module" });

let paper;
let at = 1;
let zoom = 1;
let drawing;
let texts;

const fit = (first) => (view.clientWidth - 16) / first.getViewport({ scale: 1 }).width;

async function draw() {
  drawing?.cancel();
  const one = await paper.getPage(at);
  const viewport = one.getViewport({ scale: fit(one) * zoom });
  const dense = Math.min(devicePixelRatio || 1, 2);
  canvas.width = Math.floor(viewport.width * dense);
  canvas.height = Math.floor(viewport.height * dense);
  sheet.style.setProperty("--scale-factor", String(viewport.scale));
  sheet.style.setProperty("--total-scale-factor", String(viewport.scale));
  sheet.style.width = canvas.style.width = `${Math.floor(viewport.width)}px`;
  sheet.style.height = canvas.style.height = `${Math.floor(viewport.height)}px`;
  canvas.setAttribute("aria-label", say("page-of", { page: at, pages: paper.numPages }));
  drawing = one.render({ canvasContext: canvas.getContext("2d"), viewport, transform: [dense, 0, 0, dense, 0, 0] });
  try {
    await drawing.promise;
  } catch (error) {
    if (error.name === "RenderingCancelledException") return;
    throw error;
  }
  layer.replaceChildren();
  setLayerDimensions(layer, viewport);
  await new TextLayer({ textContentSource: one.streamTextContent(), container: layer, viewport }).render();
  mark();
  number.value = String(at);
  remember({ locations: { position: at } }, at / paper.numPages);
  page.dataset.ready = "true";
}

function go(wanted, quiet) {
  const next = Math.min(paper.numPages, Math.max(1, wanted));
  if (next === at && page.dataset.ready) return;
  at = next;
  view.scrollTo(0, 0);
  draw();
  if (!quiet) said.textContent = say("page-of", { page: at, pages: paper.numPages });
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

let sought = "";
function mark() {
  if (!sought) return;
  for (const span of layer.querySelectorAll("span")) span.classList.toggle("found", plain(span.textContent).includes(sought));
  layer.querySelector(".found")?.scrollIntoView({ block: "center", inline: "center" });
}

/** The text of every page, read once. */
async function everyText() {
  if (!texts) {
    texts = [];
    for (let n = 1; n <= paper.numPages; n += 1) {
      const content = await (await paper.getPage(n)).getTextContent();
      texts.push(plain(content.items.map((item) => item.str + (item.hasEOL ? " " : "")).join("")));
    }
  }
  return texts;
}

async function search(event) {
  event.preventDefault();
  sought = plain(document.getElementById("seek").value.trim());
  if (!sought) return mark();
  const found = (await everyText()).map((text, n) => (text.includes(sought) ? n + 1 : 0)).filter(Boolean);
  if (!found.length) {
    said.textContent = say("not-found");
    return;
  }
  const next = found.find((n) => n > at) ?? found[0];
  const stay = found.includes(at) && event.submitter?.dataset.next === undefined;
  said.textContent = say("found-on", { n: found.length, pages: found.join(", ") });
  if (stay) mark();
  else go(next, true);
}

async function open() {
  paper = await getDocument({ url: contentPrefix() + page.dataset.file, isEvalSupported: false, useSystemFonts: true, enableXfa: false }).promise;
  number.max = String(paper.numPages);
  document.getElementById("pages").textContent = say("of", { pages: paper.numPages });
  at = Math.min(paper.numPages, Math.max(1, lastPosition()?.locations?.position ?? 1));
  await draw();
}

document.getElementById("back-page").addEventListener("click", () => go(at - 1));
document.getElementById("next-page").addEventListener("click", () => go(at + 1));
number.addEventListener("change", () => go(Number(number.value)));
document.getElementById("seek-form").addEventListener("submit", search);
const zoomTo = (wanted) => {
  zoom = Math.min(5, Math.max(0.5, wanted));
  document.getElementById("zoom-now").textContent = `${Math.round(zoom * 100)} %`;
  draw();
};
for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoomTo(button.dataset.zoom === "0" ? 1 : zoom * Number(button.dataset.zoom)));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,textarea")) return;
  if (event.key === "ArrowRight" || event.key === "PageDown") go(at + 1);
  else if (event.key === "ArrowLeft" || event.key === "PageUp") go(at - 1);
  else if (event.key === "+" || event.key === "=") zoomTo(zoom * 1.25);
  else if (event.key === "-") zoomTo(zoom / 1.25);
  else return;
  event.preventDefault();
});

// Two fingers zoom, one finger turns the page when there is nothing left to scroll to.
let fingers = null;
view.addEventListener("touchstart", (event) => {
  const [a, b] = event.touches;
  fingers = b
    ? { apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), zoom }
    : { x: a.clientX, y: a.clientY, left: view.scrollLeft <= 1, right: view.scrollLeft + view.clientWidth >= view.scrollWidth - 1 };
}, { passive: true });
view.addEventListener("touchmove", (event) => {
  const [a, b] = event.touches;
  if (!b || !fingers?.apart) return;
  event.preventDefault();
  fingers.now = (Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) / fingers.apart) * fingers.zoom;
  sheet.style.transform = `scale(${fingers.now / fingers.zoom})`;
}, { passive: false });
view.addEventListener("touchend", (event) => {
  if (fingers?.now) {
    sheet.style.transform = "";
    zoomTo(fingers.now);
  } else if (fingers?.x !== undefined && event.changedTouches.length) {
    const [dx, dy] = [event.changedTouches[0].clientX - fingers.x, event.changedTouches[0].clientY - fingers.y];
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) {
      if (dx < 0 && fingers.right) go(at + 1);
      else if (dx > 0 && fingers.left) go(at - 1);
    }
  }
  fingers = null;
});
let resizing;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => paper && draw(), 150);
});

keepSeat();
open().catch((error) => {
  console.error(error);
  document.getElementById("failed").hidden = false;
});
