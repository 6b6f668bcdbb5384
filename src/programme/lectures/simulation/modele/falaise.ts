import { formatTaux } from "#socle/regles/shared/format.ts";
import type { AnneeSimulee, Falaise } from "./resultat.ts";

/** First simulated year after the last one with a rehousing or a new dwelling. */
export function findFalaise(annees: readonly AnneeSimulee[]): Falaise {
  const rang = annees.findLastIndex(({ relogements, neufs }) => relogements + neufs > 0);
  const [avant, apres] = [annees[rang], annees[rang + 1]];
  if (!avant)
    return { annee: null, avant: null, apres: null, phrase: "Aucun relogement ni logement neuf n’est prévu." };
  if (!apres) {
    const phrase = `Le programme dure jusqu’à la dernière année simulée (${avant.annee}) : ce qui suit n’est pas simulé.`;
    return { annee: null, avant: avant.taux, apres: null, phrase };
  }
  const [from, to] = [avant.taux.eventail, apres.taux.eventail];
  const change = from && to ? dire([from.moyenne, avant.annee], [to.moyenne, apres.annee]) : "le taux n’est pas connu";
  return {
    annee: apres.annee,
    avant: avant.taux,
    apres: apres.taux,
    phrase: `Après ${avant.annee}, plus aucun relogement ni logement neuf n’est prévu : ${change}.`,
  };
}

/** Two rates written alike are said to be equal. */
function dire(avant: readonly [taux: number, annee: number], apres: readonly [taux: number, annee: number]): string {
  const [from, to] = [formatTaux(avant[0]), formatTaux(apres[0])];
  if (from === to) return `le taux attendu reste de ${from}`;
  return `le taux attendu passe de ${from} (${avant[1]}) à ${to} (${apres[1]})`;
}
