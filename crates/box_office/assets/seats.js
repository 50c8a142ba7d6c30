// The drawing ticks the boxes of the list, and the other way round. Without this file the list does it all.
for (const sheet of document.querySelectorAll("[data-seats]")) {
  const boxes = new Map([...sheet.querySelectorAll("input[name=seat]")].map((box) => [box.value, box]));
  const drawn = new Map([...sheet.querySelectorAll("[data-seat]")].map((seat) => [seat.dataset.seat, seat]));
  const show = (box) => drawn.get(box.value)?.classList.toggle("seat-chosen", box.checked);
  sheet.classList.add("seats-live");
  for (const box of boxes.values()) show(box);
  sheet.addEventListener("change", (event) => {
    if (event.target.name === "seat") show(event.target);
  });
  sheet.addEventListener("click", (event) => {
    const box = boxes.get(event.target.closest?.("[data-seat]")?.dataset.seat);
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
