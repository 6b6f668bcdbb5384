import type { HypothesesSimulation } from "../../../regles/simulation/hypotheses.ts";
import type { Trajectoire } from "../../../regles/simulation/trajectoire.ts";
import type { AnneeEntiere } from "./entiers.ts";
import type { AnneeSimulee, TauxSimule } from "./resultat.ts";
import { countOrdinaires, sansTaux } from "./tirer.ts";

/** Adds to each year its counts, beside its rate. */
export function describeAnnees(
  h: HypothesesSimulation,
  { trajectoire, annees }: { readonly trajectoire: Trajectoire; readonly annees: readonly TauxSimule[] },
  entiers: (annee: number) => AnneeEntiere,
): AnneeSimulee[] {
  return trajectoire.annees.map((annee, rang) => {
    const { relogements, neufs, plai } = entiers(annee.annee);
    const ordinaires = countOrdinaires(annee);
    return {
      annee: annee.annee,
      relogements,
      relogementsHorsQpv: relogements * h.leviers.partHorsQpv,
      demolis: annee.demolis,
      occupesDemolis: annee.occupesDemolis,
      neufs,
      neufsPlai: plai,
      attributionsOrdinaires: ordinaires,
      attributions: ordinaires + neufs,
      taux: annees[rang] ?? sansTaux("Année non simulée."),
    };
  });
}
