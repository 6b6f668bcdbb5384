import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { bailleurOf, type ExamensLus, readExamens } from "./read-examens.ts";

/** Tasks on the leases that a bailleur follows: late examinations and pending steps, for whoever examines them. */
export async function listTachesExamens(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  if (bailleurOf(base, epci) === null) return [];
  const lus = await readExamens(base, { epci, aujourdhui });
  return A_FAIRE.flatMap((of) => of(lus));
}

type Dire = (lus: ExamensLus) => readonly Tache[];

/** A late examination makes no task where it is not compulsory; it does where nobody said whether it is. */
const retards: Dire = ({ zone, comptes, lignes }) => {
  const nombre = comptes["en-retard"];
  if (nombre === 0 || zone?.applicable === "non") return [];
  return [
    {
      code: "examens-en-retard",
      titre: `${formatCompte(nombre, "examen")} de l’occupation en retard`,
      pourquoi: `Bail signé, ou examiné, il y a plus de trois ans (CCH, art. L. 442-5-2, à confirmer${zone === null ? " ; zone non dite" : ""}).`,
      action: "Voir les baux",
      chemin: cheminOf("examens-occupation", { etat: "en-retard" }),
      echeance: firstJour(lignes.filter(({ etat }) => etat === "en-retard").map(({ echeanceLe }) => echeanceLe)),
    },
  ];
};

const transmettre: Dire = ({ comptes }) => {
  const nombre = comptes["a-transmettre"];
  if (nombre === 0) return [];
  return [
    {
      code: "examens-a-transmettre",
      titre: `${formatCompte(nombre, "dossier d’occupation", "dossiers d’occupation")} à transmettre à la commission`,
      pourquoi: "Une situation de la loi est relevée : la commission donne un avis.",
      action: "Voir les baux",
      chemin: cheminOf("examens-occupation", { etat: "a-transmettre" }),
      echeance: null,
    },
  ];
};

const suivre: Dire = ({ comptes }) => {
  const nombre = comptes["a-suivre"];
  if (nombre === 0) return [];
  return [
    {
      code: "examens-a-suivre",
      titre: `${formatCompte(nombre, "avis", "avis")} de la commission à examiner avec le locataire`,
      pourquoi: "Écrivez la suite : offre, refus, ou parcours examiné sans offre.",
      action: "Voir les baux",
      chemin: cheminOf("examens-occupation", { etat: "a-suivre" }),
      echeance: null,
    },
  ];
};

const A_FAIRE: readonly Dire[] = [retards, transmettre, suivre];
