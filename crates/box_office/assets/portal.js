// Booking with a thumb: buttons beside each number, the total at once, the time left counted down. Without it, the same page by page.
const euros = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR", minimumFractionDigits: 0 });

for (const form of document.querySelectorAll("[data-book]")) {
  const inputs = [...form.querySelectorAll("input[data-cents]")];
  const total = form.querySelector("[data-total]");
  const most = Math.min(...inputs.map((input) => Number(input.max)));
  const count = (input) => Math.max(0, Math.trunc(Number(input.value)) || 0);
  const steps = [];
  const set = () => {
    const places = inputs.reduce((sum, input) => sum + count(input), 0);
    const cents = inputs.reduce((sum, input) => sum + count(input) * Number(input.dataset.cents), 0);
    total.textContent = places ? `${total.dataset.words} ${euros.format(cents / 100)}` : "";
    for (const step of steps) step(places);
  };
  for (const input of inputs) {
    const box = input.parentElement;
    const button = (sign, words, by) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = sign;
      made.setAttribute("aria-label", words);
      made.addEventListener("click", () => {
        input.value = String(Math.max(0, count(input) + by));
        set();
      });
      return made;
    };
    const less = button("\u2212", box.dataset.fewer, -1);
    const more = button("+", box.dataset.more, 1);
    box.prepend(less);
    box.append(more);
    box.classList.add("stepped");
    steps.push((places) => {
      less.disabled = count(input) === 0;
      more.disabled = places >= most;
    });
  }
  form.addEventListener("input", set);
  set();
}

// One press is one order, whatever the hand does; the server knows it too.
for (const form of document.querySelectorAll(".book-form")) {
  form.addEventListener("submit", () => setTimeout(() => form.querySelector(".book-go")?.setAttribute("disabled", "")));
}
addEventListener("pageshow", () => {
  for (const go of document.querySelectorAll(".book-go[disabled]")) go.removeAttribute("disabled");
});

for (const clock of document.querySelectorAll("[data-left]")) {
  // Counted from when the page came: a device's own clock may be wrong.
  const until = performance.now() + Number(clock.dataset.left) * 1000;
  const two = new Intl.NumberFormat(document.documentElement.lang, { minimumIntegerDigits: 2 });
  // Seconds are for the eye; a screen reader hears the sentence once, and once more when it is over.
  const said = document.createElement("span");
  said.className = "unseen";
  said.append(...clock.childNodes);
  const shown = document.createElement("span");
  shown.setAttribute("aria-hidden", "true");
  clock.append(said, shown);
  const show = () => {
    const left = Math.floor((until - performance.now()) / 1000);
    if (left <= 0) {
      clearInterval(turn);
      clock.textContent = clock.dataset.over;
      clock.classList.add("late");
      return;
    }
    clock.classList.toggle("late", left < 120);
    shown.textContent = `${clock.dataset.words} ${Math.floor(left / 60)}:${two.format(left % 60)}`;
  };
  const turn = setInterval(show, 1000);
  show();
}

// What was refused comes into sight, and the keyboard goes to it.
document.querySelector("[aria-invalid=true]")?.focus();
