import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { type Bornes, boundShare, PART_VIDE } from "#droit/regles/part.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";

/** Households by their answer to one question. `bornes`: rates that the unknown answers leave, 0 to 1; null: no household. */
export type PartComptee = {
  readonly oui: number;
  readonly non: number;
  readonly inconnus: number;
  readonly total: number;
  /** Share of « oui » among all, unknown answers included: the lower bound. null: no household. */
  readonly taux: number | null;
  readonly bornes: Bornes | null;
};

export function countReponses(reponses: readonly Reponse[]): PartComptee {
  const count = (reponse: Reponse) => reponses.filter((one) => one === reponse).length;
  const [oui, inconnus, total] = [count("oui"), count("inconnu"), reponses.length];
  const bornes = boundShare({ ...PART_VIDE, part: oui, total, indecis: inconnus });
  return { oui, non: count("non"), inconnus, total, taux: total === 0 ? null : oui / total, bornes };
}

/**
 * State of the target of new dwellings. `possible`: not reached, still reachable. `indecidable`: reached or not, depending on unknown
 * dwellings. `hors-atteinte`: unreachable even if all the others go to new dwellings. `inconnue`: the occupied dwellings are unknown.
 */
export const ETATS_CIBLE = ["atteinte", "indecidable", "possible", "hors-atteinte", "inconnue"] as const;
export type EtatCible = (typeof ETATS_CIBLE)[number];

export const LIBELLE_ETAT_CIBLE: Readonly<Record<EtatCible, string>> = {
  atteinte: "Atteinte",
  indecidable: "Indécidable",
  possible: "Encore possible",
  "hors-atteinte": "Hors d’atteinte",
  inconnue: "Inconnue",
};

/** Counts of households. `manque`: still to find after the known ones, `manqueAuMieux`: if every unknown dwelling is new. */
export type CibleNeuf = {
  readonly taux: number;
  readonly attendu: number | null;
  readonly manque: number | null;
  readonly manqueAuMieux: number | null;
  /** Households still to rehouse, who may go to a new dwelling. */
  readonly restants: number | null;
  readonly etat: EtatCible;
};

/** `occupes`: dwellings occupied on the day of the count, one household each. `restants`: of these, neither rehoused nor gone. */
export function computeCibleNeuf(
  occupes: number | null,
  neufs: Pick<PartComptee, "oui" | "inconnus">,
  restants: number | null,
  taux: number,
): CibleNeuf {
  if (occupes === null || restants === null) {
    return { taux, attendu: null, manque: null, manqueAuMieux: null, restants, etat: "inconnue" };
  }
  const attendu = ceilShare(occupes, taux);
  const manque = Math.max(0, attendu - neufs.oui);
  const manqueAuMieux = Math.max(0, manque - neufs.inconnus);
  return { taux, attendu, manque, manqueAuMieux, restants, etat: judge(manque, manqueAuMieux, restants) };
}

function judge(manque: number, manqueAuMieux: number, restants: number): EtatCible {
  if (manque === 0) return "atteinte";
  if (manqueAuMieux === 0) return "indecidable";
  return manqueAuMieux > restants ? "hors-atteinte" : "possible";
}

/**
 * Median of the known values, with the count of unknown ones. It is one of the values: the smallest that half of them do not exceed (definition 1 of
 * Hyndman and Fan, as everywhere here). null: none is known.
 */
export type Mediane = { readonly valeur: number | null; readonly connus: number; readonly inconnus: number };

export function computeMediane(valeurs: readonly (number | null)[]): Mediane {
  const known = valeurs.flatMap((valeur) => (valeur === null ? [] : [valeur])).toSorted((a, b) => a - b);
  const valeur = known[Math.ceil(known.length / 2) - 1] ?? null;
  return { valeur, connus: known.length, inconnus: valeurs.length - known.length };
}
