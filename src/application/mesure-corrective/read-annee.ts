import { findManquants } from "#domain/attribution/trimestre-publie.ts";
import type { Inconnus } from "#domain/droit/causes.ts";
import { countEnQpv } from "#domain/droit/en-qpv.ts";
import { countHorsQpv } from "#domain/droit/hors-qpv.ts";
import type { Confiance } from "#domain/droit/parametre.ts";
import {
  completeShare,
  decideNombre,
  decideShare,
  judgeNombre,
  judgeShare,
  type PartIncertaine,
} from "#domain/droit/part.ts";
import { findPlancherHorsQpv } from "#domain/droit/plancher-hors-qpv.ts";
import { boundManque } from "#domain/mesure-corrective/manque.ts";
import { judgeAnnee, type ObjectifJuge } from "#domain/mesure-corrective/objectif-annee.ts";
import { yearPeriode } from "#domain/shared/periode.ts";
import type { Base } from "../base.ts";
import type { Cible, Constat, Mesures } from "../bilan/bilan.ts";
import { buildCadre, type Cadre } from "../bilan/cadre.ts";
import { measure } from "../bilan/measure.ts";
import type { CompteMensuel } from "../bilan/ports.ts";
import type { ChiffresAnnee, CoteAnnee, LigneObjectif, ObjectifLu } from "./mesures.ts";

export type AnneeQuestion = { readonly epci: string; readonly annee: number; readonly aujourdhui: string };
export type AnneeBase = Pick<Base, "cubes">;

/**
 * The figures of a year by which it is judged, from the published lots: for whoever reads all the territory's rows, which is for the
 * caller to know. Throws `parametre-absent`.
 */
export async function readAnnee(base: AnneeBase, { epci, annee, aujourdhui }: AnneeQuestion): Promise<ChiffresAnnee> {
  const [comptes, noms, objectifs, trimestres] = await Promise.all([
    base.cubes.byMois(epci, [annee, annee], null),
    base.cubes.bailleurs(epci),
    base.cubes.objectifs(epci, annee),
    base.cubes.trimestres(epci, annee),
  ]);
  const cadre = buildCadre(yearPeriode(annee), objectifs);
  const dernierMois = comptes.reduce((last, { mois }) => Math.max(last, mois), 0);
  const finie = aujourdhui > `${annee}-12-31` && findManquants(yearPeriode(annee), trimestres).length === 0;
  const ensemble = measure(comptes, cadre, { bailleur: null });
  const plancher = findPlancherHorsQpv(`${annee}-12-31`);
  const juges = (["hors-qpv", "qpv"] as const).map((objet) =>
    judgeCote(objet, { comptes, cadre, ensemble }, plancher?.adaptable ?? true),
  );
  return {
    finie,
    dernierMois,
    total: ensemble.total,
    inconnus: inconnusOf(ensemble, juges),
    issue: judgeAnnee(
      juges.map(({ juge }) => juge),
      finie,
    ),
    suffit: sumOf(juges.map(({ cote }) => suffitOf(cote.ligne))),
    cotes: juges.map(({ cote, juge }) => ({ ...cote, issue: judgeAnnee([juge], finie) })),
    bailleurs: bailleursOf(comptes, cadre, noms),
    plancherHorsQpv: plancher ? { taux: plancher.taux, adaptable: plancher.adaptable } : null,
    tauxConvention: ensemble.horsQpv.cible?.taux ?? null,
  };
}

type Lu = {
  readonly comptes: readonly CompteMensuel[];
  readonly cadre: Cadre;
  readonly ensemble: Mesures;
};

type CoteJuge = { readonly cote: Omit<CoteAnnee, "issue">; readonly juge: ObjectifJuge };

/** The share in QPV may be set otherwise by the conférence: the convention's own objective then stands for it. */
function judgeCote(objet: CoteAnnee["objet"], { comptes, cadre, ensemble }: Lu, adaptable: boolean): CoteJuge {
  const ligne = ligneOf({ siren: null, nom: "EPCI" }, objet, { comptes, cadre, mesures: ensemble });
  const { cible, plancher } = ligne;
  const juge = { cible: cible?.verdict ?? null, plancher: plancher?.verdict ?? null };
  return {
    cote: { objet, libelle: LIBELLE_COTE[objet], ligne },
    juge: { ...juge, adaptable: objet === "qpv" || adaptable },
  };
}

