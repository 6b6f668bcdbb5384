import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { heirOn, type Succession } from "#donnees/regles/bailleur/succession.ts";
import { monthOf } from "#donnees/regles/convention/duree-objectif.ts";
import type { Objet } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { withRejetees } from "#droit/regles/attribution/compte.ts";
import { countRejetees, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { countCauses } from "#droit/regles/causes.ts";
import { apportsEnQpv, countEnQpv } from "#droit/regles/en-qpv.ts";
import { apportsHorsQpv, countHorsQpv } from "#droit/regles/hors-qpv.ts";
import { countPrioritaires } from "#droit/regles/publics-prioritaires.ts";
import { readEcrits } from "#engagements/lectures/convention/lire-ecrits.ts";
import type { Etendue } from "#engagements/lectures/effort/etendue.ts";
import { labelPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";
import { type PartObjectif, readObjectifAnnee } from "#engagements/regles/convention/objectif-annee.ts";
import { type ObjectifsEcrits, porteursEngages } from "#engagements/regles/convention/tranches-annee.ts";
import { findVersionOfYear, type Version } from "#engagements/regles/convention/version.ts";
import type { Base } from "#socle/lectures/base.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { unknownBailleur, unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { tellLecture } from "../../regles/bailleur/dire-successions.ts";
import { cubesDeLaVue } from "../bailleur/cubes-de-la-vue.ts";
import { countPartages, groupByDetenteur, ofDetenteur } from "../bailleur/detenteur.ts";
import type { SourceCitee } from "../bilan.ts";
import { buildCadre, type Cadre } from "../cadre.ts";
import { buildMethodes } from "../methodes.ts";
import { ofPorteur } from "../objectif-territorialise/appartenance.ts";
import { readTerritorialises } from "../objectif-territorialise/lire-territorialises.ts";
import { type Parties, partsOfRows } from "../parties.ts";
import type { CompteMensuel } from "../ports.ts";
import type { CompteMensuel as CompteMensuelPrioritaire } from "../public-prioritaire/ports.ts";
import { buildBloc, type Matiere, POIDS_PRIOR } from "./bloc.ts";
import type { BlocEffort, Effort, EffortQuestion } from "./effort.ts";
import { readEtendueDuree } from "./etendue-duree.ts";
import { sayJointe } from "./jointe.ts";
import { METHODES_EFFORT } from "./methodes.ts";
import { readPlancher } from "./plancher.ts";
import { readPublie } from "./publie.ts";
import { ANNEES_PASSEES } from "./serie.ts";

type EffortBase = Pick<Base, "acteur" | "bailleurs" | "territoires" | "cubes" | "conventions" | "publics">;

/**
 * What remains for the objectives of a year: k of the next m leases for each bearer, with its probability. Reads the published lots and the version
 * in force at the end of the year. Throws `territoire-inconnu`, `bailleur-inconnu`, `parametre-absent`.
 */
export async function computeEffort(base: EffortBase, question: EffortQuestion): Promise<Effort> {
  const { epci, annee, bailleur } = question;
  const { vue = "alors" } = question;
  const cubes = cubesDeLaVue(base.cubes, vue);
  const [territoire, signes, noms, ecrit, seuil, sources, trimestres, imprimes] = await Promise.all([
    base.territoires.find(epci),
    cubes.byMois(epci, [annee - ANNEES_PASSEES, annee], null),
    cubes.bailleurs(epci),
    readEcrits(base, epci, vue),
    cubes.seuil(epci, annee),
    cubes.sources(epci),
    cubes.trimestres(epci, annee),
    cubes.resultats(epci, annee),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const { successions } = ecrit.reprises;
  const lus = signes.map((row) => withHeir(row, annee, successions));
  const comptes = bailleur === null ? lus : ofDetenteur(lus, bailleur, sirenOf);
  if (bailleur !== null && !noms.has(bailleur) && comptes.length === 0) throw unknownBailleur(bailleur);
  const surComptes =
    !trimestres.some(({ present }) => present) &&
    (await cubes.anneesComptes(epci, bailleur === null ? null : [bailleur])).includes(annee);
  const { etendue, renseignees } = await readPublie(base, question, lus, trimestres);
  const dernierMois = Math.max(1, etendue.compteJusque);
  const cadre = buildCadre({ annee, code: "annee", premierMois: 1, dernierMois }, [], trimestres);
  const version = findVersionOfYear(ecrit.versions, annee);
  // Printed tables cover whole years only.
  const parties = etendue.acheve ? partsOfRows(rowsOfYear(comptes, annee), { cadre, imprimes, bailleur }) : null;
  const lu = { comptes, noms, cadre, version, ecrit, etendue, renseignees, parties, trimestres, question };
  const blocs = [blocOfCote("hors-qpv", lu), blocOfCote("qpv", lu)];
  if (bailleur === null) blocs.push(await blocOfPublics(base, lu));
  const territorialises = await readTerritorialises(
    { ...base, cubes },
    {
      epci,
      annee,
      bailleur,
      prior: question.prior,
      jusque: lastDayOfMonth(annee, question.dernierMois ?? 12),
      nulles: cadre.nulles.valeur,
    },
  );
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    arreteAu: etendue.arreteAu,
    avances: countAvances(comptes, annee, etendue),
    acheve: etendue.acheve,
    enCours: etendue.enCours,
    surComptes,
    bailleur,
    ...tellLecture(successions, { vue, bailleur, partages: countPartages(rowsOfYear(comptes, annee)) }),
    version: version?.depuis ? { numero: version.numero, titre: version.titre, depuis: version.depuis } : null,
    prior: question.prior,
    poidsPrior: POIDS_PRIOR,
    blocs: tellJointe(blocs.filter(isTold)),
    ...(territorialises.length > 0 ? { territorialises } : {}),
    methodes: [...buildMethodes(cadre, seuil), ...METHODES_EFFORT],
    sources: sources.map((row): SourceCitee => ({ ...row, libelle: LIBELLE_SOURCE[row.source] })),
  };
}

function countAvances(
  comptes: readonly CompteMensuel[],
  annee: number,
  { dernierMois, compteJusque }: Etendue,
): number {
  const own = comptes.filter(
    (row) => row.annee === annee && row.mois > dernierMois && row.mois <= compteJusque && !row.doublePossible,
  );
  return own.reduce((sum, { nombre }) => sum + nombre, 0);
}

type Lu = {
  readonly comptes: readonly CompteMensuel[];
  readonly noms: ReadonlyMap<string, string>;
  readonly cadre: Cadre;
  readonly version: Version | null;
  readonly ecrit: ObjectifsEcrits<Version>;
  readonly trimestres: readonly TrimestrePublie[];
  readonly etendue: Etendue;
  readonly renseignees: readonly number[];
  /** Parts as the bilan reads them; null: the year is not over, and no printed table is compared. */
  readonly parties: Parties | null;
  readonly question: EffortQuestion;
};

const sirenOf = ({ bailleur }: CompteMensuel) => bailleur;

/** The expected leases of a successor come from the former years of both bailleurs. */
function withHeir(row: CompteMensuel, annee: number, successions: readonly Succession[]): CompteMensuel {
  if (row.annee === annee || successions.length === 0) return row;
  return { ...row, bailleur: heirOn(successions, row.bailleur, `${annee}-12-31`) };
}

function tellJointe(blocs: readonly BlocEffort[]): readonly BlocEffort[] {
  const phrase = sayJointe(blocs);
  if (phrase === null) return blocs;
  return blocs.map((bloc, rank) => (rank === 0 ? { ...bloc, reponse: [...bloc.reponse, phrase] } : bloc));
}

/** False for objectives without bearer or count. */
function isTold({ ensemble, lignes }: BlocEffort): boolean {
  return ensemble !== null || lignes.length > 0;
}

function rowsOfYear(comptes: readonly CompteMensuel[], annee: number) {
  return comptes.filter((row) => row.annee === annee).map((row) => ({ ...row, cle: row.bailleur }));
}

/** Counts of other tables of the year on that side: of the territory (null), or of a bailleur. */
function findExtractions({ parties, question }: Lu, objet: "hors-qpv" | "qpv", siren: string | null) {
  const own = siren === question.bailleur ? parties?.ensemble : parties?.bailleurs.find((one) => one.siren === siren);
  return (own?.extractions ?? []).filter((one) => one.objet === objet);
}

function blocOfCote(objet: "hors-qpv" | "qpv", lu: Lu): BlocEffort {
  const { comptes, noms, cadre, question } = lu;
  const nulles = cadre.nulles.valeur;
  const [count, apports] = objet === "hors-qpv" ? [countHorsQpv, apportsHorsQpv] : [countEnQpv, apportsEnQpv];
  const sujetOf = (own: readonly CompteMensuel[]) => ({
    count: overMonths(own, (kept, nonLues) => count(withRejetees(kept, nonLues), nulles), lu),
    between: (du: string, au: string) =>
      count(withRejetees(duringDays(own, { du, au }, lu), countNonLuesJours({ du, au }, lu)), nulles),
    causes: overMonths(
      own,
      (kept, nonLues) => countCauses(withRejetees(kept, nonLues), (bail) => apports(bail, nulles)),
      lu,
    ),
  });
  const byBailleur = groupByDetenteur(comptes, sirenOf);
  const written = engagedIn(lu, objet);
  const sirens = [...new Set([...byBailleur.keys(), ...written])].filter(
    (siren) => question.bailleur === null || siren === question.bailleur,
  );
  const lignes = sirens
    .map((siren) => ({
      porteur: { type: "bailleur", siren } as const,
      nom: nameBailleur(siren, noms),
      ...sujetOf(byBailleur.get(siren) ?? []),
      extractions: findExtractions(lu, objet, siren),
    }))
    .filter(({ porteur, count }) => written.includes(porteur.siren) || count(question.annee, 1, 12).total > 0)
    .sort(
      (a, b) =>
        b.count(question.annee, 1, 12).total - a.count(question.annee, 1, 12).total || a.nom.localeCompare(b.nom, "fr"),
    );
  return buildBloc({
    ...common(objet, lu),
    plancher: readPlancher(objet, lu),
    plancherParLigne: false,
    ensemble:
      question.bailleur === null
        ? {
            porteur: { type: "epci" },
            nom: "Ensemble du territoire",
            ...sujetOf(comptes),
            extractions: findExtractions(lu, objet, null),
          }
        : null,
    lignes,
  });
}

/** Bailleurs with an objective of that kind in the versions of the year. */
function engagedIn({ ecrit, question: { annee } }: Lu, objet: Objet): readonly string[] {
  return porteursEngages(ecrit, annee, objet).flatMap((porteur) =>
    porteur.type === "bailleur" ? [porteur.siren] : [],
  );
}

async function blocOfPublics(base: EffortBase, lu: Lu): Promise<BlocEffort> {
  const { epci, annee } = lu.question;
  const filtre = { epci, premierMois: 1, dernierMois: 12, bailleur: null };
  const years = Array.from({ length: ANNEES_PASSEES + 1 }, (_, rank) => annee - rank);
  const comptes = (
    await Promise.all(
      years.map(async (year) => {
        const rows = await base.publics.comptesParMois({ ...filtre, annee: year });
        return rows.map((row): CompteMensuelPrioritaire & { readonly annee: number } => ({ ...row, annee: year }));
      }),
    )
  ).flat();
  const plancher = readPlancher("publics-prioritaires", lu);
  const lignes = (comptes.length === 0 ? [] : reservatairesOf(lu)).map((porteur) => {
    const own = comptes.map((compte) => asSeenBy(compte, porteur));
    return {
      porteur,
      nom: labelPorteur(porteur, {}),
      count: overMonths(own, (kept, nonLues) => countPrioritaires(kept, porteur.contingent, nonLues), lu),
      between: (du: string, au: string) =>
        countPrioritaires(duringDays(own, { du, au }, lu), porteur.contingent, countNonLuesJours({ du, au }, lu)),
      causes: null,
      extractions: [],
    };
  });
  return buildBloc({
    ...common("publics-prioritaires", lu),
    plancher,
    plancherParLigne: true,
    ensemble: null,
    lignes,
  });
}

type Reservataire = Extract<Porteur, { readonly type: "reservataire" }>;

/**
 * Réservataires whose quarter is tested over the territory (collectivités, Action Logement: the State's contingent is for priority publics by
 * nature), and the organisations with an objective of their own.
 */
function reservatairesOf({ ecrit, question: { annee } }: Lu): readonly Reservataire[] {
  const tested = CONTINGENTS.filter((code) => code === "COLTER" || code === "COLACT");
  const named = porteursEngages(ecrit, annee, "publics-prioritaires").filter(
    (porteur): porteur is Reservataire => porteur.type === "reservataire" && porteur.organisation !== undefined,
  );
  return [...tested.map((contingent): Reservataire => ({ type: "reservataire", contingent })), ...named];
}

/** A lease of the code without a known organisation may belong to it: its contingent is unknown. */
function asSeenBy<C extends CompteMensuelPrioritaire>(compte: C, porteur: Reservataire): C {
  if (porteur.organisation === undefined) return compte;
  const seen = ofPorteur(compte, porteur);
  return { ...compte, contingent: seen === "oui" ? porteur.contingent : seen === "non" ? "AUCUN" : "inconnu" };
}

function common(objet: Objet, { question, etendue, renseignees, version, ecrit, trimestres }: Lu) {
  const { annee, attentes, prior } = question;
  return {
    objet,
    annee,
    etendue,
    renseignees,
    objectifOf: (porteur) => readObjectifAnnee(ecrit, annee, objet, porteur),
    etendueOf: (part: PartObjectif) =>
      readEtendueDuree(
        part,
        { trimestres: new Map([[annee, trimestres]]), provisoires: new Map([[annee, etendue.compteJusque]]) },
        lastDayOfMonth(annee, Math.max(1, etendue.compteJusque)),
      ),
    acte: version?.titre ?? "",
    attentes,
    prior,
  } satisfies Partial<Matiere>;
}

/** Cells of the year between two days, up to the last counted month: an avenant cuts the month of its effect. */
function duringDays<C extends { readonly annee: number; readonly mois: number; readonly debut: string }>(
  comptes: readonly C[],
  { du, au }: { readonly du: string; readonly au: string },
  { question: { annee }, etendue: { compteJusque } }: Lu,
): readonly C[] {
  return comptes.filter((row) => row.annee === annee && row.mois <= compteJusque && row.debut >= du && row.debut <= au);
}

function countNonLuesJours({ du, au }: { readonly du: string; readonly au: string }, { trimestres }: Lu): number {
  return countRejetees({ premierMois: monthOf(du), dernierMois: monthOf(au) }, trimestres);
}

/** Months are filtered here: each rule counts the cells it receives, and the lines of the year's files that were not read. */
function overMonths<C extends { readonly annee: number; readonly mois: number }, R>(
  comptes: readonly C[],
  rule: (comptes: readonly C[], nonLues: number) => R,
  { trimestres, question }: Pick<Lu, "trimestres" | "question">,
): (annee: number, premier: number, dernier: number) => R {
  const byYear = groupBy(comptes, (row) => row.annee);
  return (annee, premierMois, dernierMois) =>
    rule(
      (byYear.get(annee) ?? []).filter(({ mois }) => mois >= premierMois && mois <= dernierMois),
      annee === question.annee ? countRejetees({ premierMois, dernierMois }, trimestres) : 0,
    );
}
