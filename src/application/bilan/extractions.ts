import { type Compte, withoutDoubles } from "#domain/attribution/compte.ts";
import { boundShare, type Issue, judgeShare, PART_VIDE, type PartIncertaine } from "#domain/droit/part.ts";
import { formatBornes, formatCompte, formatFraction, formatJour, LIBELLE_VERDICT } from "#domain/shared/format.ts";
import type { Constat, Extraction, Mesures, Verdict } from "./bilan.ts";
import type { ResultatPublie } from "./ports.ts";

type Objet = Extraction["objet"];

/** The cells of a printed table « quartile × situation » that each objective is counted from. */
const CELLULES: Readonly<
  Record<Objet, Readonly<Record<"part" | "autres" | "inconnusPart" | "inconnusAutres", string>>>
> = {
  "hors-qpv": {
    part: "q1-hors-qpv",
    autres: "q24-hors-qpv",
    inconnusPart: "q1-inconnue",
    inconnusAutres: "q24-inconnue",
  },
  qpv: { part: "q24-qpv", autres: "q1-qpv", inconnusPart: "q24-inconnue", inconnusAutres: "q1-inconnue" },
};

/**
 * Other extractions of the year, as tables of counts printed elsewhere: each with its own interval and verdict, when it does not count what
 * we count. `bailleur` null: the EPCI's. A table that lacks a cell says nothing.
 */
export function readExtractions(
  resultats: readonly ResultatPublie[],
  bailleur: string | null,
  { mesures, comptes }: Notre,
): readonly Extraction[] {
  const own = resultats.filter((row) => row.bailleur === bailleur);
  return [...new Set(own.map(({ source }) => source))].flatMap((source) => {
    const table = own.filter((row) => row.source === source);
    return (["hors-qpv", "qpv"] as const).flatMap((objet) =>
      readExtraction(
        { source, objet, table },
        mesures,
        objet === "qpv" ? AUCUN_RELOGE : countReloges(mesures, comptes),
      ),
    );
  });
}

/** What our files say of the same bearer and year. */
type Notre = { readonly mesures: Mesures; readonly comptes: readonly Compte[] };

/** Leases of the other quartiles that our files say, or may say, are rehoused: an extraction does not tell them, and the law counts them. */
type Reloges = { readonly surs: number; readonly possibles: number; readonly nonLocalises: number };

const AUCUN_RELOGE: Reloges = { surs: 0, possibles: 0, nonLocalises: 0 };

function countReloges({ horsQpv }: Mesures, comptes: readonly Compte[]): Reloges {
  const nonLocalises = withoutDoubles(comptes).filter(
    ({ situation, quartile, relogement }) => situation === "inconnue" && quartile !== "q1" && relogement !== "non",
  );
  return {
    surs: horsQpv.reloges,
    possibles: horsQpv.inconnus.relogement,
    nonLocalises: nonLocalises.reduce((sum, { nombre }) => sum + nombre, 0),
  };
}

type Imprimee = { readonly source: string; readonly objet: Objet; readonly table: readonly ResultatPublie[] };

function readExtraction({ source, objet, table }: Imprimee, mesures: Mesures, reloges: Reloges): readonly Extraction[] {
  const constat = objet === "qpv" ? mesures.qpv : mesures.horsQpv;
  const part = readPart(table, objet);
  if (part === null || isSame(part, reloges.surs, constat)) return [];
  return [tell({ source, objet, part, issue: withReloges(part, reloges), avant: findAvantFin(table) }, constat)];
}

/** The day on which the table was taken in, when its year was not over: it judges nothing. */
function findAvantFin(table: readonly ResultatPublie[]): string | null {
  return table.find(({ annee, deposeLe }) => deposeLe <= `${annee}-12-31`)?.deposeLe ?? null;
}

