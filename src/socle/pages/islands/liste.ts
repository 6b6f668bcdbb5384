/**
 * A sort, a sheet or a filter changes the part alone: the page that the link or the form asks for is fetched, and what differs of it is put in place.
 * Without this script the browser opens that page.
 */
const FORMULAIRE = "form.filtres";

/** The last one asked for wins. */
let demande: AbortController | undefined;

/** `partie`: id of the list; null, the whole content of the page. Falls back on the browser when the server answers something else than a page. */
async function changer(url: URL, partie: string | null, historique: boolean): Promise<void> {
  demande?.abort();
  demande = new AbortController();
  try {
    const answer = await fetch(url, { headers: { accept: "text/html" }, signal: demande.signal });
    const recu = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !remplacer(recu, partie)) throw new Error();
    if (historique) history.pushState(null, "", url);
    document.title = recu.title;
    annoncer(partie);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) location.assign(url);
  }
}

/** The list, its sheets, and what chooses its columns. */
const partsOf = (id: string) => [`#${id}`, `#${id} + .feuilles`, `.colonnes:has(+ #${id})`];

/** False when the page received has not that part. */
function remplacer(recu: Document, partie: string | null): boolean {
  const selecteurs = partie === null ? ["main"] : partsOf(CSS.escape(partie));
  const [premier] = selecteurs;
  if (!premier || !recu.querySelector(premier)) return false;
  const foyer = reperer();
  const nouveaux = selecteurs.map((selecteur) => [selecteur, recu.querySelector(selecteur)] as const);
  for (const [selecteur, nouveau] of nouveaux) {
    const ancien = document.querySelector(selecteur);
    if (nouveau && ancien) ancien.replaceWith(nouveau);
    else if (nouveau) document.querySelector(premier)?.after(nouveau);
    else ancien?.remove();
  }
  preparer();
  foyer()?.focus({ preventScroll: true });
  return true;
}

/** What had the focus, found again in the new part: by its id, or by its words. */
function reperer(): () => HTMLElement | null | undefined {
  const actif = document.activeElement;
  if (!(actif instanceof HTMLElement) || actif === document.body) return () => null;
  const mots = actif.getAttribute("aria-label") ?? actif.textContent;
  const id = actif.id;
  const liste = actif.closest("section[id]")?.id;
  return () =>
    id
      ? document.getElementById(id)
      : ([...document.querySelectorAll<HTMLElement>(liste ? `#${CSS.escape(liste)} thead a` : "main a")].find(
          (lien) => (lien.getAttribute("aria-label") ?? lien.textContent) === mots,
        ) ?? document.getElementById("contenu"));
}

function annoncer(partie: string | null): void {
  const suite = partie === null ? null : document.querySelector(`#${CSS.escape(partie)} + .feuilles p`);
  const lignes = document.querySelectorAll("main tbody tr").length;
  const voix = document.getElementById("voix") ?? document.body.appendChild(document.createElement("p"));
  voix.id = "voix";
  voix.className = "lu";
  voix.setAttribute("role", "status");
  const compte = lignes > 0 ? `\u00a0: ${lignes} lignes` : "";
  voix.textContent = suite?.textContent ?? `Page mise à jour${compte}`;
}

function preparer(): void {
  for (const formulaire of document.querySelectorAll(FORMULAIRE)) formulaire.classList.add("vivants");
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const lien =
    event.target instanceof Element
      ? event.target.closest<HTMLAnchorElement>("thead a, .feuilles a, .colonnes a, .retirer")
      : null;
  if (!lien || lien.origin !== location.origin || lien.pathname !== location.pathname) return;
  event.preventDefault();
  const url = new URL(lien.href);
  void changer(url, lien.matches(".retirer") ? null : url.hash.slice(1) || null, true);
});

function envoyer(formulaire: HTMLFormElement): void {
  const url = new URL(formulaire.action);
  for (const [nom, valeur] of new FormData(formulaire)) if (valeur !== "") url.searchParams.append(nom, String(valeur));
  if (url.pathname === location.pathname) void changer(url, null, true);
  else location.assign(url);
}

document.addEventListener("change", (event) => {
  const champ = event.target;
  if (champ instanceof HTMLSelectElement && champ.form?.matches(FORMULAIRE)) envoyer(champ.form);
});

document.addEventListener("submit", (event) => {
  const formulaire = event.target;
  if (!(formulaire instanceof HTMLFormElement) || !formulaire.matches(FORMULAIRE)) return;
  event.preventDefault();
  envoyer(formulaire);
});

window.addEventListener("popstate", () => void changer(new URL(location.href), null, false));
preparer();
