// A draft saved as one goes: whatever changes in a form that asks for it is sent a moment later. Without this file the
// buttons do the same.
const PAUSE = 900;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-autosave-said]");
  let timer = 0;
  let sending = false;
  let again = false;

  const save = async () => {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "1");
    let saved = false;
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      saved = answer.status === 204;
    } catch {
      // No network: the person is told, and the next change tries again.
    }
    if (said) said.textContent = saved ? form.dataset.saved : form.dataset.failed;
    sending = false;
    if (again) {
      again = false;
      save();
    }
  };

  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
