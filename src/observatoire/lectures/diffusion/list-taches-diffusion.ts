import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";

/** The last prepared release, when it is not published. */
export async function listTachesDiffusion(base: Base, { epci }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "indicateur-publie", "valider", epci)) return [];
  const [derniere] = await base.diffusions.list(epci);
  if (derniere?.etat !== "preparee") return [];
  return [
    {
      code: "diffusion-a-publier",
      titre: `Diffusion ${derniere.numero} prête, non publiée`,
      pourquoi: `Préparée le ${formatJour(derniere.prepareeLe)} ; son contrôle du secret est passé.`,
      action: "Voir et publier",
      chemin: `observatoire/diffusion/${derniere.id}`,
      echeance: null,
    },
  ];
}
