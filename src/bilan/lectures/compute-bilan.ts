import { forTerritoire } from "#donnees/lectures/droit/lecture.ts";
import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { meets } from "#donnees/regles/convention/duree-objectif.ts";
import { direPerimetre } from "#donnees/regles/territoire/dire-perimetre.ts";
import { type FaitsTitulaire, judgeObligation, sayObligation } from "#donnees/regles/territoire/obligation.ts";
import { compositionsOf } from "#donnees/regles/territoire/perimetre.ts";
import { type PropositionsDites, tellPropositions } from "#droit/regles/attribution/propositions-en-qpv.ts";
import { findManquants, sayEnCours } from "#droit/regles/attribution/trimestre-publie.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import type { Base } from "#socle/lectures/base.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { unknownBailleur, unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import {
  cumulPeriode,
  daysOfPeriode,
  labelPeriode,
  type Periode,
  quarterPeriode,
  toTrimestre,
} from "#socle/regles/shared/periode.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { tellLecture } from "../regles/bailleur/dire-successions.ts";
import { cubesDeLaVue } from "./bailleur/cubes-de-la-vue.ts";
import { countPartages } from "./bailleur/detenteur.ts";
import type { Bilan, Controle, LigneBailleur, LigneTrimestre, Mesures, ParcBilan, SourceCitee } from "./bilan.ts";
import type { Cadre } from "./cadre.ts";
import { readSitues } from "./cible-en-parts.ts";
import { checkResultats, type StockCommune } from "./controles.ts";
import { checkObjectifs, observeReference, readReference } from "./controles-objectifs.ts";
import { tellDelai } from "./delai/read-delai.ts";
import { tellRejetees, tellRejeteesParc } from "./lignes-rejetees.ts";
import { buildMethodes } from "./methodes.ts";
import { constatOf } from "./objectif-territorialise/constat.ts";
import { readTerritorialises } from "./objectif-territorialise/lire-territorialises.ts";
import { type Matiere, type Partie, type Parties, partOfRows, readParties } from "./parties.ts";
import type { ACote, CompteGroupe, CubeFiltre, CubeQueries, ParcCompte, ResultatPublie } from "./ports.ts";
import { tellProvisoires } from "./provisoires.ts";
import { tellRelogements } from "./relogements.ts";
import { isLue, tellSurComptes } from "./sur-comptes.ts";
import { readPropositions } from "./table-imprimee.ts";
import { AXES, buildVentilation, groupByCle } from "./ventile.ts";

export type BilanQuestion = {
  readonly epci: string;
  readonly periode: Periode;
  /** SIREN, or null for the whole territory. */
  readonly bailleur: string | null;
  /** « alors » when absent. */
  readonly vue?: VueBailleurs;
};

type BilanBase = Pick<Base, "territoires" | "cubes">;

/**
 * The bilan of a territory, or of one bailleur in it, for a year, a quarter or the quarters so far, from published lots only. Throws
 * `territoire-inconnu`, `bailleur-inconnu`, `parametre-absent`.
 */
export function computeBilan(base: BilanBase, question: BilanQuestion): Promise<Bilan> {
  return forTerritoire(question.epci, () => compute(base, question));
}

