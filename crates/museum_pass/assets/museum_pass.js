// A sale shows only what the chosen product and means ask for, and the change to give.
const sell = document.querySelector("[data-sell]");
if (sell) {
  const show = (name, yes) => {
    for (const part of sell.querySelectorAll(`[data-when="${name}"]`)) part.hidden = !yes;
  };
  const change = sell.querySelector("[data-change]");
  const euros = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR" });
  const set = () => {
    const product = sell.querySelector("[name=product0]:checked");
    const means = sell.querySelector("[name=means]:checked")?.value;
    const due = Number(product?.dataset.cents ?? sell.querySelector("[data-cents]")?.dataset.cents ?? 0);
    show("two", product && "two" in product.dataset);
    show("day", product && "day" in product.dataset);
    show("eligible", product && "eligible" in product.dataset);
    show("especes", due > 0 && means === "especes");
    show("cheque", due > 0 && means === "cheque");
    const given = Math.round(Number(sell.querySelector("[name=tendered]").value.replace(",", ".").replace(/[^\d.]/g, "")) * 100);
    change.textContent = given > due && due > 0 ? `${change.dataset.words} ${euros.format((given - due) / 100)}` : "";
  };
  sell.addEventListener("input", set);
  set();
  // One press is one sale, whatever the hand does; the server knows it too.
  sell.addEventListener("submit", () => setTimeout(() => (sell.querySelector(".sell-go button").disabled = true)));
  const first = sell.querySelector("[aria-invalid]") ?? sell.querySelector("[name=product0]:checked") ?? sell.querySelector("[name=means]");
  first?.focus();
}

// The basket is set as soon as a number changes.
const basket = document.querySelector("[data-basket]");
basket?.addEventListener("change", () => basket.requestSubmit());

for (const print of document.querySelectorAll("[data-print]")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
