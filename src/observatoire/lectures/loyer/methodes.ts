import { citeConvention, referenceOf, remarqueOf } from "#engagements/regles/convention/references.ts";
import type { MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";

/** A method without its source, which depends on the vintage. */
export type TexteMethode = {
  readonly definition: readonly string[];
  readonly reference?: string;
  readonly confiance: Confiance;
  readonly reserves: readonly string[];
};

export function methodeOf({ source }: { readonly source: string }, texte: TexteMethode): MethodeFigure {
  return { ...texte, source };
}

const PRIX =
  "Loyer au m² = loyer mensuel de janvier, hors charges (LOYERPRINC), divisé par la surface habitable (SURFHAB), tronqué au centime.";
const SANS_LOYER =
  "Un loyer de 0, absent, ou de plus de 50 € le m² (l’import l’a gardé avec un avertissement : c’est une faute de frappe) n’entre dans aucune moyenne ni médiane. Ces logements sont comptés à part, et les bornes disent ce qu’ils laissent possible.";

export function methodeClasses(): TexteMethode {
  return {
    definition: [
      PRIX,
      "Classes d’un euro, borne basse comprise : 5,00 € est dans « 5 à 6 € ».",
      "Image : les logements au loyer connu. Part sous 5 € : parmi les logements au loyer connu. Ses bornes comptent tous les loyers inconnus à 5 € ou plus, puis tous au-dessous.",
      ...remarqueOf("remarqueBasLoyers"),
      SANS_LOYER,
    ],
    ...referenceOf("classesLoyers"),
    confiance: citeConvention("classesLoyers") === null ? "B" : "S",
    reserves: [
      ...remarqueOf("remarqueClassesLoyers"),
      "Les logements proposés et vides ont souvent un loyer de 0 dans RPLS : la part des bas loyers y est inconnue.",
    ],
  };
}

export function methodeNiveau(minimum: number): TexteMethode {
  return {
    definition: [
      PRIX,
      "Moyenne : somme des loyers ÷ somme des surfaces (définition de l’État), un grand logement y pèse davantage. Médiane et quartiles : chaque logement pèse un ; le quartile est le plus petit loyer au m² qu’atteint la part voulue des logements. Dispersion : troisième quartile moins premier.",
      SANS_LOYER,
      `Sous ${minimum} loyers connus, ni moyenne ni quartile : ce serait dire le loyer d’un logement. Les bornes de la médiane mettent tous les loyers inconnus à 0 €, puis à 50 € le m².`,
    ],
    reference: `Code de calcul de l’État pour RPLS 2018 (loyer/m² = Σ LOYERPRINC ÷ Σ SURFHAB) ; le minimum de ${minimum} loyers est de Blaise`,
    confiance: "B",
    reserves: [
      ...remarqueOf("remarqueMixite"),
      "Le loyer de janvier ignore la réduction de loyer de solidarité et les annexes.",
    ],
  };
}

export const METHODE_MENAGES: TexteMethode = {
  definition: [
    "Un logement est accessible à un ménage s’il a les pièces qu’il lui faut, et si loyer + charges ≤ taux d’effort × ressources. Ressources : le montant par unité de consommation de la page, fois les unités du ménage (1, puis 0,5 par adulte et 0,3 par enfant de moins de 14 ans), divisé par 12. Charges : le montant au m² de la page, fois la surface.",
    "Pièces nécessaires : un séjour, une chambre pour le couple ou l’adulte, une chambre pour deux enfants ; une personne seule peut vivre dans une pièce. La page admet quelques pièces de plus.",
    "Un loyer, une surface ou un nombre de pièces inconnu ne rend jamais un logement accessible : il élargit les bornes. Vacants : proposés et vides au 1er janvier. Libérés en un an : accessibles × mobilité, un ordre de grandeur.",
  ],
  reference:
    "Arrêté du 10 mars 2011 (taux d’effort) ; Insee, « Unité de consommation » et « Indice de peuplement » ; charges, limite d’effort et pièces de plus : hypothèses de Blaise",
  confiance: "B",
  reserves: [
    "L’APL n’est pas comptée : l’arrêté la déduit du loyer. Le nombre de logements accessibles est donc un plancher.",
    "Les ressources sont celles d’un ménage au seuil même du premier quartile : un ménage plus pauvre a moins de choix. Pour des ménages à reloger, écrivez leurs propres ressources par unité de consommation.",
    "Mobilité de tout le parc : les logements les moins chers changent peut-être moins souvent de locataire.",
    "Ni le plafond de ressources du financement, ni l’ascenseur, ni la réservation du logement ne sont regardés.",
  ],
};
