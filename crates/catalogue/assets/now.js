// Fills in, on a page of results, where each work can be taken now, and what each library says. Without it the page shows what was known.
const asked = new WeakSet();

async function fill() {
  const lines = [...document.querySelectorAll("[data-now]")].filter((line) => !asked.has(line));
  if (!lines.length) return;
  for (const line of lines) asked.add(line);
  const query = lines.map((line) => "oeuvre=" + encodeURIComponent(line.dataset.now)).join("&");
  try {
    const answer = await fetch("/recherche/disponibilites?" + query, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const line of lines) {
      const fresh = page.querySelector(`[data-now="${CSS.escape(line.dataset.now)}"]`);
      if (!fresh || !line.isConnected) continue;
      const here = document.adoptNode(fresh);
      asked.add(here);
      line.replaceWith(here);
    }
    // A library that has said shows that, in its row, instead of what its record said when it came.
    for (const fresh of page.querySelectorAll("[data-row]"))
      document.querySelector(`[data-row="${CSS.escape(fresh.dataset.row)}"]`)?.replaceWith(document.adoptNode(fresh));
  } catch {
    // The network went away: what was known stays.
  }
}

fill();
// Facets put new results in place.
new MutationObserver(fill).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });
