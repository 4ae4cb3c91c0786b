// Makes or shows a passkey when the form is sent, and sends what the browser says for it.
// The question stands in the page as JSON; numbers in it are base64url, as WebAuthn has them.
(() => {
  const question = document.getElementById("passkey-options");
  const form = document.querySelector("form.form-page");
  const answer = form && form.elements.answer;
  if (!question || !answer || !window.PublicKeyCredential) return;
  // What was refused the last time stands in the form still; it is asked for anew.
  answer.value = "";
  const options = JSON.parse(question.textContent);
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const described = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const make = async () => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: described(options.excludeCredentials),
      },
    });
    return [made, {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
    }];
  };
  const show = async () => {
    const shown = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: described(options.allowCredentials),
      },
    });
    const { authenticatorData, clientDataJSON, signature, userHandle } = shown.response;
    return [shown, {
      authenticatorData: text(authenticatorData),
      clientDataJSON: text(clientDataJSON),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    }];
  };

  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    try {
      const [credential, response] = await (options.user ? make() : show());
      answer.value = JSON.stringify({
        id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
        clientExtensionResults: {},
      });
    } catch {
      // Whoever thought better of it, or has none: the page says so.
      answer.value = "{}";
    }
    form.submit();
  });
})();