function readPart(rows: readonly ResultatPublie[], objet: Objet): PartIncertaine | null {
  const valeur = (grandeur: string) => rows.find((row) => row.grandeur === grandeur)?.valeur ?? null;
  const { part, autres, inconnusPart, inconnusAutres } = CELLULES[objet];
  const [p, a, ip, ia] = [part, autres, inconnusPart, inconnusAutres].map(valeur);
  if (p == null || a == null || ip == null || ia == null) return null;
  return { ...PART_VIDE, part: p, total: p + a, inconnusPart: ip, inconnusAutres: ia };
}

/** As the State counts: nothing of ours is deduced there, and its tables may not know who is rehoused. */
function isSame({ part, total }: PartIncertaine, reloges: number, { etat, realise, assiette }: Constat): boolean {
  const ours = etat?.realise ?? realise;
  return (part === ours || part === ours - reloges) && total === (etat?.assiette ?? assiette);
}

function withReloges(part: PartIncertaine, { surs, possibles, nonLocalises }: Reloges): PartIncertaine {
  const autres = part.total - part.part;
  const comptes = Math.min(surs, autres);
  const inconnusIndecis = Math.min(nonLocalises, part.inconnusAutres);
  return {
    ...part,
    part: part.part + comptes,
    indecis: Math.min(possibles, autres - comptes),
    inconnusAutres: part.inconnusAutres - inconnusIndecis,
    inconnusIndecis,
  };
}

type Lue = {
  readonly source: string;
  readonly objet: Objet;
  readonly part: PartIncertaine;
  readonly issue: PartIncertaine;
  readonly avant: string | null;
};

function tell({ source, objet, part, issue, avant }: Lue, constat: Constat): Extraction {
  const verdict = avant === null ? judgeShare(issue, constat.plancher) : "en-cours";
  const bornes = boundShare(issue);
  const inconnues = part.inconnusPart + part.inconnusAutres;
  const range = bornes === null ? "" : `, taux ${formatBornes(bornes)}`;
  const reloges =
    issue.part === part.part
      ? ""
      : ` (et ${formatCompte(issue.part - part.part, "relogé", "relogés")} d’après nos fichiers)`;
  const contredit = isSure(verdict) && isSure(constat.verdict) && verdict !== constat.verdict;
  return {
    source,
    objet,
    realise: part.part,
    assiette: part.total,
    inconnues,
    bornes,
    verdict,
    contredit,
    phrase: `Une autre extraction (${source}) compte ${formatFraction(part.part, part.total)} ${COTES[objet]}${reloges}, ${formatCompte(inconnues, "non localisée", "non localisées")}${range} : ${sayVerdict(verdict, avant)}.`,
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

/** Whether it is as sure of the contrary of what the convention writes: its bounds and its count say it. */
export function contreditCible(extraction: Extraction, { nombre, taux }: Ecrit, verdict: Verdict): boolean {
  if (extraction.verdict === "en-cours" || !isSure(verdict)) return false;
  const autre = nombre === null ? againstTaux(extraction, taux) : againstNombre(extraction, nombre);
  return autre !== null && autre !== verdict;
}

function againstTaux({ bornes }: Extraction, taux: number | null): Issue | null {
  if (bornes === null || taux === null) return null;
  if (bornes[0] >= taux) return "atteint";
  return bornes[1] < taux ? "non-atteint" : null;
}

/** Rehoused households may be among those that it does not count: only what is outside its base is sure. */
function againstNombre({ realise, assiette, inconnues }: Extraction, nombre: number): Issue | null {
  if (realise >= nombre) return "atteint";
  return assiette + inconnues < nombre ? "non-atteint" : null;
}

const CONTREDIT = { verdict: "indecidable", contredit: true } as const;

/** A verdict that another extraction contradicts is no verdict: which of the two is right is for a person to say. */
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
  const isCibleContredite = cible && extractions.some((one) => contreditCible(one, cible, cible.verdict));
  return {
    ...constat,
    ...(extractions.some(({ contredit }) => contredit) ? CONTREDIT : {}),
    cible: isCibleContredite ? { ...cible, verdict: "indecidable" } : cible,
  };
}
