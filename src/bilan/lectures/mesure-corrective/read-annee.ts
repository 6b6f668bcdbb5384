import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { withRejetees } from "#droit/regles/attribution/compte.ts";
import { findManquants, sayEnCours } from "#droit/regles/attribution/trimestre-publie.ts";
import { sayIndecis } from "#droit/regles/dire-verdict.ts";
import { countEnQpv } from "#droit/regles/en-qpv.ts";
import { countHorsQpv } from "#droit/regles/hors-qpv.ts";
import { completeShare, decideNombre, decideShare, type PartIncertaine } from "#droit/regles/part.ts";
import { findPlancherHorsQpv } from "#droit/regles/plancher-hors-qpv.ts";
import type { PartJugee } from "#engagements/regles/convention/dire-parts.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { boundManque } from "../../regles/mesure-corrective/manque.ts";
import { type IssueAnnee, judgeAnnee, type ObjectifJuge } from "../../regles/mesure-corrective/objectif-annee.ts";
import type { Cible, Constat } from "../bilan.ts";
import { type Cadre, countNonLues, isEnCours } from "../cadre.ts";
import { readSitues } from "../cible-en-parts.ts";
import { measure } from "../measure.ts";
import { type Partie, type Parties, readParties } from "../parties.ts";
import { tellSurComptes } from "../sur-comptes.ts";
import type { ChiffresAnnee, CoteAnnee, LigneObjectif, ObjectifLu } from "./mesures.ts";

export type AnneeQuestion = { readonly epci: string; readonly annee: number; readonly aujourdhui: string };
export type AnneeBase = Pick<Base, "cubes">;

/**
 * The figures that judge a year, with the verdicts of its bilan. The caller checks that the reader sees all the territory's rows. Throws
 * `parametre-absent`.
 */
export async function readAnnee(base: AnneeBase, { epci, annee }: AnneeQuestion): Promise<ChiffresAnnee> {
  const periode = yearPeriode(annee);
  const [byBailleur, noms, objectifs, publies, imprimes] = await Promise.all([
    base.cubes.byBailleur({ epci, annee, premierMois: 1, dernierMois: 12, bailleur: null }),
    base.cubes.bailleurs(epci),
    base.cubes.objectifs(epci, annee),
    base.cubes.trimestres(epci, annee),
    base.cubes.resultats(epci, annee),
  ]);
  const situes = await readSitues(base.cubes, { epci, annee, bailleur: null }, objectifs);
  const lu = { periode, objectifs, trimestres: publies, imprimes, bailleur: null, situes };
  const { table, trimestres, cadre, parties } = readParties(byBailleur, lu);
  const finie = !isEnCours(cadre);
  const { ensemble } = parties;
  const plancher = findPlancherHorsQpv(`${annee}-12-31`);
  const juges = (["hors-qpv", "qpv"] as const).map((objet) =>
    judgeCote(objet, { ensemble, cadre, finie, adaptable: plancher?.adaptable ?? true }),
  );
  return {
    finie,
    enCours: ensemble.comptes.length === 0 ? null : sayEnCours(periode, findManquants(periode, trimestres)),
    surComptes: table && tellSurComptes(table, annee),
    total: ensemble.mesures.total,
    issue: judgeAnnee(
      juges.map(({ juge }) => juge),
      finie,
    ),
    cotes: juges.map(({ cote }) => cote),
    bailleurs: bailleursOf(parties, { cadre, surComptes: table !== null }, noms),
    plancherHorsQpv: plancher ? { taux: plancher.taux, adaptable: plancher.adaptable } : null,
    tauxConvention: ensemble.mesures.horsQpv.cible?.taux ?? null,
  };
}

type Lu = {
  readonly ensemble: Partie;
  readonly cadre: Cadre;
  readonly finie: boolean;
  /** The conférence may set another share in QPV: the convention's objective then replaces it. */
  readonly adaptable: boolean;
};

type CoteJuge = { readonly cote: CoteAnnee; readonly juge: ObjectifJuge };

function judgeCote(objet: CoteAnnee["objet"], { ensemble, cadre, finie, adaptable }: Lu): CoteJuge {
  const ligne = ligneOf({ siren: null, nom: "EPCI" }, objet, ensemble, cadre);
  const autres = ensemble.extractions.filter((one) => one.objet === objet);
  const contredit = autres.filter((one) => one.contredit || one.contreditCible);
  const isDouteux = autres.some((one) => one.contredit);
  const verdictOf = (objectif: ObjectifLu | null) =>
    objectif && (isDouteux ? doubt(objectif.verdict) : objectif.verdict);
  const juge = {
    cible: verdictOf(ligne.cible),
    plancher: verdictOf(ligne.plancher),
    adaptable: objet === "qpv" || adaptable,
  };
  const { inconnus } = constatOf(ensemble.mesures, objet);
  const suffit = suffitOf(ligne);
  const cote = { objet, libelle: LIBELLE_COTE[objet], ligne, issue: judgeAnnee([juge], finie), inconnus, suffit };
  return { cote: { ...cote, contredit: contredit.map(({ source, phrase }) => ({ source, phrase })) }, juge };
}

