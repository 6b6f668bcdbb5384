import { findValeur, hasValeur, parametre, valeursOf } from "#droit/regles/parametre.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";

/** A reason for which a household is of a priority public, between two days. */
export type CategoriePrioritaire = {
  /** Letter of the CCH's list, « DALO », or a local code. */
  readonly code: string;
  readonly libelle: string;
  readonly origine: "dalo" | "cch" | "locale";
  /** First day included. */
  readonly depuis: string;
  /** Last day included; null while no text has closed it. */
  readonly jusque: string | null;
  readonly reference: string;
  /** B: shown « à confirmer ». */
  readonly confiance: Confiance;
};

/** A category added by the departmental plan (PDALHPD), typed by the EPCI. */
export type CategorieLocale = {
  readonly code: string;
  readonly libelle: string;
  readonly depuis: string;
  readonly jusque: string | null;
  /** « PDALHPD 2019-2024, arrêté du … » */
  readonly acte: string;
};

/**
 * CCH, art. L. 441-1, al. 3 et suivants : « personnes bénéficiant du droit à un logement décent et indépendant » (DALO), puis « à défaut » les
 * catégories a à m. Each has its own days in the list, which is replaced whole when a text changes it.
 */
const CATEGORIES = parametre.structure<readonly Omit<CategoriePrioritaire, "confiance">[]>("categories-prioritaires");

/** Categories in force on the day, in the order of the law: DALO first, the CCH's list, then the territory's own. */
export function listCategories(jour: string, locales: readonly CategorieLocale[]): readonly CategoriePrioritaire[] {
  const own = locales
    .map(
      ({ acte, ...locale }): CategoriePrioritaire => ({
        ...locale,
        origine: "locale",
        reference: acte,
        confiance: "S",
      }),
    )
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return [...legalesAt(jour), ...own].filter(
    ({ depuis, jusque }) => depuis <= jour && (jusque === null || jour <= jusque),
  );
}

function legalesAt(jour: string): readonly CategoriePrioritaire[] {
  if (!hasValeur(CATEGORIES, jour)) return [];
  const { valeur, confiance } = findValeur(CATEGORIES, jour);
  return valeur.map((categorie) => ({ ...categorie, confiance }));
}

/** « G bis », « g-bis », « a) », « Dalo »: the category with that code, whatever the day; null when the law has none. */
export function findCategorieLegale(texte: string): CategoriePrioritaire | null {
  const wanted = foldCode(texte);
  const lists = valeursOf(CATEGORIES).flatMap(({ valeur, confiance }) => valeur.map((one) => ({ ...one, confiance })));
  return lists.findLast(({ code }) => foldCode(code) === wanted) ?? null;
}

function foldCode(texte: string): string {
  return texte.toUpperCase().replace(/[^A-Z0-9]/g, "");
}
