// The desk by keyboard: names appear as one types, arrows go from one to the next, Enter opens. Without it, the same by a page each.
const find = document.querySelector("[data-desk]");
if (find) {
  const input = find.querySelector("input");
  let asked = null;
  let wait = 0;
  const picks = () => [...document.querySelectorAll("[data-found] [data-pick]")];
  const look = async () => {
    const typed = input.value.trim();
    // A number or a code is scanned or typed whole, then sent with Enter.
    if (/\d/.test(typed) || typed.length === 1) return;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${find.action}?q=${encodeURIComponent(typed)}`, { headers: { accept: "text/html" }, signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-found]");
      if (!fresh) return;
      const said = fresh.querySelector("[data-said]");
      const words = said?.textContent ?? "";
      if (said) said.textContent = "";
      document.querySelector("[data-found]").replaceWith(document.adoptNode(fresh));
      if (said) setTimeout(() => (said.textContent = words), 60);
    } catch (error) {
      if (error.name !== "AbortError") console.warn(error);
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(look, 160);
  });
  document.addEventListener("keydown", (event) => {
    const all = picks();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      input.focus();
    } else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === input) && all.length) {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at === 0 ? input : all[at - 1]).focus();
    }
  });
}
