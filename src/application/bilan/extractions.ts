import { boundShare, type Issue, judgeShare, PART_VIDE, type PartIncertaine } from "#domain/droit/part.ts";
import { formatBornes, formatCompte, formatFraction, LIBELLE_VERDICT } from "#domain/shared/format.ts";
import type { ResultatRow } from "#import/rows.ts";
import type { Constat, Extraction, Mesures } from "./bilan.ts";

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
  resultats: readonly ResultatRow[],
  bailleur: string | null,
  mesures: Mesures,
): readonly Extraction[] {
  const own = resultats.filter((row) => row.bailleur === bailleur);
  return [...new Set(own.map(({ source }) => source))].flatMap((source) => {
    const table = own.filter((row) => row.source === source);
    return (["hors-qpv", "qpv"] as const).flatMap((objet) => readExtraction({ source, objet, table }, mesures));
  });
}

type Imprimee = { readonly source: string; readonly objet: Objet; readonly table: readonly ResultatRow[] };

function readExtraction({ source, objet, table }: Imprimee, mesures: Mesures): readonly Extraction[] {
  const constat = objet === "qpv" ? mesures.qpv : mesures.horsQpv;
  const [reloges, relogement] = objet === "qpv" ? [0, 0] : [mesures.horsQpv.reloges, constat.inconnus.relogement];
  const part = readPart(table, objet);
  if (part === null || isSame(part, reloges, constat)) return [];
  return [tell({ source, objet, part, issue: withReloges(part, reloges, relogement) }, constat)];
}

function readPart(rows: readonly ResultatRow[], objet: Objet): PartIncertaine | null {
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

/** Those that our files say, or may say, are rehoused are among its other households: it does not tell them, and the law counts them. */
function withReloges(part: PartIncertaine, reloges: number, relogement: number): PartIncertaine {
  const autres = part.total - part.part;
  const surs = Math.min(reloges, autres);
  return { ...part, part: part.part + surs, indecis: Math.min(relogement, autres - surs) };
}

type Lue = {
  readonly source: string;
  readonly objet: Objet;
  readonly part: PartIncertaine;
  readonly issue: PartIncertaine;
};

function tell({ source, objet, part, issue }: Lue, constat: Constat): Extraction {
  const verdict = judgeShare(issue, constat.plancher);
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
    phrase: `Une autre extraction (${source}) compte ${formatFraction(part.part, part.total)} ${COTES[objet]}${reloges}, ${formatCompte(inconnues, "non localisée", "non localisées")}${range} : ${LIBELLE_VERDICT[verdict].toLowerCase()} d’après elle seule.`,
  };
}

const COTES: Readonly<Record<Objet, string>> = {
  "hors-qpv": "hors quartier prioritaire",
  qpv: "en quartier prioritaire",
};

function isSure(verdict: Constat["verdict"] | Issue): boolean {
  return verdict === "atteint" || verdict === "non-atteint";
}

/** A verdict that another extraction contradicts is no verdict: which of the two is right is for a person to say. */
export function confront<M extends Mesures>(mesures: M, extractions: readonly Extraction[]): M {
  const isContredit = (objet: Objet) => extractions.some((one) => one.objet === objet && one.contredit);
  return {
    ...mesures,
    horsQpv: isContredit("hors-qpv") ? { ...mesures.horsQpv, verdict: "indecidable" } : mesures.horsQpv,
    qpv: isContredit("qpv") ? { ...mesures.qpv, verdict: "indecidable" } : mesures.qpv,
  };
}
