import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { capitalize, formatCompte, formatJour, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import { labelPeriode, type Periode, type Trimestre } from "#socle/regles/shared/periode.ts";

/**
 * What is published of a quarter's leases: by which file, imported when. `present`: the quarter's own file is published, or the year's holds at least
 * one lease of the quarter. `deposeLe`: day of import, null when nothing is published. `rejetees`: lines of the quarter's own file that were not
 * read, and that nobody put aside with a reason; `rejeteesAnnee`: those of the year's, the same in each quarter.
 */
export type TrimestrePublie = {
  readonly trimestre: Trimestre;
  readonly present: boolean;
  readonly fichier: string | null;
  readonly deposeLe: string | null;
  readonly rejetees?: number;
  readonly rejeteesAnnee?: number;
};

/** Lines that were not read and may be leases of the period: a line of a year's file may be of any quarter. */
export function countRejetees(
  mois: Pick<Periode, "premierMois" | "dernierMois">,
  trimestres: readonly TrimestrePublie[],
): number {
  const own = trimestres.filter(({ trimestre }) => isIn(mois, trimestre));
  const annee = Math.max(0, ...own.map(({ rejeteesAnnee = 0 }) => rejeteesAnnee));
  return own.reduce((sum, { rejetees = 0 }) => sum + rejetees, annee);
}

function isIn({ premierMois, dernierMois }: Pick<Periode, "premierMois" | "dernierMois">, trimestre: Trimestre) {
  return trimestre * 3 >= premierMois && trimestre * 3 - 2 <= dernierMois;
}

/** Leases signed in the quarter and absent from the first file that held all of it. */
export type BauxTardifs = { readonly trimestre: Trimestre; readonly baux: number };

/** « 3 baux tardifs : 2 du T2 et 1 du T3, absents du premier fichier entier de leur trimestre. Ils comptent. »; null when there is none. */
export function sayTardifs(tardifs: readonly BauxTardifs[]): string | null {
  const total = tardifs.reduce((sum, { baux }) => sum + baux, 0);
  if (total === 0) return null;
  const parTrimestre = joinFrench(tardifs.map(({ trimestre, baux }) => `${formatNombre(baux)} du T${trimestre}`));
  const suite =
    total === 1
      ? "absent du premier fichier entier de son trimestre. Il compte"
      : "absents du premier fichier entier de leur trimestre. Ils comptent";
  return `${formatCompte(total, "bail tardif", "baux tardifs")} : ${parTrimestre}, ${suite}.`;
}

/** Published, and imported after the quarter's end. A late lease may still come; a quarter in progress is never whole. */
function isEntier(annee: number, { trimestre, present, deposeLe }: TrimestrePublie): boolean {
  return present && deposeLe !== null && deposeLe > lastDayOfMonth(annee, trimestre * 3);
}

/** True when a file of its quarter was imported after the month's end. `mois`: 1 to 12. */
export function isMoisPublie(annee: number, mois: number, trimestres: readonly TrimestrePublie[]): boolean {
  const own = trimestres.find(({ trimestre }) => trimestre === Math.ceil(mois / 3));
  return own?.present === true && own.deposeLe !== null && own.deposeLe > lastDayOfMonth(annee, mois);
}

/** The last whole quarter of the year; null: none. */
export function lastEntier(annee: number, trimestres: readonly TrimestrePublie[]): Trimestre | null {
  const entiers = trimestres.filter((one) => isEntier(annee, one)).map(({ trimestre }) => trimestre);
  return entiers.toSorted((a, b) => b - a)[0] ?? null;
}

/** Quarters of the period that are not whole, in order: the period is only judged when there is none. */
export function findManquants(periode: Periode, trimestres: readonly TrimestrePublie[]): readonly TrimestrePublie[] {
  return ([1, 2, 3, 4] as const)
    .filter((trimestre) => isIn(periode, trimestre))
    .map((trimestre) => trimestres.find((one) => one.trimestre === trimestre) ?? absent(trimestre))
    .filter((one) => !isEntier(periode.annee, one));
}

function absent(trimestre: Trimestre): TrimestrePublie {
  return { trimestre, present: false, fichier: null, deposeLe: null };
}

/** « Année 2018 en cours : aucun bail du T4 n’est publié. »; null when the period is whole. */
export function sayEnCours(periode: Periode, manquants: readonly TrimestrePublie[]): string | null {
  if (manquants.length === 0) return null;
  const absents = manquants.filter(({ present }) => !present).map(({ trimestre }) => `T${trimestre}`);
  const partiels = manquants.flatMap(({ present, trimestre, fichier, deposeLe }) =>
    present && deposeLe !== null
      ? [`le T${trimestre} n’était pas fini quand « ${fichier ?? "fichier"} » a été déposé, le ${formatJour(deposeLe)}`]
      : [],
  );
  const told = [...(absents.length > 0 ? [`aucun bail du ${joinFrench(absents)} n’est publié`] : []), ...partiels].join(
    " ; ",
  );
  return `${capitalize(labelPeriode(periode))} en cours : ${told}. Ce qui est compté est le compte à ce jour ; rien n’est jugé avant la fin.`;
}
