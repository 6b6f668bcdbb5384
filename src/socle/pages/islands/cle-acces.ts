import { startAuthentication, startRegistration } from "@simplewebauthn/browser";

/**
 * Asks the browser for a passkey, then sends the inner form. Without script, or without passkeys, the button stays hidden and the other ways of
 * logging in remain.
 */
class CleAcces extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    const button = this.querySelector("button");
    if (!form || !button || typeof globalThis.PublicKeyCredential !== "function") return;
    for (const part of this.querySelectorAll<HTMLElement>("[data-cle]")) part.hidden = false;
    form.addEventListener("submit", (event) => {
      const reponse = form.elements.namedItem("reponse");
      if (!(reponse instanceof HTMLInputElement) || reponse.value !== "") return;
      event.preventDefault();
      void this.#ask(form, reponse, button);
    });
  }

  async #ask(form: HTMLFormElement, reponse: HTMLInputElement, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    this.#say("");
    try {
      reponse.value = JSON.stringify(await this.#answer());
      form.submit();
    } catch (error) {
      // The browser's error when the person gave up or took too long: nothing is wrong.
      const abandon = error instanceof Error && error.name === "NotAllowedError";
      const refus =
        error instanceof Refus
          ? error.message
          : "La clé d’accès n’a pas pu servir. Recommencez, ou connectez-vous autrement.";
      this.#say(abandon ? "La demande de clé d’accès a été abandonnée." : refus);
      button.disabled = false;
    }
  }

  async #answer(): Promise<unknown> {
    const response = await fetch(this.dataset.options ?? "", {
      method: "POST",
      headers: { accept: "application/json" },
    });
    const body = await response.json();
    if (!response.ok) throw new Refus(String(body.title));
    return this.dataset.mode === "ajout"
      ? await startRegistration({ optionsJSON: body })
      : await startAuthentication({ optionsJSON: body });
  }

  #say(text: string): void {
    const place = this.querySelector("[role=status]");
    if (place) place.textContent = text;
  }
}

/** A refusal of the server, whose sentence is for the user. */
class Refus extends Error {}

customElements.define("blaise-cle-acces", CleAcces);
