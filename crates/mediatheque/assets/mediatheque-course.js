// A course in its sandbox: what it says of its progress comes by message, and goes to the server.
import { contentPrefix, keepSeat, page } from "beffroi/reader";

// A frame takes its name when it is put in the page, and keeps it: it is put there again, named.
const placed = document.getElementById("course");
const frame = placed.cloneNode();
const said = document.getElementById("said");
// The course has no origin of its own to remember with: its state travels in the frame's name.
frame.name = JSON.stringify({ state: JSON.parse(page.dataset.state || "null"), learner: { id: page.dataset.learner, name: page.dataset.learnerName } });
frame.src = contentPrefix() + page.dataset.launch;
placed.replaceWith(frame);

let waiting;
let timer;
function save(beacon) {
  clearTimeout(timer);
  timer = undefined;
  if (!waiting) return;
  const body = new URLSearchParams({ form_token: page.dataset.token, state: JSON.stringify(waiting) });
  waiting = null;
  if (beacon) return navigator.sendBeacon(page.dataset.saveState, body);
  fetch(page.dataset.saveState, { method: "POST", body, headers: { accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((answer) => answer && (said.textContent = answer.said))
    .catch(() => {});
}
addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.data?.beffroi !== "scorm") return;
  waiting = event.data.state;
  timer ??= setTimeout(save, 1000);
});
addEventListener("pagehide", () => save(true));
keepSeat();
