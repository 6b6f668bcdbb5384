import { delaiOf } from "#dossier/regles/vie.ts";

/**
 * What the dates of a demande say on the day of the extraction, while the stock holds it as alive: valid; past its year, within the month that
 * precedes the radiation; past that month too; undecided without a date.
 */
export const VALIDITES_STOCK = ["valide", "a-renouveler", "depassee", "inconnue"] as const;
export type ValiditeStock = (typeof VALIDITES_STOCK)[number];

export const LIBELLE_VALIDITE_STOCK: Readonly<Record<ValiditeStock, string>> = {
  valide: "Valides par leurs dates",
  "a-renouveler": "Année écoulée, pas encore radiables",
  depassee: "Radiables par leurs dates, et pourtant dans le stock",
  inconnue: "Sans date de création ni de renouvellement",
};

/** Why a demande that its dates would strike off is still in the stock. */
export const CAUSES_DEPASSEE = ["jamais-renouvelee", "renouvellement-ancien"] as const;
export type CauseDepassee = (typeof CAUSES_DEPASSEE)[number];

export const LIBELLE_CAUSE_DEPASSEE: Readonly<Record<CauseDepassee, string>> = {
  "jamais-renouvelee":
    "Le fichier ne porte aucun renouvellement : il a été oublié par l’extraction, ou la radiation n’a pas été faite.",
  "renouvellement-ancien":
    "Le dernier renouvellement date de plus de treize mois : un renouvellement plus récent manque, ou la radiation n’a pas été faite.",
};

/** In months from the start of validity (CCH, art. R. 441-2-7; arrêté of 23 March 2015), on that day. */
export function bornesValidite(jour: string): { readonly validite: number; readonly radiation: number } {
  return { validite: delaiOf("validite", jour), radiation: delaiOf("nonRenouvellement", jour) };
}