/** What decides the side: what decides both of its objectives, when both are undecided. */
function suffitOf({ cible, plancher }: LigneObjectif): number {
  return Math.max(cible?.suffit ?? 0, plancher?.suffit ?? 0);
}

function inconnusOf({ horsQpv, qpv }: Mesures, juges: readonly CoteJuge[]): Inconnus {
  const undecided = juges.find(({ juge }) => [juge.cible, juge.plancher].includes("indecidable"));
  return undecided?.cote.objet === "qpv" ? qpv.inconnus : horsQpv.inconnus;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const LIBELLE_COTE: Readonly<Record<CoteAnnee["objet"], string>> = {
  "hors-qpv": "Hors quartier prioritaire, 1er quartile ou relogés",
  qpv: "En quartier prioritaire, quartiles 2 à 4",
};

function bailleursOf(
  comptes: readonly CompteMensuel[],
  cadre: Cadre,
  noms: ReadonlyMap<string, string>,
): readonly LigneObjectif[] {
  const sirens = [
    ...new Set([
      ...comptes.map(({ bailleur }) => bailleur),
      ...cadre.objectifs.flatMap(({ bailleur }) => bailleur ?? []),
    ]),
  ];
  return sirens
    .map((siren) => {
      const own = comptes.filter(({ bailleur }) => bailleur === siren);
      const mesures = measure(own, cadre, { bailleur: siren });
      return ligneOf({ siren, nom: noms.get(siren) ?? `SIREN ${siren}` }, "hors-qpv", { comptes: own, cadre, mesures });
    })
    .sort((a, b) => b.assiette - a.assiette || a.nom.localeCompare(b.nom, "fr"));
}

function ligneOf(
  qui: { readonly siren: string | null; readonly nom: string },
  objet: CoteAnnee["objet"],
  { comptes, cadre, mesures }: { comptes: readonly CompteMensuel[]; cadre: Cadre; mesures: Mesures },
): LigneObjectif {
  const constat = objet === "hors-qpv" ? mesures.horsQpv : mesures.qpv;
  const part = (objet === "hors-qpv" ? countHorsQpv : countEnQpv)(comptes, cadre.nulles.valeur);
  const { valeur } = (objet === "hors-qpv" ? cadre.horsQpv : cadre.qpv).plancher;
  return {
    ...qui,
    assiette: constat.assiette,
    realise: constat.realise,
    taux: constat.taux,
    bornes: constat.bornes,
    petitEffectif: constat.petitEffectif,
    plancher: constat.plancherRetrospectif ? null : floorOf(constat, part, valeur),
    cible: constat.cible ? targetOf(constat.cible, part) : null,
  };
}

function floorOf(
  { plancher, attendu }: Constat,
  part: PartIncertaine,
  { source, confiance }: { readonly source: string; readonly confiance: Confiance },
): ObjectifLu {
  return {
    taux: plancher,
    attendu,
    manque: boundManque(part, plancher),
    verdict: judgeShare(part, plancher),
    suffit: decideShare(part, plancher)?.suffit ?? null,
    source,
    confiance,
  };
}

/** A written number does not move with the base: unknown leases can only fill it. */
function targetOf({ taux, nombre, attendu, manque, acte }: Cible, part: PartIncertaine): ObjectifLu {
  const gagnables = completeShare(part).best.part - part.part;
  const lu =
    nombre === null
      ? {
          manque: boundManque(part, taux ?? 0),
          suffit: decideShare(part, taux ?? 0)?.suffit,
          verdict: taux === null ? ("sans-objet" as const) : judgeShare(part, taux),
        }
      : {
          verdict: judgeNombre(part, nombre),
          manque: { compte: manque, auMoins: Math.max(0, manque - gagnables), auPlus: manque },
          suffit: decideNombre(part, nombre)?.suffit,
        };
  return { taux, attendu, ...lu, suffit: lu.suffit ?? null, source: acte, confiance: "S" };
}