/** Always under the territory's own values of the law: for its pages, a command, or a comparison of several. */
async function compute(from: BilanBase, question: BilanQuestion): Promise<Bilan> {
  const { epci, periode, bailleur, vue = "alors" } = question;
  const base = { ...from, cubes: cubesDeLaVue(from.cubes, vue) };
  const lu = await readLu(base, question);
  const { territoire, byBailleur, seuil, noms, resultats } = lu;
  const sources = lu.sources.map((row): SourceCitee => ({ ...row, libelle: LIBELLE_SOURCE[row.source] }));
  if (!territoire) throw unknownTerritoire(epci);
  // Printed tables cover whole years only.
  const imprimes = periode.code === "annee" ? resultats : [];
  const objectifs = lu.objectifs.filter(({ annee }) => annee === periode.annee);
  const situes = await readSitues(base.cubes, { epci, annee: periode.annee, bailleur }, objectifs);
  const publie = { periode, objectifs, trimestres: lu.trimestres, imprimes, bailleur, situes };
  const { table, trimestres, cadre, parties } = readParties(byBailleur, publie);
  if (bailleur !== null && !noms.has(bailleur) && byBailleur.length === 0 && table === null) {
    throw unknownBailleur(bailleur);
  }
  const parc = lu.parc && {
    ...tellParc(lu.parc, bailleur, noms),
    ...tellRejeteesParc(lu.parc.millesime, sources),
  };
  const { propositions: offertes, provisoires, attentes, ...aCote } = lu.aCote;
  const propositionsOf = tellBy(offertes, imprimes, periode);
  const { ensemble } = parties;
  const jours = daysOfPeriode(periode);
  return {
    territoire: epci,
    annee: periode.annee,
    periode: periode.code,
    libellePeriode: labelPeriode(periode),
    ...tellObligation(lu.titulaire, periode),
    perimetre: direPerimetre(compositionsOf(lu.communes), [jours.du, jours.au]),
    enCours: sayEnCours(periode, findManquants(periode, trimestres)),
    surComptes: table && tellSurComptes(table, periode.annee),
    ...tellRejetees(cadre, sources),
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    ...tellLecture(lu.successions, { vue, bailleur, partages: countPartages(byBailleur) }),
    seuilPremierQuartile: seuil?.seuilAnnuelUc ?? null,
    bailleur,
    ...withPropositions(ensemble.mesures, propositionsOf(bailleur)),
    bailleurs: nameParties(parties.bailleurs, noms).map((ligne) =>
      withPropositions(ligne, propositionsOf(ligne.siren)),
    ),
    ...computeTrimestres(lu.byTrimestre, question, cadre, resultats),
    ventilations: computeVentilations(lu, cadre),
    parc,
    relogements: tellRelogements(lu.relogements, byBailleur),
    ...aCote,
    ...tellDelai(attentes, { total: ensemble.mesures.total, jour: jours.au, surTable: table !== null }),
    ...tellProvisoires(provisoires, { surTable: table !== null }),
    ...(await tellTerritorialises(base, question, cadre)),
    extractions: ensemble.extractions,
    controles: await computeControles(base.cubes, question, {
      written: lu.objectifs,
      parties,
      noms,
      parc,
      communes: lu.parc === null ? new Map() : stockByCommune(lu.parc.comptes, lu.communes),
      cadre,
      surComptes: table !== null,
      imprimes: table === null ? imprimes : imprimes.filter((row) => !isLue(table, row)),
    }),
    methodes: buildMethodes(cadre, seuil),
    sources,
  };
}

/** Objectives whose months meet the period, in their state on its last day. */
async function tellTerritorialises(
  base: BilanBase,
  { epci, periode, bailleur }: BilanQuestion,
  { nulles }: Cadre,
): Promise<Pick<Bilan, "territorialises">> {
  const jours = daysOfPeriode(periode);
  const question = { epci, annee: periode.annee, bailleur, jusque: jours.au, nulles: nulles.valeur } as const;
  const lignes = await readTerritorialises(base, { ...question, prior: "jeffreys" });
  const told = lignes.filter((ligne) => meets(ligne, jours)).map(constatOf);
  return told.length === 0 ? {} : { territorialises: told };
}

function filtreOf({ epci, periode: { annee, premierMois, dernierMois }, bailleur }: BilanQuestion): CubeFiltre {
  return { epci, annee, premierMois, dernierMois, bailleur };
}

