import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { dueBilanFlux } from "./compute-bilan-flux.ts";

/** For who may transmit the yearly bilan of the flux: last year's conventions of their bailleur without one. */
export async function listTachesFlux(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
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
  return [
    {
      code: "bilan-flux-a-transmettre",
      titre: `Bilan annuel des flux ${annee} à transmettre avant le 28 février`,
      pourquoi: `${formatCompte(due.length, "convention de flux", "conventions de flux")} sans bilan transmis à son réservataire. La date du 28 février est à confirmer.`,
      action: "Transmettre",
      chemin: cheminOf("contingents", { annee }),
      echeance: dueBilanFlux(annee),
    },
  ];
}
