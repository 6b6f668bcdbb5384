/** What is typed is answered under the field, posted so that no address holds it. `/` and Ctrl-K reach the first field of the page, `?` lists the keys. */
const ATTENTE_MS = 200;
const DEBUT = 2;
/** As a number unique is written: it is in no address. */
const NUMERO = /^\s*(\d|2[AB])([\s.\-/]*[0-9A-Z]){9,}\s*$/i;

class Recherche extends HTMLElement {
  #avant: Element | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;
  readonly #onKey = (event: KeyboardEvent) => this.#reach(event);

  connectedCallback(): void {
    const champ = this.#champ();
    if (!champ) return;
    if (document.querySelector("blaise-recherche") === this) {
      document.addEventListener("keydown", this.#onKey);
      champ.setAttribute("aria-keyshortcuts", "/ Control+K");
    }
    champ.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(champ), ATTENTE_MS);
    });
    champ.form?.addEventListener("submit", () => {
      if (champ.form) champ.form.method = NUMERO.test(champ.value) ? "post" : "get";
    });
    this.addEventListener("keydown", (event) => this.#move(event, champ));
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.#close();
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#onKey);
  }

  #champ(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  #palette(): HTMLElement | null {
    return this.querySelector(".palette");
  }

  #reach(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const palette = (ctrlKey || metaKey) && key.toLowerCase() === "k";
    if (!palette && (ctrlKey || metaKey || altKey || isTyping(target))) return;
    if (palette || key === "/") this.#open(event);
    else if (key === "?") void this.#help(event);
  }

  #open(event: KeyboardEvent): void {
    const champ = this.#champ();
    if (!champ) return;
    event.preventDefault();
    if (!this.contains(document.activeElement)) this.#avant = document.activeElement;
    champ.focus();
    champ.select();
    // On a screen where the field is folded away, its page.
    if (document.activeElement !== champ && champ.form) location.assign(champ.form.action);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const palette = this.#palette();
    if (palette) palette.hidden = true;
    this.#say("");
  }

  #say(texte: string): void {
    const statut = this.querySelector("[role=status]");
    if (statut) statut.textContent = texte;
  }

  async #ask({ value, form }: HTMLInputElement): Promise<void> {
    this.#asked?.abort();
    const palette = this.#palette();
    if (!palette || !form || value.trim().length < DEBUT) return this.#close();
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const body = new URLSearchParams({ q: value });
      const answer = await fetch(`${form.action}?part=1`, { method: "POST", body, signal: asked.signal });
      // Whoever is no longer logged in is led elsewhere: the form will take them there.
      if (!answer.ok || answer.redirected) return this.#close();
      const part = await answer.text();
      if (asked.signal.aborted) return;
      palette.replaceChildren(...nodesOf(part));
      palette.hidden = false;
      this.#say(palette.querySelector<HTMLElement>("[data-compte]")?.dataset.compte ?? "");
    } catch {
      // Another was asked since, or the network is away: the form remains.
    }
  }

  #move(event: KeyboardEvent, champ: HTMLInputElement): void {
    const palette = this.#palette();
    if (!palette || palette.hidden) {
      if (event.key === "Escape") this.#giveBack(champ);
      return;
    }
    const pas = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (pas !== 0) {
      event.preventDefault();
      const stops: HTMLElement[] = [champ, ...palette.querySelectorAll("a")];
      const rang = stops.indexOf(document.activeElement as HTMLElement) + pas;
      stops[(rang + stops.length) % stops.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
      this.#giveBack(champ);
    }
  }

  /** Where they were before the shortcut; the field, when they came to it otherwise. */
  #giveBack(champ: HTMLInputElement): void {
    const avant = this.#avant instanceof HTMLElement && this.#avant !== document.body ? this.#avant : null;
    this.#avant = null;
    if (avant) avant.focus();
    else champ.focus();
  }

  async #help(event: KeyboardEvent): Promise<void> {
    event.preventDefault();
    const page = this.dataset.aide ?? "";
    const answer = await fetch(`${page}?part=1`).catch(() => null);
    if (!answer?.ok) return location.assign(page);
    const dialog = document.createElement("dialog");
    dialog.className = "raccourcis";
    dialog.setAttribute("aria-labelledby", "raccourcis");
    dialog.append(...nodesOf(await answer.text()));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}

/** A part of a page, as the server wrote it. Parsed this way, none of it runs. */
function nodesOf(html: string): readonly ChildNode[] {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(radio|checkbox|button|submit)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

customElements.define("blaise-recherche", Recherche);
