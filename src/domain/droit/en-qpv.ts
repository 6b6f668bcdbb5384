import type { Compte } from "../attribution/compte.ts";
import type { Parametre } from "./parametre.ts";
import { countPart, type PartIncertaine } from "./part.ts";
import { countsAsPremierQuartile, hasKnownRessources, type LectureRessourcesNulles } from "./quartile.ts";

/**
 * CCH, art. L. 441-1-5 : the orientations set « l’objectif (…) d’attribution, dans les quartiers prioritaires, (…) à des
 * demandeurs autres que ceux [du premier quartile] ». At least 50 % unless the CIL decides otherwise.
 * The text counts propositions; the national bilans, and the source's tables, count attributions: official = attributions.
 */
export const REGLE_EN_QPV = "qpv.quartiles-2-a-4";

export const TAUX_MINIMAL_EN_QPV: Parametre<number> = {
  nom: "part des attributions en QPV aux quartiles 2 à 4",
  valeurs: [
    {
      depuis: "2017-01-29",
      valeur: 0.5,
      source:
        "Loi n° 2017-86 du 27 janvier 2017 ; document-cadre du 5 octobre 2018 ; DREAL Pays de la Loire, fiche 6 (2020)",
      confiance: "R",
    },
  ],
};

/** Denominator: in QPV with known resources. Numerator: not in the first quartile. */
export function countEnQpv(comptes: readonly Compte[], nulles: LectureRessourcesNulles): PartIncertaine {
  return countPart(
    comptes,
    "qpv",
    (compte) => hasKnownRessources(compte, nulles),
    (compte) => !countsAsPremierQuartile(compte, nulles),
  );
}
