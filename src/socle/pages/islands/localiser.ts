/** Keys 1 to 3 choose a proposal, 0 goes to the next address, Enter saves. Keys typed in a field are ignored. */
class Localiser extends HTMLElement {
  readonly #onKey = (event: KeyboardEvent) => this.#act(event);

  connectedCallback(): void {
    document.addEventListener("keydown", this.#onKey);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#onKey);
  }

  #act(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === "0" && this.dataset.passer) {
      location.assign(this.dataset.passer);
      return;
    }
    if (event.key === "Enter") {
      this.#save(event);
      return;
    }
    const radio = this.querySelector<HTMLInputElement>(`input[data-touche="${CSS.escape(event.key)}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
  }

  /** On a link or a button, Enter keeps its own meaning. */
  #save(event: KeyboardEvent): void {
    if (event.target instanceof HTMLAnchorElement || event.target instanceof HTMLButtonElement) return;
    const checked = this.querySelector<HTMLInputElement>("input[data-touche]:checked");
    if (!checked?.form) return;
    event.preventDefault();
    checked.form.requestSubmit();
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "radio";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

customElements.define("blaise-localiser", Localiser);
