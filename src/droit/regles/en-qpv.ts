import type { Compte } from "./attribution/compte.ts";
import { parametre } from "./parametre.ts";
import { type Apports, countPart, type PartIncertaine } from "./part.ts";
import { type LectureRessourcesNulles, readClasse } from "./quartile.ts";

/**
 * CCH, art. L. 441-1-5 : the orientations set « l’objectif (…) d’attribution, dans les quartiers prioritaires, (…) à des
 * demandeurs autres que ceux [du premier quartile] ». At least 50 % unless the CIL decides otherwise.
 * The text counted propositions until ELAN, which counts attributions; the national bilans and the source's tables always did.
 */
export const REGLE_EN_QPV = "qpv.quartiles-2-a-4";

export const TAUX_MINIMAL_EN_QPV = parametre.taux("taux-minimal-en-qpv");

/**
 * What the text counts: « attributions » since the law n° 2018-1021 of 23 November 2018 (ELAN), art. 114, II, 2°, in force on the 25th;
 * propositions before (law n° 2017-86, as its orientations were read).
 */
export const COMPTE_EN_QPV = parametre.choix<"propositions" | "attributions">("compte-en-qpv");

/** Denominator: in QPV with known resources. Numerator: not in the first quartile. Unknown situations and resources widen the bounds. */
export function countEnQpv(comptes: readonly Compte[], nulles: LectureRessourcesNulles): PartIncertaine {
  return countPart(comptes, (compte) => apportsEnQpv(compte, nulles));
}

/** Rehousing has no effect here. */
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
