import type { Compte } from "../attribution/compte.ts";
import type { Parametre } from "./parametre.ts";
import { type Apports, countPart, type PartIncertaine } from "./part.ts";
import { type LectureRessourcesNulles, readClasse } from "./quartile.ts";

/**
 * CCH, art. L. 441-1-5 : the orientations set « l’objectif (…) d’attribution, dans les quartiers prioritaires, (…) à des
 * demandeurs autres que ceux [du premier quartile] ». At least 50 % unless the CIL decides otherwise.
 * The text counted propositions until ELAN, which counts attributions; the national bilans and the source's tables always did.
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

/**
 * What the text counts: « attributions » since the law n° 2018-1021 of 23 November 2018 (ELAN), art. 114, II, 2°, in force on the 25th;
 * propositions before (law n° 2017-86, as its orientations were read).
 */
export const COMPTE_EN_QPV: Parametre<"propositions" | "attributions"> = {
  nom: "ce que le texte compte en quartier prioritaire",
  valeurs: [
    {
      depuis: "2017-01-29",
      jusque: "2018-11-24",
      valeur: "propositions",
      source:
        "Loi n° 2017-86 du 27 janvier 2017, art. 70 ; document-cadre du 5 octobre 2018 (« les propositions sont comptabilisées »)",
      confiance: "B",
    },
    {
      depuis: "2018-11-25",
      valeur: "attributions",
      source: "Loi n° 2018-1021 du 23 novembre 2018 (ELAN), art. 114, II, 2°",
      confiance: "R",
    },
  ],
};

/** Denominator: in QPV with known resources. Numerator: not in the first quartile. What is unknown of the side or the resources widens the bounds. */
export function countEnQpv(comptes: readonly Compte[], nulles: LectureRessourcesNulles): PartIncertaine {
  return countPart(comptes, (compte) => apportsEnQpv(compte, nulles));
}

/** Being rehoused changes nothing here. */
export function apportsEnQpv(compte: Omit<Compte, "nombre">, nulles: LectureRessourcesNulles): Apports {
  if (compte.situation === "hors-qpv") return { dehors: true, assiette: false, part: false };
  const classe = readClasse(compte, nulles);
  return {
    dehors:
      compte.doublePossible === true || compte.situation === "inconnue" || classe === "inconnue" || classe === "exclue",
    assiette: classe === "q1" || classe === "inconnue",
    part: classe === "q2-4" || classe === "inconnue",
  };
}
