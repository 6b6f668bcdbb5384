import { countRejetees, findManquants } from "#droit/regles/attribution/trimestre-publie.ts";
import { compareNombre, compareSomme } from "#engagements/regles/convention/coherence.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import { formatCompte, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import type { Controle } from "./bilan.ts";
import type { Cadre } from "./cadre.ts";
import { measure } from "./measure.ts";
import type { CubeQueries } from "./ports.ts";
import { groupByCle } from "./ventile.ts";

/**
 * Base of the convention's numbers: hors-QPV attributions of a former year, by SIREN and for the whole EPCI. As the version writes it, else from the
 * year before its act, as published here.
 */
export type ReferenceObjectifs = {
  readonly annee: number;
  readonly assiettes: ReadonlyMap<string, number>;
  /** Absent: the sum of the bailleurs'. */
  readonly total?: number;
  /** false: read from a year with a missing quarter, with which nothing is compared. */
  readonly entiere: boolean;
  /** Lines of that year that were not read, each perhaps one more in any base; 0 for written bases. */
  readonly nonLues: number;
};

/** As written beside the objectives; null when the version has none, or several years. */
export function readReference(objectifs: readonly ObjectifRetenu[]): ReferenceObjectifs | null {
  const written = objectifs.filter(({ objet, reference }) => objet === "hors-qpv" && reference !== null);
  const annees = new Set(written.flatMap(({ reference }) => reference?.annee ?? []));
  const [annee] = annees;
  if (annee === undefined || annees.size > 1) return null;
  const of = (row: ObjectifRetenu) => row.reference?.assiette ?? 0;
  const epci = written.find(({ bailleur }) => bailleur === null);
  const assiettes = new Map(
    written.flatMap((row) => (row.bailleur === null ? [] : [[row.bailleur, of(row)] as const])),
  );
  return { annee, assiettes, ...(epci ? { total: of(epci) } : {}), entiere: true, nonLues: 0 };
}

/** From published lots: the bases of the year before the first act. null: no objective is written. */
export async function observeReference(
  cubes: Pick<CubeQueries, "byBailleur" | "trimestres">,
  epci: string,
  { objectifs, cadre }: { readonly objectifs: readonly ObjectifRetenu[]; readonly cadre: Cadre },
): Promise<ReferenceObjectifs | null> {
  const firstAct = objectifs.map((row) => row.depuis).sort()[0];
  if (!firstAct) return null;
  const annee = Number(firstAct.slice(0, 4)) - 1;
  const [assiettes, trimestres] = await Promise.all([
    readAssiettes(cubes, epci, annee, cadre),
    cubes.trimestres(epci, annee),
  ]);
  const periode = yearPeriode(annee);
  const entiere = findManquants(periode, trimestres).length === 0;
  return { annee, assiettes, entiere, nonLues: countRejetees(periode, trimestres) };
}

/** Hors-QPV base of each bailleur in a year, from the published lots. */
export async function readAssiettes(
  cubes: Pick<CubeQueries, "byBailleur">,
  epci: string,
  annee: number,
  cadre: Cadre,
): Promise<ReadonlyMap<string, number>> {
  const counts = groupByCle(await cubes.byBailleur({ epci, annee, premierMois: 1, dernierMois: 12, bailleur: null }));
  return new Map([...counts].map(([siren, own]) => [siren, measure(own, cadre, null).horsQpv.assiette]));
}

/**
 * Checks the convention against itself. Its numbers were written from the attributions of the year before the act: compares each year's sum of
 * bailleurs with the EPCI's rate, and each bailleur's number with the legal floor.
 */
