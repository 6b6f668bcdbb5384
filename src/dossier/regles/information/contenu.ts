/** What the public site says, by where it stands. */
export const RUBRIQUES_INFORMATION = ["question", "glossaire", "page"] as const;
export type RubriqueInformation = (typeof RUBRIQUES_INFORMATION)[number];

export const LIBELLE_RUBRIQUE_INFORMATION: Readonly<Record<RubriqueInformation, string>> = {
  question: "Questions fréquentes",
  glossaire: "Mots expliqués",
  page: "Textes des pages",
};

/** The pages that have a text of the EPCI, by key. */
export const CLES_PAGE = ["accueil", "conditions", "guichets", "aide"] as const;
export type ClePage = (typeof CLES_PAGE)[number];

export const LIBELLE_CLE_PAGE: Readonly<Record<ClePage, string>> = {
  accueil: "Accueil",
  conditions: "Conditions",
  guichets: "Guichets",
  aide: "Être aidé",
};

export const TITRE_MAX = 200;
export const TEXTE_MAX = 6000;

/** A text as it is read: shipped with Blaise, or written by an EPCI. */
export type Contenu = {
  readonly rubrique: RubriqueInformation;
  /** Its anchor and its name in the address. */
  readonly cle: string;
  readonly titre: string;
  /** In the small writing of `readTexte`. */
  readonly texte: string;
  /** « Facile à lire et à comprendre »: written and read again by the persons concerned, which only an EPCI can say. */
  readonly falc: boolean;
};

/** « Qui peut demander ? » → « qui-peut-demander »: an anchor that is read, and that stays when the words change. */
export function cleOfTitre(titre: string): string {
  const plat = titre
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  return plat === "" ? "texte" : plat;
}

/** Whether a text has all the words typed, accents and capitals aside. */
export function matchesRecherche({ titre, texte }: Pick<Contenu, "titre" | "texte">, recherche: string): boolean {
  const mots = fold(recherche).split(/\s+/).filter(Boolean);
  const corps = fold(`${titre} ${texte}`);
  return mots.every((mot) => corps.includes(mot));
}

function fold(texte: string): string {
  return texte.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
