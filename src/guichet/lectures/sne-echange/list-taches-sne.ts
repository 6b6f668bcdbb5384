import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { type EtatOuvert, limiteOf } from "#dossier/regles/transmission.ts";
import type { Base } from "#socle/lectures/base.ts";
import { firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { CompteTransmission } from "./ports.ts";
import { countEtat, readTransmissions, sumNombres, type TransmissionsLues } from "./read-transmissions.ts";

/** Tasks of a desk: what its files owe to the national system. The registrations have their own (`listTachesDemandes`). */
export async function listTachesSne(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (guichetsOf(base, epci) === null) return [];
  const lues = await readTransmissions(base, { epci, aujourdhui, etat: null });
  const listees = duesOf(lues);
  const dues = sumNombres(listees);
  return [
    ...(dues === 0
      ? []
      : [
          tache({
            code: "sne-a-transmettre",
            titre: `${formatCompte(dues, "écriture")} à transmettre au SNE`,
            pourquoi:
              "Le système national ne connaît pas encore ces changements : un renouvellement qu’il ignore finit en radiation.",
            echeance: firstJour(listees.map(limiteOf)),
          }),
        ]),
    ...restees(lues, "envoyee", {
      mots: ["écriture sans réponse du SNE", "écritures sans réponse du SNE"],
      pourquoi: "Parties, sans réponse : cherchez-les dans le SNE, puis dites ce qu’il en est.",
    }),
    ...restees(lues, "refusee", {
      mots: ["écriture refusée par le SNE", "écritures refusées par le SNE"],
      pourquoi: "Lisez la raison, corrigez, puis remettez-la à envoyer.",
    }),
  ];
}

type Dite = { readonly mots: readonly [singulier: string, pluriel: string]; readonly pourquoi: string };

function restees(lues: TransmissionsLues, etat: EtatOuvert, { mots, pourquoi }: Dite): readonly Tache[] {
  const nombre = countEtat(lues, etat);
  if (nombre === 0) return [];
  return [tache({ code: `sne-${etat}`, titre: formatCompte(nombre, ...mots), pourquoi, echeance: null })];
}

function tache(dite: Pick<Tache, "code" | "titre" | "pourquoi" | "echeance">): Tache {
  return { ...dite, action: "Voir", chemin: "demandes/sne#transmissions" };
}

/** Those that are no registration. */
function duesOf({ comptes }: TransmissionsLues): readonly CompteTransmission[] {
  return comptes.filter(({ etat, nature }) => etat === "a-envoyer" && nature !== "enregistrement");
}
