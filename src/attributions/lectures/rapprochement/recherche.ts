import type { BilanFiltres } from "../../regles/rapprochement/classer.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import type { SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";

export type CandidatExamine = { readonly demandeur: string; readonly examen: Examen };

export type RechercheCandidats = {
  /** At most thirty, the best placed first. Among them, whom only the need of access excludes: it is not in what is searched. */
  readonly candidats: readonly CandidatExamine[];
  readonly bilan: BilanFiltres;
  /** Whether the demandes of the territory that do not wish the place are in the counts. */
  readonly ailleurs: boolean;
  readonly seuils: SeuilsRapprochement | null;
};
