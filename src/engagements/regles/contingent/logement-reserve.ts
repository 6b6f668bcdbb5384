import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import type { CodeReservataire } from "./droit.ts";

/** RPLS, CONTRESLOG (arrêté RPLS, dictionnaire 2018): contingent of a dwelling, in the file's codes. */
export const CODES_CONTRESLOG = ["1", "2", "3", "4", "5", "6", "7"] as const;
export type CodeContreslog = (typeof CODES_CONTRESLOG)[number] | "inconnu";

export const LIBELLE_CONTRESLOG: Readonly<Record<CodeContreslog, string>> = {
  "1": "État, fonctionnaires",
  "2": "État, publics prioritaires",
  "3": "Employeurs, Action Logement",
  "4": "Collectivités territoriales",
  "5": "État, conventions R. 314",
  "6": "Autres réservataires",
  "7": "Non réservé",
  inconnu: "Non renseigné",
};

/** Equivalent in the SNE; null when it has none (5), when nobody holds the dwelling (7), or when the file is silent. */
export const CONTINGENT_CONTRESLOG: Readonly<Record<CodeContreslog, CodeReservataire | null>> = {
  "1": "PFONCT",
  "2": "PPRIOR",
  "3": "COLACT",
  "4": "COLTER",
  "5": null,
  "6": "AUTRES",
  "7": null,
  inconnu: null,
};

/** Contingent that the file says; `inconnu`: it says none. */
export function contingentOfContreslog(contreslog: string | null): Contingent {
  if (contreslog === null) return "inconnu";
  if (contreslog === "7") return "AUCUN";
  const known = Object.entries(CONTINGENT_CONTRESLOG).find(([code]) => code === contreslog);
  // Code 5, conventions of the State, has no SNE equivalent.
  return known ? (known[1] ?? "AUTRES") : "inconnu";
}

/** RPLS, FINAN: the loan that financed the dwelling. */
export const LIBELLE_FINANCEMENT: Readonly<Record<string, string>> = {
  "10": "PLAI, LLTS",
  "11": "PLA d’intégration, très social",
  "12": "PLA",
  "13": "PLUS, LLS",
  "14": "PLS",
  "15": "PAP",
  "16": "PLI",
  "17": "PCL",
  "49": "Autre, depuis 1977",
  "50": "HBM",
  "51": "PLR, PSR",
  "52": "HLM ordinaire",
  "53": "ILM",
  "54": "ILN",
  "55": "Crédit foncier",
  "99": "Autre, avant 1977",
};
