// Counting a till: what each pile comes to, and the sum, as one types. Enter goes to the next pile. Without it, the same once sent.
const form = document.querySelector("[data-count]");
if (form) {
  const price = new Intl.NumberFormat(form.dataset.locale, { style: "currency", currency: "EUR" });
  const inputs = [...form.querySelectorAll("[data-value]")];
  const sum = form.querySelector("[data-sum]");
  const add = () => {
    let total = 0;
    for (const input of inputs) {
      const pieces = /^\d+$/.test(input.value.trim()) ? Number(input.value.trim()) : 0;
      const cents = pieces * Number(input.dataset.value);
      total += cents;
      input.nextElementSibling.textContent = cents ? price.format(cents / 100) : "";
    }
    sum.textContent = price.format(total / 100);
  };
  form.addEventListener("input", add);
  form.addEventListener("keydown", (event) => {
    const at = inputs.indexOf(event.target);
    if (event.key !== "Enter" || at < 0 || at + 1 >= inputs.length) return;
    event.preventDefault();
    inputs[at + 1].focus();
  });
  add();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  if ("printNow" in button.dataset) window.print();
}
