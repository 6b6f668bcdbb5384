import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";

/**
 * Leases signed here that the SNE's published file of their day does not have, this year and the year before, for their bailleur and for who keeps the
 * territory's files: they count, provisional, for as long as nobody looks.
 */
export async function listTachesRecoupement(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
): Promise<readonly Tache[]> {
  const { acteur } = base;
  const saisit = peut(acteur, "attribution", "modifier", epci);
  const publie = peutPartout(acteur, "lot", "valider", epci) && peut(acteur, "bilan", "lire", epci);
  if (!saisit && !publie) return [];
  const absents = await base.recoupements.absents(epci, Number(aujourdhui.slice(0, 4)) - 1);
  return absents.map(({ annee, baux }) => ({
    code: `baux-absents-${annee}`,
    titre: `${formatCompte(baux, "bail signé dans Blaise manque", "baux signés dans Blaise manquent")} au fichier ${annee} du SNE`,
    pourquoi: saisit
      ? "Vérifiez que l’attribution est saisie dans le SNE, ou annulez le bail s’il n’a pas été signé\u00A0: il compte, provisoire."
      : "Demandez au bailleur si l’attribution est saisie dans le SNE\u00A0: le bail compte, provisoire, et nul fichier ne le prouve.",
    action: "Voir",
    chemin: cheminOf("bilan/recoupement", { annee, etat: "absent" }),
    echeance: null,
  }));
}
