import { PIECES } from "#donnees/regles/piece/nature.ts";
import { findValeur, parametre } from "#droit/regles/parametre.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { DecisionSaisie } from "./decider.ts";
import { motifOf } from "./motif.ts";

/** Days left to answer an offer, and to give a missing paper. */
const DELAI_OFFRE = parametre.nombre("delai-reponse-offre");

export type LettreCal = {
  readonly decision: Omit<DecisionSaisie, "candidature" | "methode">;
  readonly logement: string;
  readonly bailleur: string;
  /** Day of the decision. */
  readonly jour: string;
};

/**
 * What the household reads of its own decision, and the minutes of nobody else: sentences in the order in which they are read
 * (CCH, art. L. 441-2-2: a refusal is notified in writing with its reason; art. R. 441-10: time to answer an offer).
 */
export function writeLettre({ decision, logement, bailleur, jour }: LettreCal): readonly string[] {
  const debut = `La commission d’attribution de ${bailleur} a examiné votre demande le ${formatJour(jour)} pour ce logement : ${logement}.`;
  const suite = decision.precision === null ? [] : [decision.precision];
  return [debut, ...suiteOf(decision, jour), ...suite, ...recours(decision)];
}

function suiteOf({ decision, rang, motif, piece }: LettreCal["decision"], jour: string): readonly string[] {
  const delai = findValeur(DELAI_OFFRE, jour).valeur;
  switch (decision) {
    case "attribution":
      return rang === 1
        ? [
            `Elle vous attribue ce logement. ${OFFRE} Vous aurez ${delai} jours au moins pour répondre ; sans réponse, l’offre compte comme refusée.`,
          ]
        : [
            `Elle vous a classé au rang ${rang}. Si les ménages classés avant vous refusent, une offre vous sera envoyée.`,
          ];
    case "sous-condition":
      return [
        `Elle vous attribue ce logement${rang === 1 ? "" : ` au rang ${rang}`}, à une condition : donner au bailleur cette pièce, qui manque à votre dossier : ${piece === null ? "à préciser" : PIECES[piece].libelle.toLowerCase()}.`,
        "Si vous la donnez à temps, le bailleur doit vous louer le logement.",
      ];
    case "non-attribution":
      return [
        `Elle ne vous attribue pas ce logement, parce que ${phraseOf(motif, jour)}.`,
        "Votre demande reste active.",
      ];
    case "irrecevabilite":
      return [
        `Elle ne peut pas retenir votre demande, parce que ${phraseOf(motif, jour)}.`,
        "C’est un avertissement : si rien ne change dans le mois, votre demande sera arrêtée.",
      ];
    case "report":
      return [
        `Elle n’a pas encore décidé, parce que ${phraseOf(motif, jour)}.`,
        "Votre demande sera examinée à nouveau.",
      ];
  }
}

const OFFRE = "Une offre vous sera envoyée.";

function phraseOf(motif: DecisionSaisie["motif"], jour: string): string {
  return motif === null ? "le motif reste à choisir" : motifOf(motif, jour).phrase;
}

/** Code de justice administrative, art. R. 421-1. */
function recours({ decision }: LettreCal["decision"]): readonly string[] {
  if (decision !== "non-attribution" && decision !== "irrecevabilite") return [];
  return [
    "Vous pouvez demander au bailleur de revoir cette décision, ou saisir le tribunal administratif dans les deux mois.",
  ];
}
