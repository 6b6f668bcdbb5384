import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";

/** Corrective measures proposed, and not decided yet. */
export async function listTachesMesures(base: Base, { epci }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "objectif", "valider", epci)) return [];
  const mesures = await base.mesures.list(epci);
  return mesures
    .filter(({ decision }) => decision === null)
    .map(({ annee, proposeeLe }) => ({
      code: "mesure-a-decider",
      titre: `Mesure corrective proposée pour ${annee}, à décider`,
      pourquoi: `Proposée le ${formatJour(proposeeLe)}. Elle se retient ou s’écarte, avec un motif ; la commission peut en décider.`,
      action: "Décider",
      chemin: cheminOf("mesures", { annee }),
      echeance: null,
    }));
}
