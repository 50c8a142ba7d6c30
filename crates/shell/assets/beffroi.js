// Everything here is a convenience: each page does its work without it.
const busy = new WeakMap();

document.documentElement.classList.add("js");

/** Fetches a page of ours and puts its marked regions in place of this page's. Focus stays where it was. */
async function swap(url, { push = false, signal } = {}) {
  const answer = await fetch(url, { headers: { accept: "text/html" }, signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement;
  const open = [...document.querySelectorAll("details[open]")].map((d) => d.id || d.dataset.swap).filter(Boolean);
  let announced = "";
  for (const old of document.querySelectorAll("[data-swap]")) {
    const fresh = page.querySelector(`[data-swap="${old.dataset.swap}"]`);
    if (!fresh) continue;
    for (const details of [fresh, ...fresh.querySelectorAll("details")]) {
      if (open.includes(details.id || details.dataset.swap)) details.open = true;
    }
    const said = fresh.querySelector("[data-announce]");
    if (said) {
      announced = said.textContent;
      said.textContent = "";
    }
    old.replaceWith(document.adoptNode(fresh));
  }
  document.title = page.title;
  if (push) history.pushState({ swapped: true }, "", url);
  again(focused)?.focus({ preventScroll: true });
  const live = document.querySelector("[data-announce]");
  // A region that is new is not read out; its text set a moment later is.
  if (live) setTimeout(() => (live.textContent = announced), 60);
}

/** The same control in the new page. */
function again(old) {
  if (!old || old === document.body || old.isConnected) return null;
  if (old.id) return document.getElementById(old.id);
  if (old.name) return document.querySelector(`[name="${CSS.escape(old.name)}"][value="${CSS.escape(old.value)}"]`);
  return document.querySelector(".found h1");
}

/** Facets apply as soon as they are ticked. */
function facets() {
  const form = document.getElementById("search");
  const finder = document.querySelector("[data-finder]");
  if (!form || !finder) return;
  const go = async (url, push) => {
    busy.get(finder)?.abort();
    const control = new AbortController();
    busy.set(finder, control);
    finder.setAttribute("aria-busy", "true");
    try {
      await swap(url, { push, signal: control.signal });
      finder.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  };
  finder.addEventListener("change", (event) => {
    if (event.target.form !== form) return;
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "" && !(name === "tri" && value === "pertinence")) data.append(name, value);
    go(`${form.getAttribute("action")}?${data}`, true);
  });
  addEventListener("popstate", () => go(location.href, false));
  history.replaceState({ swapped: true }, "");
}

/** A run in progress is asked for again until it has ended. */
function live() {
  const region = document.querySelector("[data-live]");
  if (!region) return;
  setTimeout(async () => {
    if (!document.hidden) {
      try {
        await swap(location.href);
      } catch {
        // The server may be restarting: ask again later.
      }
    }
    live();
  }, Number(region.dataset.live));
}

/** Proposals under a search box, as an ARIA combobox. */
function suggest(input) {
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = `${input.id}-offers`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
  let chosen = -1;
  let timer;
  let control;
  const show = (yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) {
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
    }
  };
  const choose = (index) => {
    const offers = [...list.children];
    chosen = (index + offers.length + 1) % (offers.length + 1);
    if (chosen === offers.length) chosen = -1;
    offers.forEach((offer, at) => offer.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", offers[chosen].id);
  };
  const ask = async () => {
    const text = input.value.trim();
    control?.abort();
    if (text.length < 2) return show(false);
    control = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: control.signal });
      if (!answer.ok) return show(false);
      const offers = await answer.json();
      list.replaceChildren(
        ...offers.slice(0, 8).map((offer, index) => {
          const item = document.createElement("li");
          item.id = `${list.id}-${index}`;
          item.setAttribute("role", "option");
          item.setAttribute("aria-selected", "false");
          item.dataset.href = offer.href;
          const label = document.createElement("strong");
          label.textContent = offer.label;
          item.append(label);
          if (offer.detail) {
            const detail = document.createElement("span");
            detail.className = "dim";
            detail.textContent = offer.detail;
            item.append(detail);
          }
          return item;
        }),
      );
      show(offers.length > 0 && document.activeElement === input);
    } catch {
      // Typing goes on: the next letter asks again.
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.href);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(() => show(false), 150));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const offer = event.target.closest("li");
    if (offer) location.assign(offer.dataset.href);
  });
}

/** A large file shows how much of it has been sent. */
function upload(form) {
  const bar = form.querySelector("progress");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("accept", "text/html");
    bar.hidden = false;
    form.querySelector("button").disabled = true;
    request.upload.onprogress = (sent) => sent.lengthComputable && (bar.value = (100 * sent.loaded) / sent.total);
    request.onload = () => {
      if (request.responseURL && request.responseURL !== form.action) return location.assign(request.responseURL);
      document.open();
      document.write(request.responseText);
      document.close();
    };
    request.onerror = () => {
      bar.hidden = true;
      form.querySelector("button").disabled = false;
      HTMLFormElement.prototype.submit.call(form);
    };
    request.send(new FormData(form));
  });
}

for (const input of document.querySelectorAll("[data-suggest]")) suggest(input);
for (const form of document.querySelectorAll("[data-upload]")) upload(form);
facets();
live();
