import { habilitationsFor } from "#domain/habilitation/peut.ts";
import type { Base } from "../base.ts";
import { dueBilanFlux } from "../contingent/compute-bilan-flux.ts";
import type { Tache } from "./list-taches.ts";

/** The yearly bilan of the flux, for whoever may transmit it: last year's conventions of their own bailleur that have none yet. */
export async function listTachesFlux(base: Base, epci: string, aujourdhui: string): Promise<readonly Tache[]> {
  const annee = Number(aujourdhui.slice(0, 4)) - 1;
  const siennes = new Set(
    habilitationsFor(base.acteur, "contingent", "valider", epci)
      .filter(({ role }) => role === "responsable-bailleur")
      .map(({ organisation }) => organisation),
  );
  if (siennes.size === 0) return [];
  const [conventions, transmis] = await Promise.all([
    base.contingents.conventions(epci),
    base.contingents.transmis(epci),
  ]);
  const done = new Set(transmis.filter((bilan) => bilan.annee === annee).map(({ convention }) => convention));
  const due = conventions.filter(
    ({ id, bailleur, anneeDebut, anneeFin }) =>
      siennes.has(bailleur) && anneeDebut <= annee && annee <= anneeFin && !done.has(id),
  );
  if (due.length === 0) return [];
  return [{ kind: "bilan-flux-a-transmettre", annee, conventions: due.length, echeance: dueBilanFlux(annee) }];
}
