import { TAUX_MINIMAL_EN_QPV } from "#droit/regles/en-qpv.ts";
import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import {
  describeDerogation,
  findPlancherHorsQpv,
  findSousPlancher,
  type TauxEcrit,
} from "#droit/regles/plancher-hors-qpv.ts";
import { formatJour, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import type { ControleConvention, MatiereControle } from "./controles.ts";
import { type Engagement, keyPorteur, labelPorteur, samePorteur } from "./engagement.ts";
import type { Version } from "./version.ts";

type Signable = Pick<Version, "signataires" | "etapes" | "depuis">;

/** Day of the signature: the act's, else the last signature's, else the first day of effect. null: unsigned. */
export function readSignature({ signataires, etapes, depuis }: Signable): string | null {
  const act = etapes.find(({ nature }) => nature === "signatures");
  if (!act) return depuis;
  const last = signataires.flatMap(({ signeLe }) => signeLe ?? []).sort();
  return act.date ?? last.at(-1) ?? depuis;
}

/**
 * The share that a version writes for the whole EPCI hors QPV, by year: the written rate; else the number over its reference; else, without a line
 * for the EPCI, the sum of the bailleurs' numbers.
 */
export function readTauxEcrits(engagements: readonly Engagement[]): readonly TauxEcrit[] {
  const horsQpv = engagements.filter(({ objet }) => objet === "hors-qpv");
  const annees = [...new Set(horsQpv.map(({ annee }) => annee))].sort();
  return annees.flatMap((annee) => {
    const lines = horsQpv.filter((one) => one.annee === annee);
    const epci = lines.find(({ porteur }) => porteur.type === "epci");
    const taux = epci ? shareOf([epci]) : shareOf(lines.filter(({ porteur }) => porteur.type === "bailleur"));
    return taux === null ? [] : [{ annee, taux }];
  });
}

/** null when a line has neither a rate of its own nor a base. */
function shareOf(lines: readonly Engagement[]): number | null {
  const [only] = lines;
  if (lines.length === 1 && only && only.taux !== null) return only.taux;
  let [nombres, bases] = [0, 0];
  for (const { nombre, reference } of lines) {
    if (nombre === null || reference === null) return null;
    nombres += nombre;
    bases += reference.assiette;
  }
  return bases === 0 ? null : nombres / bases;
}

/** First year set by this version: that of its effect, of its signature, or of its possible signature. Earlier years belong to another version. */
export function readEffet(version: Signable, jour: string): number {
  return Number((version.depuis ?? readSignature(version) ?? jour).slice(0, 4));
}

/** Permanent mention beside this version's rates; null: none. */
export function readDerogation(version: Signable & Pick<Version, "engagements">, jour: string): string | null {
  return describeDerogation(readTauxEcrits(version.engagements), readSignature(version), jour);
}

export function checkDroit(matiere: MatiereControle): ControleConvention[] {
  return [...checkPlancher(matiere), ...checkRepartition(matiere), ...checkEnQpv(matiere)];
}

/**
 * A notice for a version signed while the rate could be adapted. One signed later, or not yet, cannot enter into force with a lower rate in a year
 * that it sets; an avenant's copies of past years decide nothing.
 */
function checkPlancher({ version, jour }: MatiereControle): ControleConvention[] {
  const signed = readSignature(version);
  const law = findPlancherHorsQpv(signed ?? jour);
  if (law === null || law.adaptable) {
    const notice = readDerogation(version, jour);
    if (notice === null) return [];
    return [
      { code: "plancher-derogation", gravite: "information", annee: null, porteur: { type: "epci" }, phrase: notice },
    ];
  }
  const judged = readTauxEcrits(version.engagements).filter(({ annee }) => annee >= readEffet(version, jour));
  return findSousPlancher(judged).map(({ annee, taux }) => ({
    code: "plancher-hors-qpv",
    gravite: "bloquant",
    annee,
    porteur: { type: "epci" },
    phrase:
      `${annee} : ${formatTauxCourt(taux)} hors QPV pour l’EPCI, sous le plancher légal de ${formatTauxCourt(law.taux)}. ` +
      `Depuis le ${formatJour(law.depuis)}, une convention ne peut plus écrire moins : relevez l’objectif.`,
  }));
}

/** The convention distributes the EPCI's rate between the bailleurs (CCH, L. 441-1): a lower one is lawful as long as the whole reaches 25 %. */
function checkRepartition({ version, noms }: MatiereControle): ControleConvention[] {
  const lines = version.engagements.filter(({ objet, porteur }) => objet === "hors-qpv" && porteur.type === "bailleur");
  const bearers = new Map(lines.map(({ porteur }) => [keyPorteur(porteur), porteur]));
  return [...bearers.values()].flatMap((porteur) => {
    const own = lines.filter((line) => samePorteur(line.porteur, porteur));
    const under = findSousPlancher(own.flatMap(({ annee, taux }) => (taux === null ? [] : [{ annee, taux }])));
    if (under.length === 0) return [];
    const written = joinFrench(under.map(({ annee, taux }) => `${formatTauxCourt(taux)} en ${annee}`));
    return [
      {
        code: "repartition-sous-plancher",
        gravite: "information",
        annee: null,
        porteur,
        phrase: `${labelPorteur(porteur, noms)} : ${written}. La convention répartit le taux de l’EPCI entre les bailleurs ; les autres portent la différence.`,
      },
    ];
  });
}

function checkEnQpv({ version, noms }: MatiereControle): ControleConvention[] {
  return version.engagements.flatMap(({ annee, objet, porteur, taux }) => {
    const day = `${annee}-12-31`;
    if (objet !== "qpv" || taux === null || !hasValeur(TAUX_MINIMAL_EN_QPV, day)) return [];
    const floor = findValeur(TAUX_MINIMAL_EN_QPV, day).valeur;
    if (taux >= floor) return [];
    return [
      {
        code: "plancher-en-qpv",
        gravite: "alerte",
        annee,
        porteur,
        phrase: `${labelPorteur(porteur, noms)} ${annee} : ${formatTauxCourt(taux)} en QPV, sous les ${formatTauxCourt(floor)} qui s’appliquent à défaut d’accord. Seules les orientations approuvées par l’EPCI et le préfet peuvent fixer moins.`,
      },
    ];
  });
}
