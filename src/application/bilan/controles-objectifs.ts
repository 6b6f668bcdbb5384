import { formatTauxCourt } from "#domain/shared/format.ts";
import { ceilShare } from "#domain/shared/taux.ts";
import type { ObjectifRow } from "#import/rows.ts";
import type { Controle } from "./bilan.ts";

/**
 * Is the convention consistent with itself? Its numbers were written from the attributions of the year before the act:
 * each year's sum of the bailleurs against the EPCI's rate, and each bailleur's number against the legal floor.
 * `assiettes`: hors-QPV base of that reference year, by SIREN.
 */
export function checkObjectifs(
  objectifs: readonly ObjectifRow[],
  reference: { readonly annee: number; readonly assiettes: ReadonlyMap<string, number> },
  noms: ReadonlyMap<string, string>,
  plancher: number,
): readonly Controle[] {
  const horsQpv = objectifs.filter((row) => row.objet === "hors-qpv");
  const total = [...reference.assiettes.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return [];
  return horsQpv.flatMap((row) => {
    if (row.bailleur === null) return checkSum(row, horsQpv, { annee: reference.annee, total });
    return checkFloor(row, reference, noms, plancher);
  });
}

function checkSum(epci: ObjectifRow, all: readonly ObjectifRow[], base: { annee: number; total: number }): Controle[] {
  const bailleurs = all.filter((row) => row.annee === epci.annee && row.bailleur !== null && row.nombre !== null);
  if (epci.taux === null || bailleurs.length === 0) return [];
  const written = bailleurs.reduce((sum, row) => sum + (row.nombre ?? 0), 0);
  const needed = ceilShare(base.total, epci.taux);
  return [
    {
      code: `objectif-total.epci.${epci.annee}`,
      libelle: `Objectif hors QPV ${epci.annee} : somme des bailleurs et taux de l’EPCI`,
      imprime: `${written} attributions pour ${formatTauxCourt(epci.taux)}`,
      recalcule: `${needed} suffisent à ${formatTauxCourt(epci.taux)} de ${base.total} ; ${written} font ${formatTauxCourt(written / base.total)}`,
      accord: written === needed,
      explication:
        written === needed
          ? null
          : `La somme des objectifs des bailleurs s’écarte de ${Math.abs(written - needed)} de l’objectif de l’EPCI, calculé sur les ${base.total} attributions hors QPV de ${base.annee}.`,
      source: epci.acte,
    },
  ];
}

/** Only written numbers that claim the legal 25 % are at stake: a lower, progressive number is the convention's choice. */
function checkFloor(
  row: ObjectifRow,
  reference: { readonly annee: number; readonly assiettes: ReadonlyMap<string, number> },
  noms: ReadonlyMap<string, string>,
  plancher: number,
): Controle[] {
  const base = reference.assiettes.get(row.bailleur ?? "") ?? 0;
  if (row.nombre === null || row.taux === null || row.taux < plancher || base === 0) return [];
  const needed = ceilShare(base, row.taux);
  return [
    {
      code: `objectif-arrondi.${row.bailleur}.${row.annee}`,
      libelle: `${noms.get(row.bailleur ?? "") ?? row.bailleur} ${row.annee} : nombre écrit et taux écrit`,
      imprime: `${row.nombre} attributions pour ${formatTauxCourt(row.taux)}`,
      recalcule: `${needed} pour au moins ${formatTauxCourt(row.taux)} de ${base} ; ${row.nombre} font ${formatTauxCourt(row.nombre / base)}`,
      accord: row.nombre >= needed,
      explication:
        row.nombre >= needed ? null : "Le nombre écrit est arrondi vers le bas : il manque le taux écrit à côté.",
      source: row.acte,
    },
  ];
}
