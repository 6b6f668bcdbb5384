import { entreParentheses } from "#engagements/regles/convention/references.ts";
import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { findDernierTrimestre } from "./dernier-trimestre.ts";

/** The last wholly published quarter, when its pack is not frozen: for who may freeze it. */
export async function listTachesPacks(base: Base, { epci }: QuestionTaches): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "indicateur-interne", "valider", epci)) return [];
  const dernier = await findDernierTrimestre(base.cubes, epci);
  if (dernier === null) return [];
  const { annee, trimestre } = dernier;
  const packs = await base.demandes.packs(epci);
  const frozen = packs.some((pack) => pack.annee === annee && pack.trimestre === trimestre);
  return frozen ? [] : [sayPack(annee, trimestre)];
}

function sayPack(annee: number, trimestre: number): Tache {
  return {
    code: "pack-a-figer",
    titre: `Pack du T${trimestre} ${annee} à figer avant la commission`,
    pourquoi: `Attributions, demandes anciennes et pression du trimestre, pour la commission de coordination${entreParentheses("coordination")}.`,
    action: "Préparer",
    chemin: cheminOf("observatoire/packs/preparer", { trimestre: `${annee}-T${trimestre}` }),
    echeance: null,
  };
}
