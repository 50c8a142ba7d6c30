// “Près de moi”: fills the form with where the visitor stands, to the nearest kilometre. The page works without.
const button = document.querySelector("[data-locate]");
const form = button?.form;
const said = document.querySelector("[data-locate-said]");

if (button && "geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = said.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.pres.value = "";
        form.elements.position.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        form.requestSubmit();
      },
      () => {
        said.textContent = said.dataset.refused;
        form.elements.pres.focus();
      },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
  // A place typed is meant instead of where one stands.
  form.elements.pres.addEventListener("input", () => (form.elements.position.value = ""));
}
