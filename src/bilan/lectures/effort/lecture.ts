import type { Inconnus } from "#droit/regles/causes.ts";
import { boundShare, countInconnus, decideShare, type PartIncertaine, pickPart } from "#droit/regles/part.ts";
import { boundClopperPearson, boundWilson, testMidP } from "#socle/calculs/petit-effectif/intervalle.ts";
import { share } from "#socle/regles/shared/taux.ts";
import type { Lecture } from "./effort.ts";
import { type Jugement, judgeAnnee, type Quand } from "./juger.ts";
import { phrasesLecture } from "./phrases.ts";

/** Under this base a percentage misleads: the fraction is shown (our convention, algorithms of small counts). */
const PETIT_EFFECTIF = 20;

/**
 * Three separate questions: the count (no interval: a census), what the unknown could change (bounds, verdict, and what would decide), and whether
 * the gap exceeds small-number noise (intervals on known leases only).
 */
export function readLecture(
  part: PartIncertaine,
  causes: Inconnus | null,
  reference: Lecture["reference"],
  quand: Quand,
): Lecture {
  const { part: realise, total: assiette } = part;
  const jugement = reference === null ? SANS_REFERENCE : judgeAnnee(part, { ...reference, nombre: null }, quand);
  const lu = {
    realise,
    assiette,
    taux: share(realise, assiette),
    petitEffectif: assiette < PETIT_EFFECTIF,
    compte: pickPart(part),
    inconnus: { ...splitInconnus(part), causes },
    bornes: boundShare(part),
    ...jugement,
    // A missing quarter or a contradiction is no lease that one could complete.
    trancher: reference === null || jugement.aCeJour === null ? null : decideShare(part, reference.taux),
    wilson: boundWilson(realise, assiette),
    clopperPearson: boundClopperPearson(realise, assiette),
    midP: reference === null ? null : (testMidP(realise, assiette, reference.taux)?.midAuPlus ?? null),
    reference,
  };
  return { ...lu, phrases: phrasesLecture({ ...lu, acheve: quand.etendue.acheve }) };
}

const SANS_REFERENCE: Jugement = { verdict: "sans-objet", aCeJour: "sans-objet", contredit: null };

function splitInconnus(part: PartIncertaine): Omit<Lecture["inconnus"], "causes"> {
  const { inconnusPart, inconnusAutres, indecis, inconnusIndecis } = part;
  return {
    part: inconnusPart,
    autres: inconnusAutres,
    indecis: indecis + inconnusIndecis,
    total: countInconnus(part),
  };
}
