/** Follows a work that runs on the server by the events that it sends, and opens its result. Without script, the page reloads itself. */
const INTERVALLE_MS = 1000;

type Etat = { readonly statut: string; readonly octetsLus?: number; readonly taille?: number };

class Avancement extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #source: EventSource | undefined;

  connectedCallback(): void {
    this.#source = new EventSource(this.dataset.url ?? "");
    this.#source.onmessage = (event) => this.#tell(JSON.parse(event.data));
    // Closed for good, and not between two streams: the server is asked instead.
    this.#source.onerror = () => {
      if (this.#source?.readyState === EventSource.CLOSED)
        this.#timer = setTimeout(() => this.#refresh(), INTERVALLE_MS);
    };
  }

  disconnectedCallback(): void {
    this.#source?.close();
    clearTimeout(this.#timer);
  }

  async #refresh(): Promise<void> {
    const etat = await readEtat(this.dataset.url ?? "");
    if (etat) this.#tell(etat);
    if (!etat || etat.statut === "lecture") this.#timer = setTimeout(() => this.#refresh(), INTERVALLE_MS);
  }

  #tell(etat: Etat): void {
    if (etat.statut !== "lecture") {
      this.disconnectedCallback();
      location.reload();
    } else if (etat.octetsLus !== undefined && etat.taille) this.#show(etat.octetsLus, etat.taille);
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
