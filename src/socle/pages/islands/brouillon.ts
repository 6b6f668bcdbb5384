/** What a form held when it was last touched. `envoye`: it was sent, and the answer is not known. */
type Brouillon = { readonly envoye: boolean; readonly champs: readonly (readonly [nom: string, valeur: string])[] };

/**
 * Keeps, in this tab alone, what is typed in the forms inside until the server has answered that it is done: a page lost with the network comes back as
 * it was, with the token that makes a form act once. The page names no household, so that nothing kept here does.
 */
class BrouillonForms extends HTMLElement {
  connectedCallback(): void {
    const fait = this.dataset.fait;
    if (fait) this.#forget(fait);
    for (const form of this.querySelectorAll<HTMLFormElement>("form[data-brouillon]")) this.#hold(form);
  }

  /** What was sent and is done. Something typed since is not. */
  #forget(fait: string): void {
    const cle = this.#cleOf(fait);
    if (read(cle)?.envoye) sessionStorage.removeItem(cle);
  }

  #hold(form: HTMLFormElement): void {
    const cle = this.#cleOf(form.dataset.brouillon ?? "");
    // Refused, the form comes back as it was sent, with the token that it has to have.
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

  /** Another account of the same tab has its own. */
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

/** false: the page already shows it all. */
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

/** A tab without storage, or whose storage is full, keeps nothing, and works all the same. */
function read(cle: string): Brouillon | null {
  try {
    const brouillon: unknown = JSON.parse(sessionStorage.getItem(cle) ?? "null");
    // Written by `save` and by nobody else.
    return brouillon as Brouillon | null;
  } catch {
    return null;
  }
}

function save(cle: string, brouillon: Brouillon): void {
  try {
    sessionStorage.setItem(cle, JSON.stringify(brouillon));
  } catch {
    // Nothing is kept: the form is sent as it would be without this.
  }
}

customElements.define("blaise-brouillon", BrouillonForms);
