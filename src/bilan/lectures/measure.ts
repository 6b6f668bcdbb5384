import {
  type Compte,
  type CompteLocalise,
  undoDeductions,
  withoutDoubles,
  withRejetees,
} from "#droit/regles/attribution/compte.ts";
import { countCauses } from "#droit/regles/causes.ts";
import { apportsEnQpv, countEnQpv } from "#droit/regles/en-qpv.ts";
import { apportsHorsQpv, countHorsQpv } from "#droit/regles/hors-qpv.ts";
import { boundShare, decideShare, judgeNombre, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import { countsAsPremierQuartile, hasKnownRessources } from "#droit/regles/quartile.ts";
import { attenduOf } from "#engagements/regles/convention/atteindre.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import { ceilShare, share } from "#socle/regles/shared/taux.ts";
import type { Cible, Constat, Mesures, NonLocalisees } from "./bilan.ts";
import { type Cadre, countNonLues, isEnCours } from "./cadre.ts";
import { judgeEnParts } from "./cible-en-parts.ts";

/** Under this base a percentage misleads: the fraction is shown (our convention, algorithms of small counts). */
const PETIT_EFFECTIF = 20;

/** Bearer of the objective: the EPCI (null), a bailleur, or none: a commune or an origin has no target of its own. */
export type Porteur = { readonly bailleur: string | null } | null;

/** The only place that turns counts into published measures, for the territory or any part of it. */
export function measure(comptes: readonly CompteLocalise[], cadre: Cadre, porteur: Porteur): Mesures {
  const nulles = cadre.nulles.valeur;
  const possibles = withRejetees(comptes, countNonLues(cadre));
  const hors = countHorsQpv(possibles, nulles);
  const qpv = countEnQpv(possibles, nulles);
  // A part without leases, or a side without a base, has no verdict before the end either.
  const enCours = isEnCours(cadre);
  const etat = comptes.some(({ deduite }) => deduite === true) ? undoDeductions(comptes) : null;
  const cible = (objet: "hors-qpv" | "qpv", part: PartIncertaine) =>
    findCible({ ...cadre, enCours }, porteur, objet, part);
  const imprimes = withoutDoubles(comptes);
  return {
    total: sum(imprimes),
    horsQpv: {
      ...judge(hors, cadre.horsQpv, { cible: cible("hors-qpv", hors), enCours }),
      inconnus: countCauses(possibles, (bail) => apportsHorsQpv(bail, nulles)),
      etat: etat && tellEtat(countHorsQpv(etat, nulles), hors),
      premierQuartile: hors.premierQuartile,
      reloges: hors.part - hors.premierQuartile,
    },
    qpv: {
      ...judge(qpv, cadre.qpv, { cible: cible("qpv", qpv), enCours }),
      inconnus: countCauses(possibles, (bail) => apportsEnQpv(bail, nulles)),
      etat: etat && tellEtat(countEnQpv(etat, nulles), qpv),
      propositions: null,
    },
    nonLocalisees: countNonLocalisees(imprimes, cadre),
    deduites: sum(imprimes.filter((c) => c.deduite === true && hasKnownRessources(c, nulles))),
    sansRessources: sum(imprimes.filter((c) => c.ressources !== "nulles" && c.quartile === "inconnu")),
    ressourcesNulles: sum(imprimes.filter((c) => c.ressources === "nulles")),
  };
}

/** The measures of a part, without the fields that identify it. */
export function pickMesures(mesures: Mesures): Mesures {
  const { total, horsQpv, qpv, nonLocalisees, deduites, sansRessources, ressourcesNulles } = mesures;
  return { total, horsQpv, qpv, nonLocalisees, deduites, sansRessources, ressourcesNulles };
}

function judge(
  part: PartIncertaine,
  { plancher, regle }: Cadre["qpv"],
  { cible, enCours }: { readonly cible: Cible | null; readonly enCours: boolean },
): Omit<Constat, "inconnus" | "etat"> {
  const taux = plancher.valeur.valeur;
  const attendu = ceilShare(part.total, taux);
  return {
    assiette: part.total,
    realise: part.part,
    taux: share(part.part, part.total),
    bornes: boundShare(part),
    plancher: taux,
    plancherRetrospectif: plancher.retrospectif,
    attendu,
    manque: Math.max(0, attendu - part.part),
    verdict: enCours ? "en-cours" : judgeShare(part, taux),
    contredit: false,
    suffit: enCours ? null : (decideShare(part, taux)?.suffit ?? null),
    cible,
    petitEffectif: part.total < PETIT_EFFECTIF,
    regle,
  };
}

function tellEtat(etat: PartIncertaine, ours: PartIncertaine): Constat["etat"] {
  const same = etat.part === ours.part && etat.total === ours.total;
  return same ? null : { realise: etat.part, assiette: etat.total };
}

/** Only leases that would enter the tests (known resources); the others are in `sansRessources`. */
function countNonLocalisees(comptes: readonly CompteLocalise[], cadre: Cadre): NonLocalisees {
  const nulles = cadre.nulles.valeur;
  const unlocated = comptes.filter((c) => c.situation === "inconnue" && hasKnownRessources(c, nulles));
  const premierQuartile = sum(unlocated.filter((c) => countsAsPremierQuartile(c, nulles)));
  const total = sum(unlocated);
  return {
    total,
    premierQuartile,
    autres: total - premierQuartile,
    probablesQpv: sum(unlocated.filter(({ probable }) => probable === "qpv")),
    probablesHorsQpv: sum(unlocated.filter(({ probable }) => probable === "hors-qpv")),
  };
}

type CadreMesure = Cadre & { readonly enCours: boolean };

function findCible(
  cadre: CadreMesure,
  porteur: Porteur,
  objet: ObjectifRetenu["objet"],
  part: PartIncertaine,
): Cible | null {
  if (porteur === null) return null;
  const objectif = cadre.objectifs.findLast((row) => row.objet === objet && row.bailleur === porteur.bailleur);
  if (!objectif) return null;
  if (objectif.parts.length > 0) return judgeEnParts(objectif, { ...cadre, nulles: cadre.nulles.valeur });
  const attendu = attenduOf(objectif, part.total);
  return {
    taux: objectif.taux,
    nombre: objectif.nombre,
    attendu,
    manque: Math.max(0, attendu - part.part),
    verdict: judgeCible(objectif, part, cadre),
    contredit: false,
    acte: objectif.acte,
    ...(objectif.calcul === null ? {} : { calcul: objectif.calcul }),
  };
}

/** A written number covers the whole year: a quarter may have reached it, but cannot have missed it. */
function judgeCible(objectif: ObjectifRetenu, part: PartIncertaine, cadre: CadreMesure): Cible["verdict"] {
  if (cadre.enCours) return "en-cours";
  if (objectif.nombre === null) return objectif.taux === null ? "sans-objet" : judgeShare(part, objectif.taux);
  const verdict = judgeNombre(part, objectif.nombre);
  return cadre.periode.code === "annee" || verdict === "atteint" ? verdict : "sans-objet";
}

function sum(comptes: readonly Compte[]): number {
  return comptes.reduce((total, compte) => total + compte.nombre, 0);
}
