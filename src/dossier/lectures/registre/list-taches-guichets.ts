import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { guichetsTenus } from "../choisir-guichet.ts";

/** Tasks of the EPCI: communes without a desk, and a territory without a default desk. */
export async function listTachesGuichets(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "information", "modifier", epci)) return [];
  const [guichets, communes] = await Promise.all([
    guichetsTenus(base, epci, aujourdhui),
    base.territoires.communes(epci),
  ]);
  const servies = new Set(guichets.map(({ commune }) => commune));
  const sans = communes.filter(({ commune }) => !servies.has(commune)).length;
  if (sans === 0 || guichets.some(({ repli }) => repli)) return [];
  return [
    {
      code: "guichet-de-repli",
      titre: guichets.length === 0 ? "Aucun guichet ne reçoit les demandes" : "Aucun guichet de repli",
      pourquoi:
        guichets.length === 0
          ? "Un ménage qui finit sa demande en ligne ne peut l’envoyer à personne. Publiez un guichet qui enregistre, où un agent habilité vient."
          : `${formatCompte(sans, "commune n’a", "communes n’ont")} pas de guichet. Marquez celui qui reçoit leurs habitants.`,
      action: "Régler les guichets",
      chemin: "demandes/accueil",
      echeance: null,
    },
  ];
}
