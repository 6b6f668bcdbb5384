import { SANS_PRIX, type SansPrix } from "#donnees/regles/loyer/prix.ts";

/** Bands of the signed diagnosis, by the euro. Exactly 5 €/m² is in « 5 à 6 », exactly 8 in the last. */
export const CLASSES_LOYER = [
  "moins-de-3",
  "de-3-a-4",
  "de-4-a-5",
  "de-5-a-6",
  "de-6-a-7",
  "de-7-a-8",
  "8-et-plus",
] as const;
export type ClasseLoyer = (typeof CLASSES_LOYER)[number];

export const LIBELLE_CLASSE_LOYER: Readonly<Record<ClasseLoyer | SansPrix, string>> = {
  "moins-de-3": "Moins de 3\u00A0€",
  "de-3-a-4": "3 à 4\u00A0€",
  "de-4-a-5": "4 à 5\u00A0€",
  "de-5-a-6": "5 à 6\u00A0€",
  "de-6-a-7": "6 à 7\u00A0€",
  "de-7-a-8": "7 à 8\u00A0€",
  "8-et-plus": "8\u00A0€ et plus",
  nul: "Loyer nul",
  "non-renseigne": "Non renseigné",
  invraisemblable: "Invraisemblable",
};

/** Number of dwellings by band, or by reason without one. */
export type ComptesLoyer = Readonly<Record<ClasseLoyer | SansPrix, number>>;

/** Band of a price in centimes a square metre. */
export function classOf(centimes: number): ClasseLoyer {
  const rang = Math.min(Math.max(Math.floor(centimes / 100) - 2, 0), CLASSES_LOYER.length - 1);
  return CLASSES_LOYER[rang] ?? "8-et-plus";
}

/** « < 5 € / m² » (document-cadre du 5 octobre 2018, « Une offre à bas loyers plus fortement concentrée sur le Vert-Bois »). */
const BAS_LOYERS: readonly ClasseLoyer[] = ["moins-de-3", "de-3-a-4", "de-4-a-5"];

/** Share of the offer under 5 €/m², by two methods. null when there is nothing to divide by. */
export type PartBasLoyers = {
  readonly basLoyers: number;
  /** Dwellings of known price. */
  readonly connus: number;
  readonly logements: number;
  /** Ours: over dwellings of known price. */
  readonly taux: number | null;
  /** The signed document's: zero rents only in the denominator. It is a lower bound, not an estimate. */
  readonly tauxDocument: number | null;
  /** With all unknown at 5 € or more, then under it. */
  readonly bornes: readonly [number, number] | null;
};

export function readBasLoyers(comptes: ComptesLoyer): PartBasLoyers {
  const sum = (classes: readonly (ClasseLoyer | SansPrix)[]) =>
    classes.reduce((total, classe) => total + comptes[classe], 0);
  const basLoyers = sum(BAS_LOYERS);
  const connus = sum(CLASSES_LOYER);
  const inconnus = sum(SANS_PRIX);
  const logements = connus + inconnus;
  const divide = (part: number, total: number) => (total === 0 ? null : part / total);
  return {
    basLoyers,
    connus,
    logements,
    taux: divide(basLoyers, connus),
    tauxDocument: divide(basLoyers, logements),
    bornes: logements === 0 ? null : [basLoyers / logements, (basLoyers + inconnus) / logements],
  };
}
