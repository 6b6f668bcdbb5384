/** Content of a form when it was last touched. `envoye`: it was sent, and the answer is unknown. */
type Brouillon = { readonly envoye: boolean; readonly champs: readonly (readonly [nom: string, valeur: string])[] };

/**
 * Keeps the typed content of the inner forms, in this tab only, until the server answers that the act is done: a page lost with the network comes
 * back as it was, with the token that prevents a second act. The page names no household, so nothing kept here does.
 */
class BrouillonForms extends HTMLElement {
  connectedCallback(): void {
    const fait = this.dataset.fait;
    if (fait) this.#forget(fait);
    for (const form of this.querySelectorAll<HTMLFormElement>("form[data-brouillon]")) this.#hold(form);
  }

  /** Removes what was sent and done, but keeps what was typed since. */
  #forget(fait: string): void {
    const cle = this.#cleOf(fait);
    if (read(cle)?.envoye) sessionStorage.removeItem(cle);
  }

  #hold(form: HTMLFormElement): void {
    const cle = this.#cleOf(form.dataset.brouillon ?? "");
    // A refused form comes back as it was sent, with the token it needs: the draft must not overwrite it.
    const brouillon = "refuse" in this.dataset ? null : read(cle);
    if (brouillon && restore(form, brouillon)) say(form, RETABLI);
    const write = (envoye: boolean) => save(cle, { envoye, champs: fieldsOf(form) });
    form.addEventListener("input", () => write(false));
    form.addEventListener("submit", (event) => {
      write(true);
      if (navigator.onLine) return;
      event.preventDefault();
      say(form, COUPE);
    });
  }

  /** Drafts are per account: a tab may see several. */
  #cleOf(nom: string): string {
    return `brouillon:${this.dataset.page}:${nom}`;
  }
}

const RETABLI = "Ce que vous aviez saisi, et qui n’était pas enregistré, est rétabli. Vérifiez, puis envoyez.";
const COUPE = "Pas de réseau : rien n’est perdu. Gardez cette page, et envoyez à nouveau quand il revient.";

function fieldsOf(form: HTMLFormElement): Brouillon["champs"] {
  return [...new FormData(form)].flatMap(([nom, valeur]) =>
    typeof valeur === "string" ? [[nom, valeur] as const] : [],
  );
}

/** false: the page already shows all of the draft. */
function restore(form: HTMLFormElement, { champs }: Brouillon): boolean {
  const before = JSON.stringify(fieldsOf(form).filter(isTyped));
  for (const champ of form.elements) {
    if (!isChamp(champ)) continue;
    const valeurs = champs.filter(([nom]) => nom === champ.name).map(([, valeur]) => valeur);
    fill(champ, valeurs);
  }
  return JSON.stringify(fieldsOf(form).filter(isTyped)) !== before;
}

function isTyped([nom]: readonly [nom: string, valeur: string]): boolean {
  return nom !== "jeton";
}

type Champ = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isChamp(champ: Element): champ is Champ {
  return (
    champ instanceof HTMLInputElement || champ instanceof HTMLSelectElement || champ instanceof HTMLTextAreaElement
  );
}

function fill(champ: Champ, valeurs: readonly string[]): void {
  if (champ instanceof HTMLInputElement && ["checkbox", "radio"].includes(champ.type)) {
    champ.checked = valeurs.includes(champ.value);
    return;
  }
  const [valeur] = valeurs;
  if (valeur !== undefined) champ.value = valeur;
}

function say(form: HTMLFormElement, phrase: string): void {
  const place = form.querySelector<HTMLElement>("[data-brouillon-dit]");
  if (place) place.textContent = phrase;
}

/** Null in a tab without storage, or whose storage is full: the form works all the same. */
function read(cle: string): Brouillon | null {
  try {
    const brouillon: unknown = JSON.parse(sessionStorage.getItem(cle) ?? "null");
    // Only `save` writes this item.
    return brouillon as Brouillon | null;
  } catch {
    return null;
  }
}

function save(cle: string, brouillon: Brouillon): void {
  try {
    sessionStorage.setItem(cle, JSON.stringify(brouillon));
  } catch {
    // Without storage, the form is sent without a draft.
  }
}

customElements.define("blaise-brouillon", BrouillonForms);
