import type { Moteur, Points, Residence } from "./carte-moteur.ts";

const VISIBLES_MAX = 40;

const SANS_CARTE =
  "Ce navigateur n’affiche pas cette carte (WebGL n’y est pas). Le dessin et le tableau ci-dessous disent la même chose.";
const EN_PANNE = "La carte n’a pas pu être chargée. Le dessin et le tableau ci-dessous disent la même chose.";

/**
 * A button, then the map: nothing is downloaded before. Every point is also a button of the list beside it, for keyboards and screen readers. The
 * chosen résidence stays in the address, as `comparer`.
 */
class Carte extends HTMLElement {
  #moteur: Moteur | null = null;
  #residences: readonly Residence[] = [];
  #choisie = this.dataset.choisie ?? "";
  readonly #liste = document.createElement("ul");
  readonly #compte = document.createElement("p");
  readonly #fiche = document.createElement("div");

  connectedCallback(): void {
    const button = this.#button("Afficher la carte", () => {
      button.disabled = true;
      button.textContent = "Chargement de la carte…";
      this.#open().catch((error: unknown) => this.#fail(error));
    });
    button.className = "bouton";
    this.replaceChildren(button);
  }

  disconnectedCallback(): void {
    this.#moteur?.close();
  }

  async #open(): Promise<void> {
    const { moteur = "", ouvrier = "", residences = "", communes = "", qpv = "", tuiles, attribution } = this.dataset;
    const [module, points, contours, quartiers] = await Promise.all([
      import(moteur) as Promise<typeof import("./carte-moteur.ts")>,
      readJson<Points>(residences),
      readJson<object>(communes),
      readJson<object>(qpv),
    ]);
    this.#residences = points.features;
    const place = document.createElement("div");
    place.className = "place";
    this.replaceChildren(this.#bar(), place, this.#beside(), ...this.#credit(tuiles, attribution));
    const open = { place, ouvrier, points, communes: contours, qpv: quartiers, tuiles: tuiles ?? null };
    this.#moteur = module.openMoteur({
      ...open,
      onChoose: (cle) => this.#choose(cle),
      onMove: (visibles) => this.#list(visibles),
    });
    if (this.#choisie) this.#choose(this.#choisie);
    place.querySelector("canvas")?.focus();
  }

  #fail(error: unknown): void {
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent = error instanceof Error && error.name === "WebglAbsent" ? SANS_CARTE : EN_PANNE;
    this.replaceChildren(said);
  }

  #bar(): HTMLElement {
    const bar = document.createElement("div");
    bar.className = "ligne";
    bar.append(
      this.#button("Zoomer", () => this.#moteur?.zoom(1)),
      this.#button("Dézoomer", () => this.#moteur?.zoom(-1)),
      this.#button("Tout voir", () => this.#moteur?.showAll()),
    );
    return bar;
  }

  #button(text: string, act: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bouton second";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  /** The chosen résidence, announced when it changes, then those in sight. */
  #beside(): HTMLElement {
    const beside = document.createElement("div");
    beside.className = "cote";
    this.#fiche.setAttribute("aria-live", "polite");
    this.#fiche.textContent = "Choisissez une résidence sur la carte ou dans la liste.";
    this.#liste.setAttribute("aria-label", "Résidences visibles sur la carte");
    beside.append(this.#fiche, ...legend(), this.#compte, this.#liste);
    return beside;
  }

  #credit(tuiles: string | undefined, attribution: string | undefined): readonly HTMLElement[] {
    if (!tuiles || !attribution) return [];
    const credit = document.createElement("p");
    credit.className = "discret";
    credit.textContent = `Fond de carte : ${attribution}`;
    return [credit];
  }

  #list(visibles: ReadonlySet<string>): void {
    const inside = this.#residences.filter(({ properties }) => visibles.has(properties.cle));
    const shown = inside.slice(0, VISIBLES_MAX);
    const suite = shown.length < inside.length ? ` Les ${shown.length} plus grandes :` : "";
    this.#compte.textContent = `${inside.length} ${inside.length > 1 ? "résidences visibles" : "résidence visible"}.${suite}`;
    // Rebuilding the list drops the focus: it is put back on the same résidence.
    const had = this.#liste.contains(document.activeElement) ? document.activeElement?.getAttribute("data-cle") : null;
    this.#liste.replaceChildren(...shown.map((residence) => this.#item(residence)));
    if (had) this.#liste.querySelector<HTMLElement>(`[data-cle="${CSS.escape(had)}"]`)?.focus();
  }

  #item({ properties: { cle, nom, dit } }: Residence): HTMLElement {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lien";
    button.dataset.cle = cle;
    button.textContent = nom;
    button.setAttribute("aria-pressed", String(cle === this.#choisie));
    button.addEventListener("click", () => this.#choose(cle));
    const said = document.createElement("small");
    said.textContent = dit;
    item.append(button, " ", said);
    return item;
  }

  #choose(cle: string): void {
    const residence = this.#residences.find(({ properties }) => properties.cle === cle);
    if (!residence) return;
    this.#choisie = cle;
    const { nom, lieu, dit, fiche } = residence.properties;
    this.#fiche.replaceChildren(paragraph(nom, "strong"), paragraph(lieu), paragraph(dit));
    if (fiche) {
      const link = document.createElement("a");
      link.href = fiche;
      link.textContent = `Fiche de la résidence ${nom}`;
      this.#fiche.append(link);
    }
    for (const button of this.#liste.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.cle === cle));
    }
    this.#moteur?.choose(cle, residence.geometry.coordinates);
    const address = new URL(location.href);
    address.searchParams.set("comparer", cle);
    history.replaceState(null, "", address);
  }
}

/** The drawing below uses the same colours: its legend is repeated beside the map. */
function legend(): readonly Node[] {
  const found = document.querySelector("figure:not(.cercles) .legende");
  return [...(found ? [found.cloneNode(true)] : []), paragraph("La surface d’un cercle est le nombre de logements.")];
}

async function readJson<T>(adresse: string): Promise<T> {
  const response = await fetch(adresse, { headers: { accept: "application/geo+json" } });
  if (!response.ok) throw new Error(`${response.status} ${adresse}`);
  return response.json();
}

function paragraph(text: string, tag: "span" | "strong" = "span"): HTMLElement {
  const place = document.createElement("p");
  const inside = document.createElement(tag);
  inside.textContent = text;
  place.append(inside);
  return place;
}

customElements.define("blaise-carte", Carte);
