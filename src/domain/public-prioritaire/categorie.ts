import type { Confiance } from "../droit/parametre.ts";

/** A reason for which a household is of a priority public, between two days. */
export type CategoriePrioritaire = {
  /** Letter of the CCH's list, « DALO », or the code of a local list. */
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

/** A category that the departmental plan (PDALHPD) adds, as the EPCI types it. */
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
 * catégories a à m. Order and wording: fiche F10007 of service-public.fr, 7 October 2020; the letters, and the first day of g bis and m, were not
 * read in the code itself: they are marked B. No proof of a category n was found, so there is none.
 */
const FICHE = "art. L. 441-1 du CCH ; fiche F10007, service-public.fr, 7 octobre 2020 (lettres non relues)";
const EGALITE_CITOYENNETE = "2017-01-29";

type Ligne = readonly [code: string, libelle: string, depuis?: string, reference?: string];

const LISTE_CCH: readonly Ligne[] = [
  ["a", "Personnes en situation de handicap, ou ayant à leur charge une personne en situation de handicap"],
  ["b", "Personnes sortant d’un appartement de coordination thérapeutique"],
  ["c", "Personnes mal logées ou défavorisées, cumul de difficultés"],
  ["d", "Personnes hébergées ou logées temporairement"],
  ["e", "Personnes reprenant une activité après un chômage de longue durée"],
  ["f", "Personnes exposées à un habitat indigne"],
  ["g", "Personnes victimes de violences au sein du couple, ou menacées de mariage forcé"],
  [
    "g bis",
    "Personnes victimes de viol ou d’agression sexuelle à leur domicile ou à ses abords",
    "2020-10-07",
    `${FICHE} ; premier jour non établi : celui de la fiche`,
  ],
  ["h", "Personnes engagées dans un parcours de sortie de la prostitution"],
  ["i", "Personnes victimes de traite des êtres humains ou de proxénétisme"],
  ["j", "Personnes ayant à leur charge un enfant mineur et logées dans un logement suroccupé ou non décent"],
  ["k", "Personnes dépourvues de logement, y compris hébergées par un tiers"],
  ["l", "Personnes menacées d’expulsion sans relogement"],
  [
    "m",
    "Jeunes de moins de 21 ans sortant de l’aide sociale à l’enfance",
    "2022-02-09",
    "Loi n° 2022-140 du 7 février 2022 ; art. L. 441-1 du CCH (lettre non relue)",
  ],
];

const DALO: CategoriePrioritaire = {
  code: "DALO",
  libelle: "Personnes reconnues prioritaires par la commission de médiation (droit au logement opposable)",
  origine: "dalo",
  depuis: "2007-03-06",
  jusque: null,
  reference: "Loi n° 2007-290 du 5 mars 2007 ; art. L. 441-2-3 du CCH (premier jour non relu)",
  confiance: "B",
};

const CATEGORIES_CCH: readonly CategoriePrioritaire[] = LISTE_CCH.map(
  ([code, libelle, depuis = EGALITE_CITOYENNETE, reference = FICHE]) => ({
    code,
    libelle,
    origine: "cch",
    depuis,
    jusque: null,
    reference,
    confiance: "B",
  }),
);

/** Those in force on the day, in the order of the law: DALO first, the CCH's list, then the territory's own. */
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
  return [DALO, ...CATEGORIES_CCH, ...own].filter(
    ({ depuis, jusque }) => depuis <= jour && (jusque === null || jour <= jusque),
  );
}

/** « G bis », « g-bis », « a) », « Dalo »: the category whose code is written so, whatever the day; null when it is not one of the law's. */
export function findCategorieLegale(texte: string): CategoriePrioritaire | null {
  const wanted = foldCode(texte);
  return [DALO, ...CATEGORIES_CCH].find(({ code }) => foldCode(code) === wanted) ?? null;
}

function foldCode(texte: string): string {
  return texte.toUpperCase().replace(/[^A-Z0-9]/g, "");
}