/** Independent queries, sent together. */
async function readLu({ territoires, cubes }: BilanBase, question: BilanQuestion) {
  const { epci, periode } = question;
  const { annee } = periode;
  const filtre = filtreOf(question);
  const [axes, byBailleur, byTrimestre, relogements, aCote, parc, resultats, cadre, ...autres] = await Promise.all([
    cubes.byAxes(filtre),
    cubes.byBailleur(filtre),
    cubes.byTrimestre(filtre),
    cubes.relogements(filtre),
    cubes.aCote(filtre),
    cubes.parc(epci, annee),
    cubes.resultats(epci, annee),
    cubes.cadre(epci, annee, annee + ANNEES_SUIVANTES),
    territoires.find(epci),
    territoires.perimetre(epci),
    cubes.sources(epci),
    territoires.faitsTitulaire(epci),
  ]);
  const [territoire, communes, sources, titulaire] = autres;
  const { bailleurs: noms, ...frame } = cadre;
  const lu = { ...frame, noms, territoire, communes, sources, titulaire };
  return { ...lu, axes, byBailleur, byTrimestre, relogements, aCote, parc, resultats };
}

type Lu = Awaited<ReturnType<typeof readLu>>;

function tellObligation(faits: FaitsTitulaire, { annee, dernierMois }: Periode): Pick<Bilan, "obligation"> {
  const obligation = sayObligation(judgeObligation(faits, lastDayOfMonth(annee, dernierMois)));
  return obligation === null ? {} : { obligation };
}

/** A convention covers three years: the next ones are also held to the attributions that its first year was written from. */
const ANNEES_SUIVANTES = 2;

/** Offers of a bailleur; null: of all, including those of an unknown bailleur. */
function tellBy(
  offertes: ACote["propositions"],
  imprimes: readonly ResultatPublie[],
  { annee, dernierMois }: Periode,
): (siren: string | null) => PropositionsDites {
  const fin = lastDayOfMonth(annee, dernierMois);
  return (siren) =>
    tellPropositions(siren === null ? offertes : offertes.filter(({ bailleur }) => bailleur === siren), {
      fin,
      imprimees: readPropositions(imprimes.filter(({ bailleur }) => bailleur === siren)),
    });
}

function withPropositions<M extends Mesures>(mesures: M, propositions: PropositionsDites): M {
  return { ...mesures, qpv: { ...mesures.qpv, propositions } };
}

function nameParties(parties: readonly Partie[], noms: ReadonlyMap<string, string>): readonly LigneBailleur[] {
  return parties
    .flatMap(({ siren, mesures }) => (siren === null ? [] : [{ siren, nom: nameBailleur(siren, noms), ...mesures }]))
    .sort((a, b) => b.total - a.total || a.nom.localeCompare(b.nom, "fr"));
}

function computeTrimestres(
  byTrimestre: readonly CompteGroupe[],
  { periode: { annee }, bailleur }: BilanQuestion,
  cadre: Cadre,
  resultats: readonly ResultatPublie[],
): { trimestres: LigneTrimestre[]; cumuls: LigneTrimestre[] } {
  const byQuarter = groupByCle(byTrimestre);
  const trimestres: LigneTrimestre[] = [];
  const cumuls: LigneTrimestre[] = [];
  const upToNow: CompteGroupe[] = [];
  for (const key of [...byQuarter.keys()].sort()) {
    const trimestre = toTrimestre(Number(key));
    if (!trimestre) throw new Error(`unknown quarter ${key}`);
    const own = byQuarter.get(key) ?? [];
    upToNow.push(...own);
    const cumul = cumulPeriode(annee, trimestre);
    const imprimes = cumul.code === "annee" ? resultats : [];
    trimestres.push(lineOf(quarterPeriode(annee, trimestre), own, { cadre, imprimes: [], bailleur }));
    cumuls.push(lineOf(cumul, [...upToNow], { cadre, imprimes, bailleur }));
  }
  return { trimestres, cumuls };
}

