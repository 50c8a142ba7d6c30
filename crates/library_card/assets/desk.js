// A number left in the box is replaced by the next one scanned.
const box = document.querySelector("[data-desk] input");
box?.addEventListener("focus", () => box.select());

// A registration begins at its first field, or at the first that was wrong.
document.querySelector(".desk-form [aria-invalid]")?.focus();
if (!document.querySelector(".desk-form [aria-invalid], .flash-refused")) document.querySelector(".desk-form .field input")?.focus();

// The communes of a postal code come first, and the only one is chosen.
for (const form of document.querySelectorAll("[data-communes]")) {
  const code = form.querySelector("[name=postal_code]");
  const list = form.querySelector("[name=commune]");
  if (!code || !list) continue;
  const all = [...list.options];
  const sort = () => {
    const typed = code.value.trim();
    const fits = (option) => (option.dataset.codes ?? "").split(" ").includes(typed);
    const near = all.filter(fits);
    const chosen = list.value;
    list.replaceChildren(...(near.length ? [...near, all[0]] : all));
    list.value = near.length === 1 ? near[0].value : near.some((o) => o.value === chosen) || !near.length ? chosen : near[0].value;
  };
  code.addEventListener("input", sort);
  if (code.value) sort();
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
