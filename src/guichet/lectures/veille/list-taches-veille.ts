import { findValeur } from "#droit/regles/parametre.ts";
import { DELAI_VEILLE } from "#observatoire/regles/veille/veille.ts";
import type { Base } from "#socle/lectures/base.ts";
import { firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { organisationsOf } from "./compute-veille.ts";

/** Tasks: the demandes that the actor's organisation follows, whose issue is due within the delay. */
export async function listTachesVeille(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peut(base.acteur, "attribution", "lire", epci)) return [];
  const confiees = await base.veilles.confiees(epci, null, organisationsOf(base, epci));
  if (confiees.length === 0) return [];
  const jours = findValeur(DELAI_VEILLE, aujourdhui).valeur;
  return [
    {
      code: "veille-confiees",
      titre: `${formatCompte(confiees.length, "demande confiée", "demandes confiées")} en veille à votre organisation`,
      pourquoi: "Personne ne semblait suivre ces ménages : contactez-les, puis dites ce qu’il en est.",
      action: "Voir",
      chemin: "demandes/veille#confiees",
      echeance: firstJour(confiees.map(({ prise }) => (prise === null ? null : addDays(prise.priseLe, jours)))),
    },
  ];
}
