/** Parts of the public site that hold texts. */
export const RUBRIQUES_INFORMATION = ["question", "glossaire", "page"] as const;
export type RubriqueInformation = (typeof RUBRIQUES_INFORMATION)[number];

export const LIBELLE_RUBRIQUE_INFORMATION: Readonly<Record<RubriqueInformation, string>> = {
  question: "Questions fréquentes",
  glossaire: "Mots expliqués",
  page: "Textes des pages",
};

/** Keys of the pages that may have a text of the EPCI. */
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

/** A text shown to the public: shipped with Blaise, or written by an EPCI. */
export type Contenu = {
  readonly rubrique: RubriqueInformation;
  /** Anchor of the text, and its name in the URL. */
  readonly cle: string;
  readonly titre: string;
  /** Markup of `readTexte`. */
  readonly texte: string;
  /** « Facile à lire et à comprendre »: written and proofread with the persons concerned, which only an EPCI can state. */
  readonly falc: boolean;
};

/** « Qui peut demander ? » → « qui-peut-demander »: a readable anchor, kept when the title changes. */
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

/** Does the text hold all the words typed, accents and capitals ignored? */
export function matchesRecherche({ titre, texte }: Pick<Contenu, "titre" | "texte">, recherche: string): boolean {
  const mots = fold(recherche).split(/\s+/).filter(Boolean);
  const corps = fold(`${titre} ${texte}`);
  return mots.every((mot) => corps.includes(mot));
}

function fold(texte: string): string {
  return texte.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
