// The answer to a vendor travels in a form that sends itself; without scripts its button does.
document.getElementById("oidc-answer")?.submit();
