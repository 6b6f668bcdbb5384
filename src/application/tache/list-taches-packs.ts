import { peutPartout } from "#domain/habilitation/peut.ts";
import type { Base } from "../base.ts";
import { bornesOf } from "../demande/compute-pack.ts";
import { cheminOf, type QuestionTaches, type Tache } from "./tache.ts";

/** The last quarter that has ended and whose leases are published, when nobody has frozen its pack: for whoever may. */
export async function listTachesPacks(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "indicateur-interne", "valider", epci)) return [];
  const annee = (await base.cubes.annees(epci)).at(-1);
  if (annee === undefined) return [];
  for (const trimestre of [4, 3, 2, 1] as const) {
    const { debut, fin } = bornesOf({ annee, trimestre });
    if (fin >= aujourdhui || (await base.demandes.moisPublies(epci, debut, fin)) === 0) continue;
    const packs = await base.demandes.packs(epci);
    const frozen = packs.some((pack) => pack.annee === annee && pack.trimestre === trimestre);
    return frozen ? [] : [sayPack(annee, trimestre)];
  }
  return [];
}

function sayPack(annee: number, trimestre: number): Tache {
  return {
    code: "pack-a-figer",
    titre: `Pack du T${trimestre} ${annee} à figer avant la commission`,
    pourquoi:
      "Attributions, demandes anciennes et pression du trimestre, pour la commission de coordination (action 12 de la convention).",
    action: "Préparer",
    chemin: cheminOf("observatoire/packs/preparer", { trimestre: `${annee}-T${trimestre}` }),
    echeance: null,
  };
}
