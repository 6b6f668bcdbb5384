import { readAnneesVivantes } from "#bilan/lectures/annees.ts";
import type { BlocEffort, LigneEffort } from "#bilan/lectures/effort/effort.ts";
import { findEffort } from "#bilan/lectures/effort/find-effort.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { computeEffetBail, objetTouche } from "../../regles/liberation/effet-bail.ts";
import type { ObjectifsTouches, ObjectifTouche } from "./objectifs-touches.ts";
import type { Liberation } from "./ports.ts";

/**
 * Effect of a lease signed today on this dwelling on the objectives of its side: of its bailleur, then of the territory when the actor reads it. Same
 * figures as the page « Objectifs ». null: the dwelling is not located, no file is published, or no right to the bilan.
 */
export async function readObjectifsTouches(
  base: Base,
  { epci, logement, bailleur }: Liberation,
  aujourdhui: string,
): Promise<ObjectifsTouches | null> {
  const objet = objetTouche(logement.situation);
  if (objet === null || bailleur.siren === null || !peut(base.acteur, "bilan", "lire", epci)) return null;
  const annees = await readAnneesVivantes(base.cubes, epci);
  const annee = annees.findLast((one) => one <= Number(aujourdhui.slice(0, 4)));
  if (annee === undefined) return null;
  const effort = await findEffort(base, { epci, annee, bailleur: restricted(base, epci) ? bailleur.siren : null });
  const bloc = effort?.blocs.find((one) => one.objet === objet);
  if (!effort || !bloc) return null;
  const own = bloc.lignes.find(({ porteur }) => porteur.type === "bailleur" && porteur.siren === bailleur.siren);
  const lignes = [own, restricted(base, epci) ? null : bloc.ensemble].filter(
    (one) => one !== null && one !== undefined,
  );
  return {
    objet,
    titre: bloc.titre,
    annee,
    arreteAu: effort.arreteAu,
    // The day already excludes a quarter to come; a gap before the day is reported.
    manquants: lignes.some(({ lecture }) => lecture.aCeJour === null) ? (effort.enCours ?? null) : null,
    enCours: annee === Number(aujourdhui.slice(0, 4)),
    lignes: lignes.map((ligne) => touch(ligne, bloc)),
  };
}

/** true: the actor reads their own lines only, which would pass for the whole territory's. */
function restricted({ acteur }: Base, epci: string): boolean {
  return acteur.habilitations.every(
    ({ role, epci: ou }) => ou !== epci || role === "agent-bailleur" || role === "responsable-bailleur",
  );
}

function touch(ligne: LigneEffort, { plancher }: BlocEffort): ObjectifTouche {
  const projection = ligne.cible ?? ligne.plancher;
  const taux = projection?.objectif.taux ?? plancher?.taux ?? null;
  return {
    nom: ligne.nom,
    cible: taux === null ? null : { taux, nature: projection?.objectif.nature ?? "plancher" },
    effet: computeEffetBail(
      {
        realise: ligne.lecture.realise,
        assiette: ligne.lecture.assiette,
        besoin: projection?.besoin ?? null,
        attendus: ligne.attente.total,
      },
      // An estimate from the average of former years puts nothing out of reach.
      projection?.verdict === "en-cours" && ligne.attente.moyenne === null
        ? (projection.besoinBornes?.[0] ?? null)
        : null,
    ),
    besoinBornes: projection?.besoinBornes ?? null,
    inconnus: ligne.lecture.inconnus.total,
    phrase: projection?.phrase ?? null,
  };
}