export function checkObjectifs(
  objectifs: readonly ObjectifRetenu[],
  reference: ReferenceObjectifs,
  noms: ReadonlyMap<string, string>,
  plancher: number,
): readonly Controle[] {
  const horsQpv = objectifs.filter((row) => row.objet === "hors-qpv");
  const total = reference.total ?? [...reference.assiettes.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return [];
  const controles = horsQpv.flatMap((row) => {
    if (row.bailleur === null) return checkSum(row, horsQpv, { ...reference, total });
    return checkFloor(row, reference, noms, plancher);
  });
  if (reference.entiere) return controles;
  const explication = `L’année de référence, ${reference.annee}, n’est pas entièrement publiée.`;
  return controles.map((controle) => ({ ...controle, accord: null, explication }));
}

function checkSum(
  epci: ObjectifRetenu,
  all: readonly ObjectifRetenu[],
  base: Pick<ReferenceObjectifs, "annee" | "nonLues"> & { readonly total: number },
): Controle[] {
  const bailleurs = all.filter((row) => row.annee === epci.annee && row.bailleur !== null && row.nombre !== null);
  if (epci.taux === null || bailleurs.length === 0) return [];
  const numbers = bailleurs.map(({ nombre }) => nombre ?? 0);
  const { ecrits, attendus, ecart, part } = compareSomme(numbers, epci.taux, base.total);
  const accord = accordOf(ecart, compareSomme(numbers, epci.taux, base.total + base.nonLues).ecart);
  return [
    {
      code: `objectif-total.epci.${epci.annee}`,
      libelle: `Objectif hors QPV ${epci.annee} : somme des bailleurs et taux de l’EPCI`,
      imprime: `${ecrits} attributions pour ${formatTauxCourt(epci.taux)}`,
      recalcule: `${attendus} suffisent à ${formatTauxCourt(epci.taux)} de ${base.total} ; ${ecrits} font ${formatTauxCourt(part)}`,
      accord,
      explication:
        accord === null
          ? sayNonLues(base)
          : accord
            ? null
            : `La somme des objectifs des bailleurs s’écarte de ${Math.abs(ecart)} de l’objectif de l’EPCI, calculé sur les ${base.total} attributions hors QPV de ${base.annee}.`,
      source: epci.acte,
    },
  ];
}

/** Only for written numbers at the legal 25 %: a lower, progressive number is the convention's choice. */
function checkFloor(
  row: ObjectifRetenu,
  reference: ReferenceObjectifs,
  noms: ReadonlyMap<string, string>,
  plancher: number,
): Controle[] {
  const base = reference.assiettes.get(row.bailleur ?? "") ?? 0;
  const compared = compareNombre(row.nombre, row.taux, base, plancher);
  if (compared === null || row.nombre === null || row.taux === null) return [];
  const { attendu, manque, part } = compared;
  const auPlus = compareNombre(row.nombre, row.taux, base + reference.nonLues, plancher)?.manque ?? manque;
  const accord = accordOf(manque, auPlus);
  return [
    {
      code: `objectif-arrondi.${row.bailleur}.${row.annee}`,
      libelle: `${noms.get(row.bailleur ?? "") ?? row.bailleur} ${row.annee} : nombre écrit et taux écrit`,
      imprime: `${row.nombre} attributions pour ${formatTauxCourt(row.taux)}`,
      recalcule: `${attendu} pour au moins ${formatTauxCourt(row.taux)} de ${base} ; ${row.nombre} font ${formatTauxCourt(part)}`,
      accord,
      explication:
        accord === null
          ? sayNonLues(reference)
          : accord
            ? null
            : "Le nombre écrit est arrondi vers le bas : il manque le taux écrit à côté.",
      source: row.acte,
    },
  ];
}

/** Of the base as counted, and with every line that was not read: between the two, the gap is monotone. null: they disagree. */
function accordOf(ecart: number, auPlus: number): boolean | null {
  return Math.sign(ecart) === Math.sign(auPlus) ? ecart === 0 : null;
}

function sayNonLues({ annee, nonLues }: Pick<ReferenceObjectifs, "annee" | "nonLues">): string {
  return `${formatCompte(nonLues, "ligne rejetée", "lignes rejetées")} des fichiers de ${annee}, l’année de référence : leur correction peut changer ce contrôle.`;
}
