import type { BilanFiltres } from "../../regles/rapprochement/classer.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import type { SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";

export type CandidatExamine = { readonly demandeur: string; readonly examen: Examen };

export type RechercheCandidats = {
  /** Thirty at most, best placed first. Those excluded by the need of access alone are included: the search does not filter on it. */
  readonly candidats: readonly CandidatExamine[];
  readonly bilan: BilanFiltres;
  /** true: the counts include the demandes of the territory that do not wish the place. */
  readonly ailleurs: boolean;
  readonly seuils: SeuilsRapprochement | null;
};
