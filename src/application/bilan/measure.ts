import type { Compte } from "#domain/attribution/compte.ts";
import { countEnQpv } from "#domain/droit/en-qpv.ts";
import { countHorsQpv } from "#domain/droit/hors-qpv.ts";
import { boundShare, judgeNombre, judgeShare, type PartIncertaine } from "#domain/droit/part.ts";
import { countsAsPremierQuartile, hasKnownRessources } from "#domain/droit/quartile.ts";
import { ceilShare, share } from "#domain/shared/taux.ts";
import type { ObjectifRow } from "#import/rows.ts";
import type { Cible, Constat, Mesures, NonLocalisees } from "./bilan.ts";
import type { Cadre, Plancher } from "./cadre.ts";

/** Under this base a percentage misleads: the fraction is shown (our convention, algorithms of small counts). */
const PETIT_EFFECTIF = 20;

/** Whose objective: the EPCI (null), a bailleur, or nobody — a commune or an origin has no target of its own. */
export type Porteur = { readonly bailleur: string | null } | null;

/** The only place where counts become the published measures, for the territory or any part of it. */
export function measure(comptes: readonly Compte[], cadre: Cadre, porteur: Porteur): Mesures {
  const nulles = cadre.nulles.valeur;
  const hors = countHorsQpv(comptes, nulles);
  const qpv = countEnQpv(comptes, nulles);
  const cible = (objet: "hors-qpv" | "qpv", part: PartIncertaine) => findCible(cadre, porteur, objet, part);
  return {
    total: sum(comptes),
    horsQpv: {
      ...judge(hors, cadre.horsQpv.plancher, cadre.horsQpv.regle, cible("hors-qpv", hors)),
      premierQuartile: hors.premierQuartile,
      reloges: hors.part - hors.premierQuartile,
    },
    qpv: { ...judge(qpv, cadre.qpv.plancher, cadre.qpv.regle, cible("qpv", qpv)), propositions: null },
    nonLocalisees: countNonLocalisees(comptes, cadre),
    sansRessources: sum(comptes.filter((c) => c.ressources !== "nulles" && c.quartile === "inconnu")),
    ressourcesNulles: sum(comptes.filter((c) => c.ressources === "nulles")),
  };
}

function judge(part: PartIncertaine, plancher: Plancher, regle: string, cible: Cible | null): Constat {
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
    verdict: judgeShare(part, taux),
    cible,
    petitEffectif: part.total < PETIT_EFFECTIF,
    regle,
  };
}

/** Only those that would enter the tests: resources known. The rest is in `sansRessources`. */
function countNonLocalisees(comptes: readonly Compte[], cadre: Cadre): NonLocalisees {
  const nulles = cadre.nulles.valeur;
  const unlocated = comptes.filter((c) => c.situation === "inconnue" && hasKnownRessources(c, nulles));
  const premierQuartile = sum(unlocated.filter((c) => countsAsPremierQuartile(c, nulles)));
  const total = sum(unlocated);
  return { total, premierQuartile, autres: total - premierQuartile };
}

function findCible(cadre: Cadre, porteur: Porteur, objet: ObjectifRow["objet"], part: PartIncertaine): Cible | null {
  if (porteur === null) return null;
  const objectif = cadre.objectifs.findLast((row) => row.objet === objet && row.bailleur === porteur.bailleur);
  if (!objectif) return null;
  const attendu = objectif.nombre ?? ceilShare(part.total, objectif.taux ?? 0);
  return {
    taux: objectif.taux,
    nombre: objectif.nombre,
    attendu,
    manque: Math.max(0, attendu - part.part),
    verdict: judgeCible(objectif, part, cadre),
    acte: objectif.acte,
  };
}

/** A written number is for the whole year: a quarter can have reached it, but cannot have missed it. */
function judgeCible(objectif: ObjectifRow, part: PartIncertaine, cadre: Cadre): Cible["verdict"] {
  if (objectif.nombre === null) return objectif.taux === null ? "sans-objet" : judgeShare(part, objectif.taux);
  const verdict = judgeNombre(part.part, part.inconnusPart, objectif.nombre);
  return cadre.periode.code === "annee" || verdict === "atteint" ? verdict : "sans-objet";
}

function sum(comptes: readonly Compte[]): number {
  return comptes.reduce((total, compte) => total + compte.nombre, 0);
}