/** All quarters use the rule of the bilan's date; only the comparison with the year's number depends on the period. */
function lineOf(periode: Periode, comptes: readonly CompteGroupe[], { cadre, ...matiere }: Matiere): LigneTrimestre {
  const { mesures } = partOfRows(matiere.bailleur, comptes, { cadre: { ...cadre, periode }, ...matiere });
  return { code: periode.code, libelle: labelPeriode(periode), ...mesures };
}

function computeVentilations({ communes, axes }: Pick<Lu, "communes" | "axes">, cadre: Cadre) {
  const noms = new Map(communes.map((row) => [row.commune, row.nom]));
  return AXES.map((axe) => buildVentilation(axe, axes.get(axe) ?? [], cadre, noms));
}

function tellParc(
  parc: NonNullable<Lu["parc"]>,
  bailleur: string | null,
  noms: ReadonlyMap<string, string>,
): ParcBilan {
  const comptes = parc.comptes.filter((row) => bailleur === null || row.bailleur === bailleur);
  const sirens = [...new Set(comptes.map((row) => row.bailleur))];
  const lines = sirens.map((siren) => {
    const own = comptes.filter((row) => row.bailleur === siren);
    return {
      siren: siren ?? "inconnu",
      nom: siren === null ? "Bailleur inconnu" : nameBailleur(siren, noms),
      ...countStock(own),
    };
  });
  return {
    millesime: parc.millesime,
    ...countStock(comptes),
    vacantsQpv: countVacants(comptes, "qpv"),
    vacantsHorsQpv: countVacants(comptes, "hors-qpv"),
    bailleurs: lines.sort((a, b) => b.logements - a.logements || a.nom.localeCompare(b.nom, "fr")),
  };
}

function countStock(comptes: readonly ParcCompte[]) {
  const of = (situation: ParcCompte["situation"]) =>
    comptes.filter((row) => row.situation === situation).reduce((total, row) => total + row.logements, 0);
  const [qpv, horsQpv, inconnue] = [of("qpv"), of("hors-qpv"), of("inconnue")];
  return { logements: qpv + horsQpv + inconnue, qpv, horsQpv, inconnue };
}

function stockByCommune(comptes: readonly ParcCompte[], perimetre: Lu["communes"]): ReadonlyMap<string, StockCommune> {
  return new Map(
    perimetre.map(({ commune, nom }) => [
      commune,
      { nom, ...countStock(comptes.filter((row) => row.commune === commune)) },
    ]),
  );
}

function countVacants(comptes: readonly ParcCompte[], situation: ParcCompte["situation"]): number | null {
  const own = comptes.filter((row) => row.situation === situation && row.vacants !== null);
  return own.length === 0 ? null : own.reduce((total, row) => total + (row.vacants ?? 0), 0);
}

type ControlesMatiere = {
  /** Objectives of the year and the next, as written at its end: a later avenant never changes an earlier bilan. */
  readonly written: readonly ObjectifRetenu[];
  readonly parties: Parties;
  readonly surComptes: boolean;
  readonly noms: ReadonlyMap<string, string>;
  readonly parc: ParcBilan | null;
  readonly communes: ReadonlyMap<string, StockCommune>;
  readonly cadre: Cadre;
  readonly imprimes: readonly ResultatPublie[];
};

/** Printed figures cover whole years and the whole territory: a quarter or a single bailleur has none to compare with. */
async function computeControles(
  cubes: CubeQueries,
  { epci, periode, bailleur }: BilanQuestion,
  matiere: ControlesMatiere,
): Promise<readonly Controle[]> {
  if (periode.code !== "annee" || bailleur !== null) return [];
  const resultats = checkResultats({ resultats: matiere.imprimes, ...matiere });
  const { cadre, written } = matiere;
  const reference = readReference(written) ?? (await observeReference(cubes, epci, { objectifs: written, cadre }));
  if (reference === null) return resultats;
  return [...resultats, ...checkObjectifs(written, reference, matiere.noms, cadre.horsQpv.plancher.valeur.valeur)];
}
