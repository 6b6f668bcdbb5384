import {
  type CompteProposition,
  type PropositionsDites,
  tellPropositions,
} from "#domain/attribution/propositions-en-qpv.ts";
import { findManquants, sayEnCours } from "#domain/attribution/trimestre-publie.ts";
import { lastDayOfMonth } from "#domain/shared/calendrier.ts";
import { cumulPeriode, labelPeriode, type Periode, quarterPeriode, toTrimestre } from "#domain/shared/periode.ts";
import { Refus } from "#domain/shared/refus.ts";
import { LIBELLE_SOURCE } from "#domain/shared/source.ts";
import type { Base } from "../base.ts";
import type { Bilan, Controle, LigneBailleur, LigneTrimestre, Mesures, ParcBilan, SourceCitee } from "./bilan.ts";
import type { Cadre } from "./cadre.ts";
import { checkResultats } from "./controles.ts";
import { checkObjectifs, observeReference, readReference } from "./controles-objectifs.ts";
import { buildMethodes } from "./methodes.ts";
import { type Matiere, type Partie, type Parties, partOfRows, readParties } from "./parties.ts";
import type { CompteGroupe, CubeFiltre, CubeQueries, ParcCompte, ResultatPublie } from "./ports.ts";
import { countRelogements } from "./relogements.ts";
import { isLue, tellSurComptes } from "./sur-comptes.ts";
import { readPropositions } from "./table-imprimee.ts";
import { AXES, buildVentilation, groupByCle } from "./ventile.ts";

export type BilanQuestion = {
  readonly epci: string;
  readonly periode: Periode;
  /** SIREN, or null for the whole territory. */
  readonly bailleur: string | null;
};

type BilanBase = Pick<Base, "territoires" | "cubes">;

/**
 * The bilan of a territory, or of one bailleur in it, for a year, a quarter or the quarters so far.
 * Reads the published lots only. Throws `territoire-inconnu`, `bailleur-inconnu`, `parametre-absent`.
 */
