// Passkeys (WebAuthn): asks the browser, puts what it answers in the page's own form, sends it.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** What the server asks the authenticator. */
async function ask(form, address) {
  const body = new URLSearchParams({ form_token: form.elements.form_token.value });
  const answer = await fetch(address, { method: "POST", body });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function make(form) {
  const asked = await ask(form, form.dataset.passkeyMake);
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: asked.rp,
      user: { ...asked.user, id: new TextEncoder().encode(asked.user.id) },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: asked.exclude.map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
      timeout: 300000,
    },
  });
  form.elements.client_data.value = text(made.response.clientDataJSON);
  form.elements.attestation.value = text(made.response.attestationObject);
}

async function use(form) {
  const asked = await ask(form, form.dataset.passkeyUse);
  const found = await navigator.credentials.get({
    publicKey: { challenge: bytes(asked.challenge), rpId: asked.rp, userVerification: "required", timeout: 300000 },
  });
  form.elements.id.value = found.id;
  form.elements.client_data.value = text(found.response.clientDataJSON);
  form.elements.authenticator_data.value = text(found.response.authenticatorData);
  form.elements.signature.value = text(found.response.signature);
  form.elements.user_handle.value = found.response.userHandle ? text(found.response.userHandle) : "";
}

// Only where there are passkeys at all: a page of https, or of this very machine.
if (window.PublicKeyCredential && isSecureContext) {
  for (const form of document.querySelectorAll("[data-passkey-make], [data-passkey-use]")) {
    const fault = form.querySelector("[data-passkey-fault]");
    form.hidden = false;
    for (const none of form.parentElement.querySelectorAll("[data-passkey-none]")) none.hidden = true;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      fault.hidden = true;
      try {
        await (form.dataset.passkeyMake ? make : use)(form);
        form.submit();
      } catch (error) {
        // The person changed their mind, or it cannot be done: both are said, nothing is sent.
        console.info(error.name);
        fault.hidden = false;
      }
    });
  }
}
