// The desk: the total and the change to give are told as one types; + and − count; one press is one sale.
// Without it the page asks for the same numbers, and the server adds them up.
const euros = new Intl.NumberFormat(document.documentElement.lang, {
  style: "currency",
  currency: "EUR",
  trailingZeroDisplay: "stripIfInteger",
});
const cents = (typed) => {
  const plain = typed.replace(/[\s\u202f\u00a0€]/g, "").replace(",", ".");
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
};

for (const box of document.querySelectorAll("[data-count]")) {
  const input = box.querySelector("input");
  const step = (by) => {
    const most = Number(input.max || 9999);
    input.value = String(Math.min(most, Math.max(0, (Number.parseInt(input.value, 10) || 0) + by)));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (const [sign, by] of [["−", -1], ["+", 1]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.textContent = sign;
    button.setAttribute("aria-hidden", "true");
    button.addEventListener("click", () => step(by));
    if (by < 0) box.prepend(button);
    else box.append(button);
  }
  input.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "-") {
      event.preventDefault();
      step(event.key === "+" ? 1 : -1);
    }
  });
  input.addEventListener("focus", () => input.select());
}

const sell = document.querySelector("[data-bo-sell]");
if (sell) {
  const counts = [...sell.querySelectorAll("[data-cents]")];
  const total = sell.querySelector("[data-total]");
  const places = sell.querySelector("[data-places]");
  const change = sell.querySelector("[data-change]");
  const tendered = sell.querySelector("[name=tendered]");
  const show = (name, yes) => {
    for (const part of sell.querySelectorAll(`[data-when~="${name}"]`)) part.hidden = !yes;
  };
  const set = () => {
    let due = Number(sell.dataset.due || 0);
    let people = 0;
    for (const input of counts) {
      const number = Math.max(0, Number.parseInt(input.value, 10) || 0);
      due += number * Number(input.dataset.cents);
      people += number;
    }
    if (total) total.textContent = euros.format(due / 100);
    if (places) places.textContent = String(people);
    const way = sell.querySelector("[name=way]:checked")?.value ?? "now";
    const means = sell.querySelector("[name=means]:checked")?.value;
    // What is free needs no means.
    show("now", way === "now" && !(people > 0 && due === 0));
    show("later", way !== "now");
    show("especes", means === "especes");
    show("cheque", means === "cheque");
    if (change && tendered) {
      const given = cents(tendered.value);
      change.textContent =
        means === "especes" && given !== null && due > 0
          ? given >= due
            ? `${change.dataset.words} ${euros.format((given - due) / 100)}`
            : `${change.dataset.short} ${euros.format((due - given) / 100)}`
          : "";
    }
  };
  sell.addEventListener("input", set);
  set();
  sell.addEventListener("submit", () => setTimeout(() => {
    for (const button of sell.querySelectorAll(".bo-go button")) button.disabled = true;
  }));
  // Back from the next page, the button works again.
  window.addEventListener("pageshow", () => {
    for (const button of sell.querySelectorAll(".bo-go button")) button.disabled = false;
    set();
  });
  (sell.querySelector("[aria-invalid=true]") ?? counts[0] ?? sell.querySelector("[name=means]"))?.focus();
}
