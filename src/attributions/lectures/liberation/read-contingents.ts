import { computeContingents } from "#engagements/lectures/contingent/compute-contingents.ts";
import type { CompteurConvention } from "#engagements/lectures/contingent/contingents.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import type { Liberation } from "./ports.ts";
import type { ContingentsVivants, TourReservataire } from "./vue-liberation.ts";

/**
 * Conventions of flux of this bailleur in force, the réservataire furthest behind its share first, and the rights in stock on its dwellings.
 * Same figures as the page « Contingents ». null: no right to them.
 */
export async function readContingentsVivants(
  base: Base,
  { epci, bailleur }: Liberation,
  aujourdhui: string,
): Promise<ContingentsVivants | null> {
  if (!peut(base.acteur, "contingent", "lire", epci)) return null;
  const annee = Number(aujourdhui.slice(0, 4));
  const { conventions, droits, lignesVisibles } = await computeContingents(base, { epci, annee }, aujourdhui);
  if (!lignesVisibles) return null;
  const own = conventions.filter(({ convention }) => convention.bailleur === bailleur.organisation);
  return {
    annee,
    tours: own.map(tourOf).sort((a, b) => (a.avancement?.[0] ?? 2) - (b.avancement?.[0] ?? 2)),
    droits: droits.filter(
      (droit) => droit.bailleur === bailleur.organisation && droit.mode === "stock" && droit.etat.statut === "en-cours",
    ),
  };
}

/** Published and possible counts, as shares of the objective. */
function tourOf(convention: CompteurConvention): TourReservataire {
  const { objectif, reste } = convention.compteur;
  if (objectif === null || objectif === 0 || reste === null) return { convention, avancement: null };
  const [least, most] = reste;
  return { convention, avancement: [1 - most / objectif, 1 - least / objectif] };
}