/** Another table contradicts these counts: no verdict from them is sure, whatever the objective. */
function doubt(verdict: IssueAnnee): IssueAnnee {
  return verdict === "atteint" || verdict === "non-atteint" ? "indecidable" : verdict;
}

/** Leases that decide both objectives of the side, when both are undecided. */
function suffitOf({ cible, plancher }: LigneObjectif): number {
  return Math.max(cible?.suffit ?? 0, plancher?.suffit ?? 0);
}

const LIBELLE_COTE: Readonly<Record<CoteAnnee["objet"], string>> = {
  "hors-qpv": "Hors quartier prioritaire, 1er quartile ou relogés",
  qpv: "En quartier prioritaire, quartiles 2 à 4",
};

/** Bailleurs with a lease or an objective of the convention. */
function bailleursOf(
  { bailleurs }: Parties,
  { cadre, surComptes }: { readonly cadre: Cadre; readonly surComptes: boolean },
  noms: ReadonlyMap<string, string>,
): readonly LigneObjectif[] {
  // In a year counted from tables, a bailleur without one is unknown, and misses nothing.
  const written = surComptes ? [] : cadre.objectifs.flatMap(({ bailleur }) => bailleur ?? []);
  const sirens = [...new Set([...bailleurs.flatMap(({ siren }) => siren ?? []), ...written])];
  return sirens
    .map((siren) => {
      const partie = bailleurs.find((one) => one.siren === siren) ?? {
        comptes: [],
        mesures: measure([], cadre, { bailleur: siren }),
      };
      return ligneOf({ siren, nom: nameBailleur(siren, noms) }, "hors-qpv", partie, cadre);
    })
    .sort((a, b) => b.assiette - a.assiette || a.nom.localeCompare(b.nom, "fr"));
}

function constatOf({ horsQpv, qpv }: Partie["mesures"], objet: CoteAnnee["objet"]): Constat {
  return objet === "hors-qpv" ? horsQpv : qpv;
}

function ligneOf(
  qui: { readonly siren: string | null; readonly nom: string },
  objet: CoteAnnee["objet"],
  { comptes, mesures }: Pick<Partie, "comptes" | "mesures">,
  cadre: Cadre,
): LigneObjectif {
  const constat = constatOf(mesures, objet);
  const possibles = withRejetees(comptes, countNonLues(cadre));
  const part = (objet === "hors-qpv" ? countHorsQpv : countEnQpv)(possibles, cadre.nulles.valeur);
  const { valeur } = (objet === "hors-qpv" ? cadre.horsQpv : cadre.qpv).plancher;
  // A bailleur without leases yet belongs to the year too: nothing is missed before its end.
  const lu = (objectif: ObjectifLu): ObjectifLu =>
    isEnCours(cadre) ? { ...objectif, verdict: "en-cours", suffit: null, doute: null } : objectif;
  return {
    ...qui,
    assiette: constat.assiette,
    realise: constat.realise,
    taux: constat.taux,
    bornes: constat.bornes,
    petitEffectif: constat.petitEffectif,
    plancher: constat.plancherRetrospectif ? null : lu(floorOf(constat, part, valeur)),
    cible: constat.cible ? lu(targetOf(constat.cible, part)) : null,
  };
}

function floorOf(
  constat: Constat,
  part: PartIncertaine,
  { source, confiance }: { readonly source: string; readonly confiance: Confiance },
): ObjectifLu {
  const { plancher, attendu, verdict, suffit } = constat;
  const doute = sayIndecis(constat);
  return { taux: plancher, attendu, manque: boundManque(part, plancher), verdict, suffit, doute, source, confiance };
}

/** A written number does not depend on the base: unknown leases can only add to it. */
function targetOf(cible: Cible, part: PartIncertaine): ObjectifLu {
  const { taux, nombre, attendu, manque, verdict, acte } = cible;
  if (cible.parts) {
    const shared = { taux, attendu, manque: boundParts(cible.parts), verdict, suffit: null, doute: null };
    return { ...shared, source: acte, confiance: "S" };
  }
  const gagnables = completeShare(part).best.part - part.part;
  const lu =
    nombre === null
      ? { manque: boundManque(part, taux ?? 0), decide: decideShare(part, taux ?? 0) }
      : {
          manque: { compte: manque, auMoins: Math.max(0, manque - gagnables), auPlus: manque },
          decide: decideNombre(part, nombre),
        };
  const doute = sayIndecis(cible);
  const suffit = verdict === "indecidable" && doute === null ? (lu.decide?.suffit ?? null) : null;
  return { taux, attendu, manque: lu.manque, verdict, suffit, doute, source: acte, confiance: "S" };
}

/** Each part is missed by its own leases: the unknown of one cannot fill another. */
function boundParts(parts: readonly PartJugee[]): ObjectifLu["manque"] {
  const sum = (read: (part: PartJugee) => number) => parts.reduce((total, part) => total + read(part), 0);
  return {
    compte: sum(({ manque }) => manque),
    auMoins: sum(({ manque, inconnus }) => Math.max(0, manque - (inconnus ?? manque))),
    auPlus: sum(({ manque, inconnus }) => manque + (inconnus ?? 0)),
  };
}
