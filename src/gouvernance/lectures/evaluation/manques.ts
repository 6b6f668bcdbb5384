import type { EnteteRapport } from "#bilan/lectures/rapport/ports.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ManqueEvaluation } from "./evaluation.ts";

/** Last report of the whole year frozen after its end; undefined: none. */
export function findRapportAnnuel(annee: number, rapports: readonly EnteteRapport[]): EnteteRapport | undefined {
  return rapports.find((one) => isAnnuel(one, annee) && one.figeLe >= `${annee + 1}`);
}

function isAnnuel(one: EnteteRapport, annee: number): boolean {
  return one.annee === annee && one.periode === "annee";
}

/** What is missing of one year's report; empty: nothing. */
export function manqueRapport(annee: number, rapports: readonly EnteteRapport[]): readonly ManqueEvaluation[] {
  if (findRapportAnnuel(annee, rapports)) return [];
  const tot = rapports.find((one) => isAnnuel(one, annee));
  return [
    {
      phrase: tot
        ? `Le rapport ${tot.numero} a été figé le ${formatJour(tot.figeLe)}, avant la fin de ${annee} : figez à nouveau le rapport annuel.`
        : `Aucun bilan figé pour ${annee} : figez le rapport annuel.`,
      lien: `Figer le rapport de ${annee}`,
      chemin: `rapport?annee=${annee}&periode=annee`,
    },
  ];
}

/** A year that is not over cannot be evaluated: its objective may still be met. */
export function anneeNonFinie(annee: number, aujourdhui: string): readonly ManqueEvaluation[] {
  if (aujourdhui >= `${annee + 1}`) return [];
  return [
    {
      phrase: `L’année ${annee} n’est pas finie : son évaluation se prépare à partir du 1er janvier ${annee + 1}.`,
      lien: `Voir le bilan de ${annee} à ce jour`,
      chemin: `bilan?annee=${annee}`,
    },
  ];
}
