import type { IndicateurOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { compareNewcombe } from "#socle/calculs/surrepresentation/newcombe.ts";
import { classerEvolution, type Evolution, retirerEntrants } from "../../regles/desequilibre/evolution.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import type { CompteOccupation, EvolutionIndicateur } from "./analyse.ts";
import { findCompte } from "./occupations.ts";

/**
 * Recent entrants against the households there before them, for each indicator of the method. Under the minimum on either side, nothing is compared.
 */
export function compareEvolutions(
  comptes: readonly CompteOccupation[],
  { indicateurs, seuils }: Pick<MethodeDesequilibre, "indicateurs" | "seuils">,
): readonly EvolutionIndicateur[] {
  return indicateurs.map(({ indicateur }) => compareEvolution(comptes, indicateur, seuils.effectifMinimal));
}

function compareEvolution(
  comptes: readonly CompteOccupation[],
  indicateur: IndicateurOccupation,
  minimum: number,
): EvolutionIndicateur {
  const entrants = findCompte(comptes, indicateur, "emmenages-recents");
  const occupants = findCompte(comptes, indicateur, "occupants");
  const installes = retirerEntrants(
    { effectif: occupants.part, repondants: occupants.total },
    { effectif: entrants.part, repondants: entrants.total },
  );
  const enough = installes !== null && entrants.total >= minimum && installes.repondants >= minimum;
  const found = enough
    ? compareNewcombe(entrants.part, entrants.total, installes.effectif, installes.repondants)
    : null;
  return {
    indicateur,
    evolution: classerEvolution(found?.intervalle ?? null),
    difference: found?.difference ?? null,
    intervalle: found?.intervalle ?? null,
  };
}

/** Entrants are younger everywhere: ages tell nothing of a résidence's own trend. */
function isAge(indicateur: IndicateurOccupation): boolean {
  return indicateur.startsWith("titulaire-");
}

/** Worse on one indicator is « worse », whatever the others; ages excluded. */
export function resumeEvolution(evolutions: readonly EvolutionIndicateur[]): Evolution {
  const found = new Set(evolutions.filter(({ indicateur }) => !isAge(indicateur)).map(({ evolution }) => evolution));
  const order: readonly Evolution[] = ["s-aggrave", "s-ameliore", "non-distinguable"];
  return order.find((evolution) => found.has(evolution)) ?? "inconnu";
}
