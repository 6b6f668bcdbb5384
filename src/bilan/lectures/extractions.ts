import { type Compte, withoutDoubles, withRejetees } from "#droit/regles/attribution/compte.ts";
import { countEnQpv } from "#droit/regles/en-qpv.ts";
import { countHorsQpv } from "#droit/regles/hors-qpv.ts";
import { boundShare, completeShare, type Issue, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import { type LectureRessourcesNulles, readClasse } from "#droit/regles/quartile.ts";
import {
  formatBornes,
  formatCompte,
  formatFraction,
  formatJour,
  formatNombre,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { Constat, Extraction, Mesures } from "./bilan.ts";
import type { ResultatPublie } from "./ports.ts";
import { type NosBaux, readCompte, readComptes } from "./table-imprimee.ts";

type Objet = Extraction["objet"];

/**
 * Other extractions of the year, as tables of counts printed elsewhere: each with its own bounds and verdict, when its counts differ from ours.
 * `bailleur` null: the EPCI's. A table that lacks a cell is ignored.
 */
export function readExtractions(
  resultats: readonly ResultatPublie[],
  bailleur: string | null,
  notre: Notre,
): readonly Extraction[] {
  const tables = groupBy(
    resultats.filter((row) => row.bailleur === bailleur),
    ({ source }) => source,
  );
  if (tables.size === 0) return [];
  const nos = tellNosBaux(notre);
  return [...tables].flatMap(([source, table]) =>
    (["hors-qpv", "qpv"] as const).flatMap((objet) => readExtraction({ source, objet, table }, notre, nos)),
  );
}

/** Our files' counts for the same bearer and year, and their lines that were not read; `nulles`: how a lease at 0 € is counted. */
type Notre = {
  readonly mesures: Mesures;
  readonly comptes: readonly Compte[];
  readonly nonLues: number;
  readonly nulles: LectureRessourcesNulles;
};

type Imprimee = { readonly source: string; readonly objet: Objet; readonly table: readonly ResultatPublie[] };

const COUNT = { "hors-qpv": countHorsQpv, qpv: countEnQpv } as const;

function readExtraction({ source, objet, table }: Imprimee, notre: Notre, nos: NosBaux): readonly Extraction[] {
  const constat = objet === "qpv" ? notre.mesures.qpv : notre.mesures.horsQpv;
  const comptes = readComptes(table, [objet, "inconnue"], nos);
  if (comptes === null) return [];
  const seule = readComptes(table, [objet, "inconnue"], SANS_NOUS) ?? [];
  const part = COUNT[objet](seule.filter(({ quartile }) => quartile !== "inconnu").map(asPrinted), notre.nulles);
  const sans = nos.sansRessources.filter(({ relogement, situation }) => relogement === "oui" && situation === objet);
  const reloges = objet === "qpv" ? 0 : notre.mesures.horsQpv.reloges;
  const dits = objet === "qpv" ? null : readCompte(table, "reloges-hors-qpv");
  const memesReloges = dits === null || dits === reloges;
  if (memesReloges && isSame(part, constat, { reloges, sansRessources: countAll(sans) })) return [];
  // Leases of unknown resources have no side in the table, and the State only counts known resources: they are outside the rates, but inside the
  // verdict.
  const blancs = comptes.filter((one) => readClasse(one, notre.nulles) === "inconnue" && one.relogement !== "oui");
  const count = (some: readonly Compte[]) => COUNT[objet](some, notre.nulles);
  const connus = count(comptes.filter((one) => !blancs.includes(one)));
  const sansRessources = countAll(blancs.filter(({ rejetee }) => rejetee !== true));
  const lue = { source, objet, part, connus, issue: count(comptes), sansRessources };
  return [tell({ ...lue, avant: findAvantFin(table) }, constat)];
}

const SANS_NOUS: NosBaux = { reloges: 0, possibles: 0, nonLocalises: 0, relogesSansClasse: 0, sansRessources: [] };

/** The State's tables count nobody as rehoused. */
function asPrinted(compte: Compte): Compte {
  return { ...compte, relogement: "non" };
}

/** A line that was not read is perhaps a rehoused household of any of the table's cells, or of none. */
function tellNosBaux({ comptes, nonLues, nulles }: Notre): NosBaux {
  const surs = withoutDoubles(comptes);
  const autres = (situation: Compte["situation"], reponses: readonly Compte["relogement"][]) =>
    countAll(
      surs.filter(
        (one) => one.situation === situation && readClasse(one, nulles) === "q2-4" && reponses.includes(one.relogement),
      ),
    );
  const nonLocalises = autres("inconnue", ["oui", "inconnu"]);
  const sansRessources = surs.filter((one) => readClasse(one, nulles) === "inconnue");
  return {
    reloges: autres("hors-qpv", ["oui"]),
    possibles: autres("hors-qpv", ["inconnu"]) + nonLocalises + nonLues,
    nonLocalises: nonLocalises + nonLues,
    relogesSansClasse: countAll(
      sansRessources.filter(({ relogement, situation }) => relogement !== "non" && situation !== "qpv"),
    ),
    sansRessources: withRejetees(sansRessources, nonLues),
  };
}

function countAll(comptes: readonly Compte[]): number {
  return comptes.reduce((sum, { nombre }) => sum + nombre, 0);
}

/** Import day of a table taken in before its year's end, which judges nothing; else null. */
function findAvantFin(table: readonly ResultatPublie[]): string | null {
  return table.find(({ annee, deposeLe }) => deposeLe <= `${annee}-12-31`)?.deposeLe ?? null;
}

type Reloges = { readonly reloges: number; readonly sansRessources: number };

/** Compares by the State's method: nothing deduced; its tables may ignore the rehoused and leases without resources. */
function isSame(
  { part, total }: PartIncertaine,
  { etat, realise, assiette }: Constat,
  { reloges, sansRessources }: Reloges,
): boolean {
  const [ours, base] = [etat?.realise ?? realise, etat?.assiette ?? assiette];
  return (part === ours || part === ours - reloges) && (total === base || total === base - sansRessources);
}

type Lue = {
  readonly source: string;
  readonly objet: Objet;
  readonly part: PartIncertaine;
  /** With the rehoused of known resources. */
  readonly connus: PartIncertaine;
  /** With leases of unknown resources too. */
  readonly issue: PartIncertaine;
  readonly sansRessources: number;
  readonly avant: string | null;
};

function tell({ source, objet, part, connus, issue, sansRessources, avant }: Lue, constat: Constat): Extraction {
  const verdict: Verdict = avant === null ? judgeShare(issue, constat.plancher) : "en-cours";
  const bornes = boundShare(connus);
  const inconnues = part.inconnusPart + part.inconnusAutres;
  const range = bornes === null ? "" : `, taux ${formatBornes(bornes)}`;
  const blancs = sansRessources === 0 ? "" : `, et ${formatNombre(sansRessources)} sans ressources connues`;
  const reloges =
    issue.part === part.part
      ? ""
      : ` (et ${formatCompte(issue.part - part.part, "relogé", "relogés")} d’après nos fichiers)`;
  const contredit = isSure(verdict) && isSure(constat.verdict) && verdict !== constat.verdict;
  const lue: Extraction = {
    source,
    objet,
    realise: part.part,
    assiette: part.total,
    inconnues,
    bornes,
    verdict,
    contredit,
    sansRessources,
    toutes: boundShare(issue),
    possibles: [issue.part, completeShare(issue).best.part],
    phrase: `Une autre extraction (${source}) compte ${formatFraction(part.part, part.total)} ${COTES[objet]}${reloges}, ${formatCompte(inconnues, "non localisée", "non localisées")}${range}${blancs} : ${sayVerdict(verdict, avant)}.`,
  };
  const { cible } = constat;
  return {
    ...lue,
    contreditCible: cible !== null && cible.parts === undefined && contreditCible(lue, cible, cible.verdict),
  };
}

function sayVerdict(verdict: Verdict, avant: string | null): string {
  if (avant !== null) return `année en cours quand elle a été déposée, le ${formatJour(avant)}`;
  return `${LIBELLE_VERDICT[verdict].toLowerCase()} d’après elle seule`;
}

const COTES: Readonly<Record<Objet, string>> = {
  "hors-qpv": "hors quartier prioritaire",
  qpv: "en quartier prioritaire",
};

function isSure(verdict: Verdict): boolean {
  return verdict === "atteint" || verdict === "non-atteint";
}

type Ecrit = { readonly nombre: number | null; readonly taux: number | null };

/** Whether the extraction's bounds and count surely contradict the convention's verdict. */
export function contreditCible(extraction: Extraction, { nombre, taux }: Ecrit, verdict: Verdict): boolean {
  if (extraction.verdict === "en-cours" || !isSure(verdict)) return false;
  const autre = nombre === null ? againstTaux(extraction, taux) : againstNombre(extraction, nombre);
  return autre !== null && autre !== verdict;
}

function againstTaux({ assiette, bornes: connues, toutes }: Extraction, taux: number | null): Issue | null {
  const bornes = toutes === undefined ? connues : toutes;
  // Nothing is located on that side: there may be nothing to count.
  if (assiette === 0 || bornes === null || taux === null) return null;
  if (bornes[0] >= taux) return "atteint";
  return bornes[1] < taux ? "non-atteint" : null;
}

/** null for reports frozen before `possibles` existed: no number is sure. */
function againstNombre({ possibles }: Extraction, nombre: number): Issue | null {
  if (!possibles) return null;
  if (possibles[0] >= nombre) return "atteint";
  return possibles[1] < nombre ? "non-atteint" : null;
}

const CONTREDIT = { verdict: "indecidable", contredit: true } as const;

/** A contradicted verdict becomes undecided: a person must find which extraction is right. */
export function confront<M extends Mesures>(mesures: M, extractions: readonly Extraction[]): M {
  const of = (objet: Objet) => extractions.filter((one) => one.objet === objet);
  return {
    ...mesures,
    horsQpv: confrontConstat(mesures.horsQpv, of("hors-qpv")),
    qpv: confrontConstat(mesures.qpv, of("qpv")),
  };
}

function confrontConstat<C extends Constat>(constat: C, extractions: readonly Extraction[]): C {
  const { cible } = constat;
  return {
    ...constat,
    ...(extractions.some(({ contredit }) => contredit) ? CONTREDIT : {}),
    cible: cible && extractions.some((one) => one.contreditCible) ? { ...cible, ...CONTREDIT } : cible,
  };
}
