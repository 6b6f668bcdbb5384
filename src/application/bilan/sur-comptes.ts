import type { Compte, CompteLocalise } from "#domain/attribution/compte.ts";
import type { TrimestrePublie } from "#domain/attribution/trimestre-publie.ts";
import type { Mesures, SurComptes } from "./bilan.ts";
import type { Cadre } from "./cadre.ts";
import { measure, type Porteur } from "./measure.ts";
import type { ResultatPublie } from "./ports.ts";

/** The cells « class × side » of a printed table: without one of them it counts no year. */
const CELLULES = [
  ["q1-qpv", "q1", "qpv"],
  ["q1-hors-qpv", "q1", "hors-qpv"],
  ["q1-inconnue", "q1", "inconnue"],
  ["q24-qpv", "q2-4", "qpv"],
  ["q24-hors-qpv", "q2-4", "hors-qpv"],
  ["q24-inconnue", "q2-4", "inconnue"],
] as const;

const AUTRES_LUES = ["reloges-hors-qpv", "sans-ressources", "ressources-nulles"] as const;
const LUES: readonly string[] = [...CELLULES.map(([grandeur]) => grandeur), ...AUTRES_LUES];

/** Printed figures that the bilan is read from: held against themselves they would agree, and tell nothing. */
export function isLue({ source }: TableComptes, row: ResultatPublie): boolean {
  return row.source === source && LUES.includes(row.grandeur);
}

/** A year as one table printed elsewhere counts it, for the territory or a bailleur. null: the table does not say how many. */
export type TableComptes = {
  readonly source: string;
  readonly fichier: string;
  readonly deposeLe: string;
  readonly comptes: readonly Compte[];
  readonly reloges: number | null;
  readonly sansRessources: number | null;
  readonly ressourcesNulles: number | null;
};

/**
 * The table that a year without a file of leases is counted from: of several, the one that locates most, then the last published. `bailleur`
 * null: the territory's. null when none has all its cells, in whole numbers.
 */
export function chooseTable(resultats: readonly ResultatPublie[], bailleur: string | null): TableComptes | null {
  const own = resultats.filter((row) => row.bailleur === bailleur);
  const tables = [...new Set(own.map(({ source }) => source))].flatMap(
    (source) => readTable(own.filter((row) => row.source === source)) ?? [],
  );
  return tables.reduce<TableComptes | null>(
    (best, one) => (best === null || countInconnues(one) <= countInconnues(best) ? one : best),
    null,
  );
}

function readTable(rows: readonly ResultatPublie[]): TableComptes | null {
  const [first] = rows;
  const cellules = CELLULES.flatMap(([grandeur, quartile, situation]): Compte[] => {
    const nombre = readCompte(rows, grandeur);
    return nombre === null ? [] : [{ quartile, situation, ressources: "positives", relogement: "inconnu", nombre }];
  });
  if (first === undefined || cellules.length < CELLULES.length) return null;
  const reloges = readCompte(rows, "reloges-hors-qpv");
  const sansRessources = readCompte(rows, "sans-ressources");
  return {
    source: first.source,
    fichier: first.fichier,
    deposeLe: first.deposeLe,
    comptes: [
      ...(reloges === null ? cellules : cellules.flatMap((one) => splitReloges(one, reloges))),
      // Those of them who are rehoused are counted above.
      ...blanks((sansRessources ?? 0) - countSansRessources(cellules, reloges ?? 0)),
    ],
    reloges,
    sansRessources,
    ressourcesNulles: readCompte(rows, "ressources-nulles"),
  };
}

/** null: not printed, not a count, or printed twice with two values. */
function readCompte(rows: readonly ResultatPublie[], grandeur: string): number | null {
  const valeurs = new Set(rows.filter((row) => row.grandeur === grandeur).map(({ valeur }) => valeur));
  const [valeur] = valeurs;
  return valeurs.size === 1 && valeur != null && Number.isInteger(valeur) && valeur >= 0 ? valeur : null;
}

/**
 * The table says how many of the leases outside a QPV rehouse a household that is not of the first quartile: those, and no other. More of them
 * than it has such leases are households without resources.
 */
function splitReloges(cellule: Compte, reloges: number): readonly Compte[] {
  if (cellule.quartile !== "q2-4" || cellule.situation !== "hors-qpv") return [cellule];
  const classes = Math.min(reloges, cellule.nombre);
  return [
    { ...cellule, relogement: "oui" as const, nombre: classes },
    { ...cellule, relogement: "non" as const, nombre: cellule.nombre - classes },
    { ...cellule, quartile: "inconnu" as const, relogement: "oui" as const, nombre: reloges - classes },
  ].filter(({ nombre }) => nombre > 0);
}

function countSansRessources(cellules: readonly Compte[], reloges: number): number {
  const autres = cellules.find(({ quartile, situation }) => quartile === "q2-4" && situation === "hors-qpv");
  return Math.max(0, reloges - (autres?.nombre ?? 0));
}

function blanks(nombre: number): readonly Compte[] {
  if (nombre <= 0) return [];
  return [{ situation: "inconnue", quartile: "inconnu", ressources: "absentes", relogement: "inconnu", nombre }];
}

function countInconnues({ comptes }: TableComptes): number {
  return comptes
    .filter(({ situation, quartile }) => situation === "inconnue" && quartile !== "inconnu")
    .reduce((sum, { nombre }) => sum + nombre, 0);
}

/** What the table measures; what it does not tell is unknown, not nothing. */
export function measureTable(table: TableComptes, cadre: Cadre, porteur: Porteur): Mesures {
  const { sansRessources, ressourcesNulles } = table;
  return {
    ...measure(table.comptes satisfies readonly CompteLocalise[], cadre, porteur),
    sansRessources,
    ressourcesNulles,
  };
}

/** A table of the year tells its four quarters: the year is over once it was taken in after the last day. */
export function quartersOf({ fichier, deposeLe }: TableComptes): readonly TrimestrePublie[] {
  return ([1, 2, 3, 4] as const).map((trimestre) => ({ trimestre, present: true, fichier, deposeLe }));
}

/** Where the counts come from, and what they do not tell. */
export function tellSurComptes({ source, fichier, reloges, sansRessources }: TableComptes, annee: number): SurComptes {
  const tus = [
    ...(reloges === null ? ["quels ménages des quartiles 2 à 4 sont relogés (ils comptent peut-être)"] : []),
    ...(sansRessources === null ? ["combien de baux sont sans ressources connues"] : []),
    "les communes",
    "les trimestres",
    "les profils",
  ];
  return {
    source,
    fichier,
    phrase: `Bilan sur comptes\u00A0: aucun bail de ${annee} n’est publié ici\u00A0; ce bilan est compté d’après un tableau imprimé ailleurs (${source}, fichier «\u00A0${fichier}\u00A0»). Ce tableau ne dit ni ${tus.join(", ni ")}. Le fichier des attributions le remplacera dès qu’il sera publié.`,
  };
}
