/** Adds drag and drop, and the list of chosen files; the field works without. */
class Depot extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input) return;
    input.addEventListener("change", () => this.#list(input));
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.dataset.survol = "";
    });
    this.addEventListener("dragleave", () => {
      delete this.dataset.survol;
    });
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      delete this.dataset.survol;
      if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      this.#list(input);
      input.focus();
    });
  }

  #list(input: HTMLInputElement): void {
    const place = this.querySelector("[data-choisis]");
    const noms = [...(input.files ?? [])].map((file) => file.name);
    const debut = noms.length > 1 ? `${noms.length} fichiers : ` : "";
    if (place) place.textContent = debut + noms.join(", ");
  }
}

customElements.define("blaise-depot", Depot);
