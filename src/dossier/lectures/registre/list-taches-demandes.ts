import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, daysBefore, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { delaiOf } from "../../regles/vie.ts";
import { guichetsOf } from "./guichets.ts";

/** Tasks of a desk: the demandes to register, and those that end soon without renewal. */
export async function listTachesDemandes(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  const guichets = guichetsOf(base, epci);
  if (guichets === null) return [];
  const depot = daysBefore(aujourdhui, delaiOf("saisine", aujourdhui));
  const echeance = addMonths(aujourdhui, delaiOf("preavis", aujourdhui));
  const faire = await base.registres.aFaire(epci, guichets, { depot, echeance });
  const { attendent, tard, premier, echeances, fin } = faire;
  const file: readonly Tache[] =
    attendent === 0
      ? []
      : [
          {
            code: "demandes-a-enregistrer",
            titre: `${formatCompte(attendent, "demande")} à enregistrer`,
            pourquoi: sayTard(tard),
            action: "Enregistrer",
            chemin: cheminOf("demandes", { liste: "a-enregistrer" }),
            echeance: premier === null ? null : addDays(premier, delaiOf("saisine", aujourdhui)),
          },
        ];
  const fins: readonly Tache[] =
    echeances === 0
      ? []
      : [
          {
            code: "demandes-a-renouveler",
            titre: `${formatCompte(echeances, "demande")} à renouveler dans le mois`,
            pourquoi: "Prévenues, et pas encore renouvelées : sans renouvellement, elles seront radiées.",
            action: "Voir",
            chemin: cheminOf("demandes", { liste: "a-renouveler" }),
            echeance: fin,
          },
        ];
  return [...file, ...fins];
}

function sayTard(tard: number): string {
  const droit = "Après quinze jours, le demandeur peut saisir le préfet ; l’attestation est due dans le mois.";
  return tard === 0 ? droit : `Dont ${tard} au-delà de quinze jours. ${droit}`;
}
