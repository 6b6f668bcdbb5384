/** Follows a reading that runs on the server, then opens its result. Without script, the page reloads itself. */
const INTERVALLE_MS = 1000;

type Etat = { readonly statut: string; readonly octetsLus?: number; readonly taille?: number };

class Avancement extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#timer = setTimeout(() => this.#refresh(), INTERVALLE_MS);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  async #refresh(): Promise<void> {
    const etat = await readEtat(this.dataset.url ?? "");
    if (etat && etat.statut !== "lecture") {
      location.reload();
      return;
    }
    if (etat?.octetsLus !== undefined && etat.taille) this.#show(etat.octetsLus, etat.taille);
    this.#timer = setTimeout(() => this.#refresh(), INTERVALLE_MS);
  }

  #show(lus: number, taille: number): void {
    const bar = this.querySelector("progress");
    if (bar) [bar.max, bar.value] = [taille, lus];
    const text = this.querySelector("[role=status]");
    const part =
      lus >= taille
        ? "Fichier lu : vérification en cours."
        : `Lecture en cours : ${Math.floor((lus / taille) * 10) * 10}\u00a0%.`;
    // A screen reader reads every change aloud: only tenths are written.
    if (text && text.textContent !== part) text.textContent = part;
  }
}

/** null when the server does not answer: it may be restarting, so the caller tries again. */
async function readEtat(url: string): Promise<Etat | null> {
  try {
    const response = await fetch(url, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

customElements.define("blaise-avancement", Avancement);