export async function computeBilan(base: BilanBase, question: BilanQuestion): Promise<Bilan> {
  const { epci, periode, bailleur } = question;
  const { cubes } = base;
  const filtre = filtreOf(question);
  const [territoire, byBailleur, seuil, noms, sources, objectifs, publies, resultats] = await Promise.all([
    base.territoires.find(epci),
    cubes.byBailleur(filtre),
    cubes.seuil(epci, periode.annee),
    cubes.bailleurs(epci),
    cubes.sources(epci),
    cubes.objectifs(epci, periode.annee),
    cubes.trimestres(epci, periode.annee),
    cubes.resultats(epci, periode.annee),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  // What is printed elsewhere is of whole years.
  const imprimes = periode.code === "annee" ? resultats : [];
  const lu = { periode, objectifs, trimestres: publies, imprimes, bailleur };
  const { table, trimestres, cadre, parties } = readParties(byBailleur, lu);
  if (bailleur !== null && !noms.has(bailleur) && byBailleur.length === 0 && table === null) {
    throw unknownBailleur(bailleur);
  }
  const [parc, byQuarter, ventilations, aCote, relogements, offertes] = await Promise.all([
    findParc(cubes, question, noms),
    computeTrimestres(cubes, filtre, cadre, resultats),
    computeVentilations(base, filtre, cadre),
    readACote(cubes, filtre),
    countRelogements(cubes, filtre, byBailleur),
    cubes.propositions(filtre),
  ]);
  const propositionsOf = tellBy(offertes, imprimes, periode);
  const { ensemble } = parties;
  return {
    territoire: epci,
    annee: periode.annee,
    periode: periode.code,
    libellePeriode: labelPeriode(periode),
    enCours: sayEnCours(periode, findManquants(periode, trimestres)),
    surComptes: table && tellSurComptes(table, periode.annee),
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    seuilPremierQuartile: seuil?.seuilAnnuelUc ?? null,
    bailleur,
    ...withPropositions(ensemble.mesures, propositionsOf(bailleur)),
    bailleurs: nameParties(parties.bailleurs, noms).map((ligne) =>
      withPropositions(ligne, propositionsOf(ligne.siren)),
    ),
    ...byQuarter,
    ventilations,
    parc,
    relogements,
    ...aCote,
    extractions: ensemble.extractions,
    controles: await computeControles(cubes, question, {
      parties,
      noms,
      parc,
      cadre,
      surComptes: table !== null,
      imprimes: table === null ? imprimes : imprimes.filter((row) => !isLue(table, row)),
    }),
    methodes: buildMethodes(cadre, seuil),
    sources: sources.map((row): SourceCitee => ({ ...row, libelle: LIBELLE_SOURCE[row.source] })),
  };
}

function filtreOf({ epci, periode: { annee, premierMois, dernierMois }, bailleur }: BilanQuestion): CubeFiltre {
  return { epci, annee, premierMois, dernierMois, bailleur };
}

/** What is told beside the counts: what two sources say otherwise, what is in no count, what came late. */
async function readACote(
  cubes: CubeQueries,
  filtre: CubeFiltre,
): Promise<Pick<Bilan, "desaccords" | "horsTerritoire" | "tardifs">> {
  const [desaccords, horsTerritoire, tardifs] = await Promise.all([
    cubes.desaccords(filtre),
    cubes.horsTerritoire(filtre),
    cubes.tardifs(filtre),
  ]);
  return { desaccords, horsTerritoire, tardifs };
}

type Offerte = CompteProposition & { readonly bailleur: string | null };

/** Of a bailleur; null: of all, those included that do not say whose dwelling they offer. */
function tellBy(
  offertes: readonly Offerte[],
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

export function unknownTerritoire(epci: string): Refus {
  return new Refus(
    "territoire-inconnu",
    `Le territoire ${epci} n’est pas ouvert dans Blaise. Ajoutez-le avec « blaise territoire ajouter ${epci} ».`,
    { epci },
  );
}

export function unknownBailleur(bailleur: string): Refus {
  return new Refus(
    "bailleur-inconnu",
    `Aucun bailleur ${bailleur} dans les données publiées de ce territoire. Choisissez un bailleur de la liste.`,
    { bailleur },
  );
}

function nameParties(parties: readonly Partie[], noms: ReadonlyMap<string, string>): readonly LigneBailleur[] {
  return parties
    .flatMap(({ siren, mesures }) =>
      siren === null ? [] : [{ siren, nom: noms.get(siren) ?? `SIREN ${siren}`, ...mesures }],
    )
    .sort((a, b) => b.total - a.total || a.nom.localeCompare(b.nom, "fr"));
}

async function computeTrimestres(
  cubes: CubeQueries,
  filtre: CubeFiltre,
  cadre: Cadre,
  resultats: readonly ResultatPublie[],
): Promise<{ trimestres: LigneTrimestre[]; cumuls: LigneTrimestre[] }> {
  const { bailleur } = filtre;
  const byQuarter = groupByCle(await cubes.byTrimestre(filtre));
  const trimestres: LigneTrimestre[] = [];
  const cumuls: LigneTrimestre[] = [];
  const upToNow: CompteGroupe[] = [];
  for (const key of [...byQuarter.keys()].sort()) {
    const trimestre = toTrimestre(Number(key));
    if (!trimestre) throw new Error(`unknown quarter ${key}`);
    const own = byQuarter.get(key) ?? [];
    upToNow.push(...own);
    const cumul = cumulPeriode(filtre.annee, trimestre);
    const imprimes = cumul.code === "annee" ? resultats : [];
    trimestres.push(lineOf(quarterPeriode(filtre.annee, trimestre), own, { cadre, imprimes: [], bailleur }));
    cumuls.push(lineOf(cumul, [...upToNow], { cadre, imprimes, bailleur }));
  }
  return { trimestres, cumuls };
}

/** The rule of the bilan's own date applies to all its quarters; only the comparison with the year's number depends on the period. */
function lineOf(periode: Periode, comptes: readonly CompteGroupe[], { cadre, ...matiere }: Matiere): LigneTrimestre {
  const { mesures } = partOfRows(matiere.bailleur, comptes, { cadre: { ...cadre, periode }, ...matiere });
  return { code: periode.code, libelle: labelPeriode(periode), ...mesures };
}

async function computeVentilations(base: BilanBase, filtre: CubeFiltre, cadre: Cadre) {
  const [communes, groupes] = await Promise.all([base.territoires.communes(filtre.epci), base.cubes.byAxes(filtre)]);
  const noms = new Map(communes.map((row) => [row.commune, row.nom]));
  return AXES.map((axe) => buildVentilation(axe, groupes.get(axe) ?? [], cadre, noms));
}

async function findParc(
  cubes: CubeQueries,
  { epci, periode, bailleur }: BilanQuestion,
  noms: ReadonlyMap<string, string>,
): Promise<ParcBilan | null> {
  const parc = await cubes.parc(epci, periode.annee);
  if (!parc) return null;
  const comptes = parc.comptes.filter((row) => bailleur === null || row.bailleur === bailleur);
  const sirens = [...new Set(comptes.map((row) => row.bailleur))];
  const lines = sirens.map((siren) => {
    const own = comptes.filter((row) => row.bailleur === siren);
    return {
      siren: siren ?? "inconnu",
      nom: siren === null ? "Bailleur inconnu" : (noms.get(siren) ?? `SIREN ${siren}`),
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

function countVacants(comptes: readonly ParcCompte[], situation: ParcCompte["situation"]): number | null {
  const own = comptes.filter((row) => row.situation === situation && row.vacants !== null);
  return own.length === 0 ? null : own.reduce((total, row) => total + (row.vacants ?? 0), 0);
}

type ControlesMatiere = {
  readonly parties: Parties;
  readonly surComptes: boolean;
  readonly noms: ReadonlyMap<string, string>;
  readonly parc: ParcBilan | null;
  readonly cadre: Cadre;
  readonly imprimes: readonly ResultatPublie[];
};

/** Printed figures are of whole years and of the whole territory: a quarter or a single bailleur has none to be held against. */
async function computeControles(
  cubes: CubeQueries,
  { epci, periode, bailleur }: BilanQuestion,
  matiere: ControlesMatiere,
): Promise<readonly Controle[]> {
  if (periode.code !== "annee" || bailleur !== null) return [];
  const objectifs = await Promise.all(
    // As they were written at the end of the year told: an avenant signed later never changes what an earlier bilan says.
    [0, 1, 2].map((ahead) => cubes.objectifs(epci, periode.annee + ahead, periode.annee)),
  );
  const resultats = checkResultats({ resultats: matiere.imprimes, ...matiere });
  const written = objectifs.flat();
  const { cadre } = matiere;
  const reference = readReference(written) ?? (await observeReference(cubes, epci, { objectifs: written, cadre }));
  if (reference === null) return resultats;
  return [...resultats, ...checkObjectifs(written, reference, matiere.noms, cadre.horsQpv.plancher.valeur.valeur)];
}
