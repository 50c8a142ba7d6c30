// Who is inside: the figures are taken again every few seconds, unless the page is hidden or told to pause.
const live = document.getElementById("live");
const pause = document.getElementById("live-pause");

async function renew() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "error" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("live");
  // Whoever reads the table, or tabs through it, is not disturbed.
  if (!fresh || live.querySelector("details[open]") || live.contains(document.activeElement)) return;
  live.replaceChildren(...fresh.childNodes);
}

if (live && pause) {
  let paused = false;
  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? pause.dataset.go : pause.dataset.stop;
  });
  setInterval(() => {
    if (!paused && !document.hidden) renew().catch(() => {});
  }, Number(live.dataset.every) * 1000);
}
