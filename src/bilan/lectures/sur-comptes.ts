import type { Compte } from "#droit/regles/attribution/compte.ts";
import type { TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import type { Cible, Constat, Mesures, SurComptes } from "./bilan.ts";
import type { Cadre } from "./cadre.ts";
import { measure, type Porteur } from "./measure.ts";
import type { ResultatPublie } from "./ports.ts";
import { GRANDEURS_LUES, readCompte, readComptes, readSansRessources } from "./table-imprimee.ts";

/** True for printed figures that the bilan is computed from: comparing them with themselves would prove nothing. */
export function isLue({ source }: TableComptes, row: ResultatPublie): boolean {
  return row.source === source && GRANDEURS_LUES.includes(row.grandeur);
}

/** A year by one printed table, for the territory or a bailleur. null: not in the table. */
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
 * The table that counts a year without a file of leases: the one that locates most, then the last published. `bailleur` null: the territory's. null
 * when no table has all its cells as whole numbers.
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
  const comptes = readComptes(rows, ["qpv", "hors-qpv", "inconnue"], null);
  if (first === undefined || comptes === null) return null;
  return {
    source: first.source,
    fichier: first.fichier,
    deposeLe: first.deposeLe,
    comptes,
    reloges: readCompte(rows, "reloges-hors-qpv"),
    sansRessources: readSansRessources(rows),
    ressourcesNulles: readCompte(rows, "ressources-nulles"),
  };
}

function countInconnues({ comptes }: TableComptes): number {
  return comptes
    .filter(({ situation, quartile }) => situation === "inconnue" && quartile !== "inconnu")
    .reduce((sum, { nombre }) => sum + nombre, 0);
}

/** What the table lacks is unknown. */
export function measureTable(table: TableComptes, cadre: Cadre, porteur: Porteur): Mesures {
  const { sansRessources, ressourcesNulles } = table;
  const mesures = measure(table.comptes, cadre, porteur);
  const { horsQpv, qpv } = mesures;
  const lues = sansRessources === null ? { horsQpv: openConstat(horsQpv), qpv: openConstat(qpv) } : {};
  return { ...mesures, ...lues, sansRessources, ressourcesNulles };
}

const OUVERT = { verdict: "indecidable", incomplet: true } as const;

/** With an unknown number of leases without resources, any rate is possible, and counts are minimums. */
function openConstat<C extends Constat>(constat: C): C {
  const { cible, verdict } = constat;
  const bornes = [0, 1] as const;
  if (verdict === "en-cours") return { ...constat, incomplet: true, bornes };
  return { ...constat, ...OUVERT, bornes, suffit: null, cible: cible && openCible(cible) };
}

function openCible(cible: Cible): Cible {
  return cible.nombre !== null && cible.verdict === "atteint" ? cible : { ...cible, ...OUVERT };
}

/** A table covers its year's four quarters; the year is over if the table was imported after its last day. */
export function quartersOf({ fichier, deposeLe }: TableComptes): readonly TrimestrePublie[] {
  return ([1, 2, 3, 4] as const).map((trimestre) => ({ trimestre, present: true, fichier, deposeLe }));
}

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
